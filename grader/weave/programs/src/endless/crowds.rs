//! Many threads at once.

use std::hint;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Barrier, Mutex, RwLock};
use std::thread;

use crate::{Expect, Outcomes, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::exactly("a_thousand_threads_add", a_thousand_threads_add, &["1000"]),
    Program::exactly("a_thousand_threads_lock", a_thousand_threads_lock, &["1000"]),
    Program::exactly("a_hundred_threads_meet", a_hundred_threads_meet, &["100 met, 1 led"]),
    Program::exactly("ten_spinners_that_hint", || spin(hint::spin_loop), &["10 saw 1"]),
    Program::exactly("ten_spinners_that_yield", || spin(thread::yield_now), &["10 saw 1"]),
    Program::exactly("ten_spinners_without_a_hint", || spin(|| ()), &["10 saw 1"]),
    Program::exactly("ten_spinners_on_a_try_lock", ten_spinners_on_a_try_lock, &["10"]),
    Program::exactly("ten_spinners_on_an_empty_channel", ten_pollers, &["10"]),
    Program::exactly("one_thread_reads_twice", one_thread_reads_twice, &["11"]),
    Program::exactly("two_readers_at_once", two_readers_at_once, &["met"]),
    Program::wrong("reads_twice_around_a_writer", reads_twice_around_a_writer, Expect::Deadlock),
    Program::passes("tries_to_read_twice_around_a_writer", tries_to_read_twice)
        .outcomes(Outcomes::Among(&["00", "11", "0-"])),
];

/// A thousand threads add one each.
/// Right, and nothing but the number of threads is special.
fn a_thousand_threads_add() -> String {
    let sum = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..1000 {
            scope.spawn(|| sum.fetch_add(1, Ordering::Relaxed));
        }
    });
    sum.into_inner().to_string()
}

/// A thousand threads add one each under a lock, and are joined one by one.
/// Right, and nothing but the number of threads is special.
fn a_thousand_threads_lock() -> String {
    static SUM: Mutex<u32> = Mutex::new(0);
    let threads: Vec<_> = (0..1000).map(|_| thread::spawn(|| *SUM.lock().unwrap() += 1)).collect();
    for thread in threads {
        thread.join().unwrap();
    }
    SUM.lock().unwrap().to_string()
}

/// A hundred threads meet at a barrier.
/// Right: all of them get through, and exactly one is the leader.
fn a_hundred_threads_meet() -> String {
    let (barrier, met, led) = (Barrier::new(100), AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..100 {
            scope.spawn(|| {
                led.fetch_add(usize::from(barrier.wait().is_leader()), Ordering::Relaxed);
                met.fetch_add(1, Ordering::Relaxed);
            });
        }
    });
    format!("{} met, {} led", met.into_inner(), led.into_inner())
}

/// Ten threads spin until an eleventh has stored.
/// Right: however many spin, the one writer gets its turn.
fn spin(pause: fn()) -> String {
    let (flag, saw) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| {
                while !flag.load(Ordering::Acquire) {
                    pause();
                }
                saw.fetch_add(1, Ordering::Relaxed);
            });
        }
        scope.spawn(|| flag.store(true, Ordering::Release));
    });
    format!("{} saw 1", saw.into_inner())
}

/// Ten threads try a lock until they get it.
/// Right: the holder always comes to give it back.
fn ten_spinners_on_a_try_lock() -> String {
    let sum = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| {
                loop {
                    if let Ok(mut sum) = sum.try_lock() {
                        *sum += 1;
                        break;
                    }
                    thread::yield_now();
                }
            });
        }
    });
    sum.into_inner().unwrap().to_string()
}

/// The parent polls a channel for the values of ten threads.
/// Right: the poller lets the senders run.
fn ten_pollers() -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        for _ in 0..10 {
            let sender = sender.clone();
            scope.spawn(move || sender.send(1).unwrap());
        }
        drop(sender);
        let mut sum = 0;
        while sum < 10 {
            match receiver.try_recv() {
                Ok(value) => sum += value,
                Err(_) => hint::spin_loop(),
            }
        }
        sum.to_string()
    })
}

/// One thread holds two read guards of one lock, with nobody else there.
/// Right: readers do not keep each other out.
fn one_thread_reads_twice() -> String {
    let lock = RwLock::new(1);
    let (first, second) = (lock.read().unwrap(), lock.read().unwrap());
    format!("{first}{second}")
}

/// Two threads hold a read guard each, and wait for each other while they do.
/// Right: readers do not keep each other out.
fn two_readers_at_once() -> String {
    let (lock, barrier) = (RwLock::new(1), Barrier::new(2));
    let read = || {
        let _guard = lock.read().unwrap();
        barrier.wait();
    };
    thread::scope(|scope| {
        scope.spawn(read);
        read();
    });
    "met".to_owned()
}

/// One thread holds two read guards of one lock, while another one writes.
/// A writer that waits between them may keep the second reader out, by std's documentation: a deadlock.
fn reads_twice_around_a_writer() -> String {
    let lock = RwLock::new(0);
    thread::scope(|scope| {
        scope.spawn(|| *lock.write().unwrap() += 1);
        let (first, second) = (lock.read().unwrap(), lock.read().unwrap());
        format!("{first}{second}")
    })
}

/// The same, but the second read is a `try_read`.
/// Right: a writer that waits may keep it out, too, but it does not wait.
fn tries_to_read_twice() -> String {
    let lock = RwLock::new(0);
    thread::scope(|scope| {
        scope.spawn(|| *lock.write().unwrap() += 1);
        let first = lock.read().unwrap();
        match lock.try_read() {
            Ok(second) => format!("{first}{second}"),
            Err(_) => format!("{first}-"),
        }
    })
}
