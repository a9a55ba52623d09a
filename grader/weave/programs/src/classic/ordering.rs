//! Orderings too weak for what they are to guard, next to the weakest that will do.

use std::cell::UnsafeCell;
use std::hint;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::wrong("spin_lock_relaxed", spin_lock_relaxed, Expect::Race),
    Program::exactly("spin_lock_acquire_release", spin_lock_acquire_release, &["2"]),
    Program::wrong("parcel_announced_relaxed", parcel_announced_relaxed, Expect::Panics),
    Program::exactly("parcel_announced_by_release", parcel_announced_by_release, &["42"]),
    Program::wrong("doors_watched_by_acquire_release", doors_watched_by_acquire_release, Expect::Panics),
    Program::exactly("doors_watched_by_seq_cst", doors_watched_by_seq_cst, &["0 entered", "1 entered"]),
];

struct SpinLock {
    taken: AtomicBool,
    value: UnsafeCell<u32>,
    acquire: Ordering,
    release: Ordering,
}

// SAFETY: `value` is reached only through `add_one`, which holds the lock. (With relaxed orderings that is not enough:
// the fault that the explorer is to find.)
unsafe impl Sync for SpinLock {}

impl SpinLock {
    fn new(acquire: Ordering, release: Ordering) -> Self {
        Self { taken: AtomicBool::new(false), value: UnsafeCell::new(0), acquire, release }
    }

    fn add_one(&self) {
        while self.taken.swap(true, self.acquire) {
            hint::spin_loop();
        }
        // SAFETY: `swap` gave false to this thread alone.
        unsafe { *self.value.get() += 1 };
        self.taken.store(false, self.release);
    }
}

/// Two threads add one each under a spin lock.
/// `Relaxed` lets one in at a time, but orders nothing: the second addition does not come after the first.
fn spin_lock_relaxed() -> String {
    add_under(SpinLock::new(Ordering::Relaxed, Ordering::Relaxed))
}

/// Two threads add one each under a spin lock.
/// Right: whoever takes the lock (`Acquire`) comes after whoever gave it back (`Release`).
fn spin_lock_acquire_release() -> String {
    add_under(SpinLock::new(Ordering::Acquire, Ordering::Release))
}

fn add_under(lock: SpinLock) -> String {
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| lock.add_one());
        }
    });
    lock.value.into_inner().to_string()
}

/// One thread puts a parcel down and announces it; the other waits for the word and picks the parcel up.
/// Two `Relaxed` stores may be seen in either order: the word is there, the parcel is not.
fn parcel_announced_relaxed() -> String {
    hand_over(Ordering::Relaxed, Ordering::Relaxed)
}

/// One thread puts a parcel down and announces it; the other waits for the word and picks the parcel up.
/// Right: who sees the word (`Acquire`) sees all that was written before it (`Release`).
fn parcel_announced_by_release() -> String {
    hand_over(Ordering::Release, Ordering::Acquire)
}

fn hand_over(announce: Ordering, look: Ordering) -> String {
    let (parcel, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    let found = thread::scope(|scope| {
        scope.spawn(|| {
            parcel.store(42, Ordering::Relaxed);
            ready.store(true, announce);
        });
        while !ready.load(look) {
            thread::yield_now();
        }
        parcel.load(Ordering::Relaxed)
    });
    assert_eq!(found, 42, "announced, but not there");
    found.to_string()
}

static LEFT_DOOR: AtomicBool = AtomicBool::new(false);
static RIGHT_DOOR: AtomicBool = AtomicBool::new(false);

/// Two guests each open their own door, and enter if the other door is still shut.
/// `Release` and `Acquire` let both loads come before both stores: both enter.
fn doors_watched_by_acquire_release() -> String {
    enter(Ordering::Release, Ordering::Acquire)
}

/// Two guests each open their own door, and enter if the other door is still shut.
/// Right: in the one order of all `SeqCst` operations, the later guest sees the earlier one's door.
fn doors_watched_by_seq_cst() -> String {
    enter(Ordering::SeqCst, Ordering::SeqCst)
}

fn enter(open: Ordering, look: Ordering) -> String {
    let guests = [(&LEFT_DOOR, &RIGHT_DOOR), (&RIGHT_DOOR, &LEFT_DOOR)].map(|(mine, other)| {
        thread::spawn(move || {
            mine.store(true, open);
            !other.load(look)
        })
    });
    let entered: u32 = guests.map(|guest| u32::from(guest.join().unwrap())).iter().sum();
    assert!(entered < 2, "both guests entered");
    format!("{entered} entered")
}
