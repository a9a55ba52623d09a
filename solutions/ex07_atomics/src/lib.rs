//! # ex07: count without losing an update
//!
//! A server notes every request that it has answered: how many there were, and how long the slowest of them took. Many
//! threads note at the same time, and now and then one takes the numbers away, to report them:
//!
//! ```
//! use ex07::{HitCounter, Snapshot};
//!
//! let counter = HitCounter::new();
//! counter.hit(120);
//! counter.hit(80);
//! assert_eq!((counter.hits(), counter.longest()), (2, 120));
//! assert_eq!(counter.take(), Snapshot { hits: 2, longest: 120 });
//! assert_eq!((counter.hits(), counter.longest()), (0, 0));
//! ```
//!
//! Give [`HitCounter`] its fields, then write [`hit`](HitCounter::hit), [`hits`](HitCounter::hits),
//! [`longest`](HitCounter::longest) and [`take`](HitCounter::take). Look into [`std::sync::atomic`]: an atomic number
//! can be changed through `&self`, and some of its operations read, change and write it in one step that no other
//! thread can come between. [`Relaxed`](std::sync::atomic::Ordering::Relaxed) is enough where each number
//! stands for itself; ex14 is about the other orderings.
//!
//! Try it with `cargo test -p ex07`. It first tries every order in which two or three threads can run your operations
//! (`tests/schedules.rs`), and shows you the one that fails; a run on real threads (`tests/visible.rs`) may miss it.

// ANCHOR: solution
use std::sync::atomic::{AtomicU64, Ordering};
// ANCHOR_END: solution

/// Counts hits, and remembers the longest, for any number of threads at the same time.
///
/// # What always holds
/// Whatever the order in which the threads run:
/// - Each hit counts once. The `hits` of all snapshots, and what [`hits`](HitCounter::hits) says when all threads are
///   done, add up to the number of calls of [`hit`](HitCounter::hit).
/// - The longest is never lost. Among the `longest` of all snapshots, and what [`longest`](HitCounter::longest) says
///   when all threads are done, the largest is the largest `micros` of all hits.
/// - Nothing is handed out twice. Two threads that [`take`](HitCounter::take) at the same time share the hits between
///   them, and the same `longest` is in both snapshots only if two hits took that long.
/// - Nothing is made up. A `longest` is the `micros` of a hit or 0, and no number counts a hit that has not begun.
/// - A hit that is over is found. When a thread knows that a call of `hit` has returned, since it called `hit` itself
///   or has joined the thread that did, then it finds this hit in whatever it reads or takes, unless a `take` had it
///   before.
///
/// Only one thing is left open: a hit and a `take` that run at the same time may be mixed, as may two such calls of
/// `take`. The count may go into one snapshot and the length into the next; `hits` and `longest` need not be of the
/// same moment.
///
/// # No thread waits
/// The system may stop a thread anywhere within these methods, for as long as it likes, and the others must still get
/// on. So there are atomics and nothing else: no `Mutex`, no `RwLock`, nothing of std that can make a thread wait, and
/// no lock of your own make, where threads turn round until another one has set a flag. To try again because another
/// thread was faster is fine: that one has got on.
///
/// # What need not be handled
/// A request is cut off after an hour, so `micros` is at most 3 600 000 000; and between two calls of `take` there are
/// at most 4 000 000 000 hits. Each of the two would fit into 32 bits.
#[derive(Debug, Default)]
pub struct HitCounter {
    // ANCHOR: solution
    // STUB: // one atomic number, or several
    hits: AtomicU64,
    longest: AtomicU64,
    // ANCHOR_END: solution
}

/// What [`HitCounter::take`] took away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// How many hits there were.
    pub hits: u64,
    /// How many microseconds the longest of them took; 0 if there was none.
    pub longest: u64,
}

impl HitCounter {
    /// A counter without hits. It shares nothing with other counters.
    pub fn new() -> HitCounter {
        HitCounter::default()
    }

    /// Counts a hit that took that many microseconds, at most 3 600 000 000.
    pub fn hit(&self, micros: u64) {
        // ANCHOR: solution
        // STUB: todo!("count one more hit, and remember {micros} if none took longer")
        // A load and a store would be two steps: what another thread counts between them would be overwritten. These are
        // one step each, and of several threads that come at the same time each works on what the one before has left.
        self.hits.fetch_add(1, Ordering::Relaxed);
        self.longest.fetch_max(micros, Ordering::Relaxed);
        // ANCHOR_END: solution
    }

    /// How many hits there were since the last [`take`](HitCounter::take).
    ///
    /// A hit that is under way may be counted or not. As long as nobody takes, the number that one thread sees never
    /// goes down.
    pub fn hits(&self) -> u64 {
        // ANCHOR: solution
        // STUB: todo!("say how many hits there were since the last take")
        self.hits.load(Ordering::Relaxed)
        // ANCHOR_END: solution
    }

    /// How many microseconds the longest hit took since the last [`take`](HitCounter::take); 0 if there was none.
    ///
    /// A hit that is under way may be considered or not. As long as nobody takes, the number that one thread sees never
    /// goes down.
    pub fn longest(&self) -> u64 {
        // ANCHOR: solution
        // STUB: todo!("say how long the longest hit took since the last take")
        self.longest.load(Ordering::Relaxed)
        // ANCHOR_END: solution
    }

    /// Takes the numbers away: returns them, and begins again at 0. Any number of threads may do that at the same time.
    pub fn take(&self) -> Snapshot {
        // ANCHOR: solution
        // STUB: todo!("return both numbers and leave 0 in their place, without losing a hit that comes in between")
        // `swap` reads and clears in one step. A hit between the two swaps is not lost: its count stays for the next
        // snapshot, and its length goes into this one, which is what is left open above.
        Snapshot { hits: self.hits.swap(0, Ordering::Relaxed), longest: self.longest.swap(0, Ordering::Relaxed) }
        // ANCHOR_END: solution
    }
}
