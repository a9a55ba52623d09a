//! `UnsafeCell`: two readers at once are right, and a writer needs the cell for itself.

use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::exactly("cell_read_by_two", cell_read_by_two, &["1 1"]),
    Program::exactly("cell_read_after_join", cell_read_after_join, &["2"]),
    Program::exactly("cell_handed_over_by_a_channel", cell_handed_over_by_a_channel, &["2"]),
    Program::exactly("cell_behind_a_lock", cell_behind_a_lock, &["3"]),
    Program::exactly("cell_behind_a_flag", cell_behind_a_flag, &["nothing", "2"]),
    Program::wrong("cell_read_and_written", cell_read_and_written, Expect::Race),
    Program::wrong("cell_written_by_two", cell_written_by_two, Expect::Race),
    Program::wrong("cell_behind_a_relaxed_flag", cell_behind_a_relaxed_flag, Expect::Race),
];

struct Shared(UnsafeCell<u32>);

// SAFETY: each program says why its accesses do not overlap, or it is wrong and says so.
unsafe impl Sync for Shared {}

impl Shared {
    fn new() -> Self {
        Self(UnsafeCell::new(1))
    }

    /// # Safety
    ///
    /// Nobody writes at the same time.
    unsafe fn read(&self) -> u32 {
        // SAFETY: as the caller promises.
        unsafe { *self.0.get() }
    }

    /// # Safety
    ///
    /// Nobody reads or writes at the same time.
    unsafe fn add_one(&self) {
        // SAFETY: as the caller promises.
        unsafe { *self.0.get() += 1 }
    }
}

/// Two threads read a cell that nobody writes.
/// Right: reading does not disturb reading.
fn cell_read_by_two() -> String {
    let cell = Shared::new();
    thread::scope(|scope| {
        // SAFETY: there is no writer.
        let child = scope.spawn(|| unsafe { cell.read() });
        // SAFETY: there is no writer.
        let mine = unsafe { cell.read() };
        format!("{mine} {}", child.join().unwrap())
    })
}

/// A thread writes a cell; the parent joins it and reads.
/// Right: `join` puts them in order.
fn cell_read_after_join() -> String {
    let cell = Shared::new();
    // SAFETY: the parent reads after `scope` has joined.
    thread::scope(|scope| scope.spawn(|| unsafe { cell.add_one() }).join().unwrap());
    // SAFETY: the writer has been joined.
    unsafe { cell.read() }.to_string()
}

/// A thread writes a cell and sends word; the parent receives and reads.
/// Right: `send` and `recv` put them in order.
fn cell_handed_over_by_a_channel() -> String {
    let cell = Shared::new();
    let (sender, receiver) = mpsc::channel();
    let cell = &cell;
    thread::scope(|scope| {
        scope.spawn(move || {
            // SAFETY: the parent reads only after it has received.
            unsafe { cell.add_one() };
            sender.send(()).unwrap();
        });
        receiver.recv().unwrap();
        // SAFETY: the writer sent after writing.
        unsafe { cell.read() }.to_string()
    })
}

/// Two threads write a cell under a lock.
/// Right: the lock puts them in order, although it is not the lock's own value.
fn cell_behind_a_lock() -> String {
    let (cell, lock) = (Shared::new(), Mutex::new(()));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let _guard = lock.lock().unwrap();
                // SAFETY: all accesses are under the lock.
                unsafe { cell.add_one() };
            });
        }
    });
    // SAFETY: the writers have been joined.
    unsafe { cell.read() }.to_string()
}

/// A thread writes a cell and sets a flag; the parent reads only if it sees the flag.
/// Right: release and acquire put them in order.
fn cell_behind_a_flag() -> String {
    behind_a_flag(Ordering::Release, Ordering::Acquire)
}

/// A thread writes a cell and sets a flag; the parent reads only if it sees the flag.
/// A relaxed flag says nothing about the cell: the read may overlap the write.
fn cell_behind_a_relaxed_flag() -> String {
    behind_a_flag(Ordering::Relaxed, Ordering::Relaxed)
}

fn behind_a_flag(store: Ordering, load: Ordering) -> String {
    let (cell, ready) = (Shared::new(), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            // SAFETY: the parent reads only after it has seen the flag. (Too weak when relaxed.)
            unsafe { cell.add_one() };
            ready.store(true, store);
        });
        if ready.load(load) {
            // SAFETY: the flag was set after writing. (Too weak when relaxed.)
            unsafe { cell.read() }.to_string()
        } else {
            "nothing".to_owned()
        }
    })
}

/// One thread reads a cell while another writes it.
/// Nothing puts them in order, in any schedule.
fn cell_read_and_written() -> String {
    let cell = Shared::new();
    thread::scope(|scope| {
        // SAFETY: none, which is the fault.
        scope.spawn(|| unsafe { cell.add_one() });
        // SAFETY: none, which is the fault.
        unsafe { cell.read() }.to_string()
    })
}

/// Two threads write a cell.
/// Nothing puts them in order, in any schedule.
fn cell_written_by_two() -> String {
    let cell = Shared::new();
    thread::scope(|scope| {
        for _ in 0..2 {
            // SAFETY: none, which is the fault.
            scope.spawn(|| unsafe { cell.add_one() });
        }
    });
    // SAFETY: both writers have been joined.
    unsafe { cell.read() }.to_string()
}
