//! # ex09: fan out, fan in
//!
//! Items come one after the other, and each of them is work. One thread hands them out to some workers, and gathers what
//! these make of them:
//!
//! ```text
//!                                  ┌──► worker ──► f ──┐
//!   items ───► caller ──►[ b │ a ]─┼──► worker ──► f ──┼──►[ index, result ]───► caller ───► results, in order
//!                 room for so many └──► worker ──► f ──┘
//! ```
//!
//! Write [`map_workers`]. It is made of two channels of [`std::sync::mpsc`]; four things to know about them:
//!
//! - A channel ends when its last [sender](std::sync::mpsc::Sender) is dropped. Until then, whoever receives from it waits:
//!   for ever, if the last one is a sender that somebody forgot.
//! - Sending to a channel whose receiver is gone is an error, not a wait. But the receiver has to be *gone*.
//! - A [`sync_channel`](std::sync::mpsc::sync_channel) has room for so many messages, and who sends one more waits. That is
//!   called back-pressure: who is too fast gets no further ahead than that.
//! - There is one [receiver](std::sync::mpsc::Receiver) a channel, and it cannot be cloned. Threads that are to share it
//!   need a [`std::sync::Mutex`] around it, and nobody else can receive for as long as one of them has the lock.
//!
//! Try it with `cargo test -p ex09`. `tests/schedules.rs` runs your function under every order in which its threads can take
//! turns, and shows you the order in which it goes wrong; `tests/visible.rs` runs it on real threads. The grader does both,
//! with more workers and more items.

use std::num::NonZeroUsize;

/// Calls `f` with each of `items` on `workers` threads, and returns the results in the order of the items.
///
/// - The first result is that of the first item, and so on: one for each item, whichever is done first. No items, no results.
/// - `f` runs on threads that are started for it, and never on the one that calls `map_workers`. There are at most `workers`
///   of these in the whole call, however many items there are: who is done with an item goes on with another. You may start
///   one more thread, which does not call `f`: to hand out items, say, or to gather results.
/// - Where there are enough items, `workers` calls of `f` run at the same time. A call that takes long holds up nobody else:
///   meanwhile the others go through all items that are left, were it a million.
/// - It asks `items` for no more than can be worked on soon. There are never more than `2 * workers + 1` items that came out
///   of `items` and with which `f` is not through yet: one for each worker to work on, one for each to go on with, and one in
///   the hand of whoever hands them out. So there may be more items than memory has room for, and nobody needs to know how
///   many there are before the last one has come.
/// - Who waits, for an item, for room or for a result, sleeps until there is news. It does not ask again and again.
/// - It ends when `f` is through with the last item. When it returns, all threads that it started have ended.
///
/// # Panics
/// If `f` panics, with whichever item: `map_workers` panics as well, on the thread that called it, and with any message. It
/// does not wait for ever, even if every worker is gone, and it does not return as if nothing had happened. Whether `f` is
/// still called with the items that are left is up to you; all threads have ended then, too.
pub fn map_workers<T, U>(
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    workers: NonZeroUsize,
    f: impl Fn(T) -> U + Sync,
) -> Vec<U>
where
    T: Send,
    U: Send,
{
    let _ = (items.into_iter(), f);
    todo!("start {workers} threads, hand out the items to them, and gather the results")
}
