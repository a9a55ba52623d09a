//! # ex10: a bounded queue
//!
//! Some threads produce, others consume, and between them is a queue with room for so many items and no more. Who is too
//! fast has to wait for the others:
//!
//! ```text
//!             push ───►  [ c │ b │ a ]  ───► pop
//!   waits while it is full               waits while it is empty
//! ```
//!
//! Write [`new`](BoundedQueue::new), [`push`](BoundedQueue::push) and [`pop`](BoundedQueue::pop), then
//! [`close`](BoundedQueue::close). A [`std::sync::Mutex`] keeps the items; to wait until they have changed is what a
//! [`std::sync::Condvar`] is for. Three things to know about it:
//!
//! - [`wait`](std::sync::Condvar::wait) lets go of the lock and goes to sleep in one step, and has the lock again when it
//!   returns. Then something *may* have changed: another thread may have been faster, or nothing happened at all.
//! - A notification goes to those who are waiting at that moment. If nobody is, it is gone.
//! - [`notify_one`](std::sync::Condvar::notify_one) wakes one of those who wait there, and you do not choose which.
//!
//! Try it with `cargo test -p ex10`. `tests/schedules.rs` runs your queue under every order in which its threads can take
//! turns, and shows you the order in which it goes wrong; `tests/visible.rs` runs it on real threads. The grader does both,
//! with more threads and more items.

use std::marker::PhantomData;
use std::num::NonZeroUsize;

/// A queue with room for `capacity` items, which any number of threads push to and pop from through a shared reference.
///
/// - Items come out in the order in which they went in, each of them once.
/// - There are never more than `capacity` items in it, and all of that room is used: with fewer in it, a push does not
///   wait.
/// - Nobody waits without a reason: not in `pop` while there is an item, not in `push` while there is room, and nowhere
///   once the queue is closed. Two waiting threads with a reason to go on both go on.
/// - Who waits, sleeps until there is news. It does not ask again and again, neither as fast as it can nor at intervals.
pub struct BoundedQueue<T> {
    // Your fields, in place of this one: it is here so that the file compiles before there are any.
    nothing_yet: PhantomData<T>,
}

/// The queue was closed; here is the item that it did not take. Given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedQueue<T> {
    /// An empty, open queue with room for `capacity` items.
    pub fn new(capacity: NonZeroUsize) -> BoundedQueue<T> {
        todo!("make a queue with room for {capacity}")
    }

    /// Puts `item` behind all others; waits while the queue is full.
    ///
    /// - Returns `Ok` when the item is in the queue. After `capacity` pushes without a pop, the next one returns only when
    ///   there was a pop, or the queue is closed.
    ///
    /// # Errors
    /// [`Closed`] gives the item back if the queue was closed before there was room for it: before the call, or while it
    /// waited. Nothing gets into a queue once it is closed.
    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let _ = item;
        todo!("wait for room, then put the item in")
    }

    /// Takes out the oldest item; waits while the queue is empty and open.
    ///
    /// - Items that are in the queue when it is closed can still be taken out.
    /// - `None` means that the queue is closed and has given out every item that was ever put in. It stays so: after one
    ///   `None`, in whichever thread, there is never an item again.
    pub fn pop(&self) -> Option<T> {
        todo!("wait for an item, then take out the oldest")
    }

    /// Closes the queue and wakes all who wait: in `push`, they get their items back; in `pop`, they get `None` unless
    /// there are items left for them.
    ///
    /// Does not wait for anyone to take out what is left. To close a second time changes nothing.
    pub fn close(&self) {
        todo!("take nothing in from now on, and wake all who wait")
    }
}
