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
// ANCHOR: solution
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
// ANCHOR_END: solution

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
    // ANCHOR: solution
    // STUB: let _ = (items.into_iter(), f);
    // STUB: todo!("start {workers} threads, hand out the items to them, and gather the results")
    // As many wait in the channel as are worked on, so that a worker never has to wait for us; with one in our hand, that is
    // all that we take ahead.
    let (to_workers, from_caller) = mpsc::sync_channel(workers.get());
    // All results are kept until the end in any case, so this channel needs no bound. With one, workers would wait for us
    // to gather while we wait for them to take items.
    let (to_caller, from_workers) = mpsc::channel();
    let from_caller = Arc::new(Mutex::new(from_caller));
    let f = &f;
    thread::scope(|scope| {
        for _ in 0..workers.get() {
            let (from_caller, to_caller) = (from_caller.clone(), to_caller.clone());
            scope.spawn(move || work(&from_caller, &to_caller, f));
        }
        // The workers have theirs. Were these to stay, a receiver would be left when all workers have panicked, and we
        // would wait for room for ever; and a sender when all are done, and we would wait for results.
        drop((from_caller, to_caller));
        hand_out(items, to_workers);
        gather(&from_workers)
        // Here the scope waits for the workers, and panics if one of them did.
    })
    // ANCHOR_END: solution
}
// ANCHOR: solution

/// The index of an item, which goes along with it to say where its result belongs, and the item.
type Numbered<T> = (usize, T);

/// Returns when all items are handed out, or nobody is left to take them. Drops the sender, which ends the workers.
fn hand_out<T>(items: impl IntoIterator<Item = T>, to_workers: SyncSender<Numbered<T>>) {
    for numbered in items.into_iter().enumerate() {
        if to_workers.send(numbered).is_err() {
            break;
        }
    }
}

fn work<T, U>(from_caller: &Mutex<Receiver<Numbered<T>>>, to_caller: &Sender<Numbered<U>>, f: impl Fn(T) -> U) {
    // The lock is a temporary of `receive`, and gone when it returns. In `while let Ok(…) = from_caller.lock()….recv()` it
    // would last to the end of the body, so that nobody else could take an item while `f` runs.
    while let Some((index, item)) = receive(from_caller) {
        if to_caller.send((index, f(item))).is_err() {
            break;
        }
    }
}

/// Waits for an item with the lock held: the others, who wait for the lock, could do nothing but wait for an item either.
fn receive<T>(from_caller: &Mutex<Receiver<T>>) -> Option<T> {
    from_caller.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Returns when the last worker has dropped its sender. Results come as they are done; the index tells where they belong.
fn gather<U>(from_workers: &Receiver<Numbered<U>>) -> Vec<U> {
    let mut numbered: Vec<Numbered<U>> = from_workers.iter().collect();
    numbered.sort_unstable_by_key(|(index, _)| *index);
    numbered.into_iter().map(|(_, result)| result).collect()
}
// ANCHOR_END: solution
