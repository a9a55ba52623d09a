//! Loops: with an end that another thread brings about, with an end that is far away, and without one.

use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::sync::{Condvar, Mutex};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::exactly("endless_sender_whose_receiver_leaves", endless_sender, &["[1, 1, 1]"]),
    Program::exactly("endless_bounded_sender_whose_receiver_leaves", endless_bounded_sender, &["[1, 1, 1]"]),
    Program::exactly("endless_rendezvous_sender_whose_receiver_leaves", endless_rendezvous_sender, &["[1, 1, 1]"]),
    Program::exactly("endless_adder_that_is_stopped", endless_adder, &["stopped"]),
    Program::exactly("endless_locker_that_is_stopped", endless_locker, &["stopped"]),
    Program::exactly("endless_notifier_that_is_stopped", endless_notifier, &["stopped"]),
    Program::exactly("weak_exchange_in_a_loop", weak_exchange_in_a_loop, &["2"]),
    Program::exactly("fetch_update_by_two", fetch_update_by_two, &["2"]),
    Program::wrong("weak_exchange_believed_at_once", weak_exchange_believed_at_once, Expect::Panics),
    Program::wrong("endless_locks_in_a_circle", endless_locks_in_a_circle, Expect::Deadlock),
    Program::wrong("deadlock_before_a_long_count", deadlock_before_a_long_count, Expect::Deadlock),
    Program::wrong("deadlock_beside_an_endless_count", deadlock_beside_an_endless_count, Expect::Deadlock),
    Program::wrong("spins_on_a_flag_that_nobody_sets", spins_for_nothing, Expect::Livelock),
    Program::wrong("yields_on_a_flag_that_nobody_sets", yields_for_nothing, Expect::Livelock),
    Program::passes("yields_for_long_before_it_sends", yields_for_long_before_it_sends),
    Program::wrong("two_threads_pass_a_ball_for_ever", pass_a_ball_for_ever, Expect::Unfinished),
    Program::wrong("one_thread_counts_for_ever", counts_for_ever, Expect::Unfinished),
];

fn take_three(receiver: Receiver<u32>) -> String {
    format!("{:?}", receiver.iter().take(3).collect::<Vec<_>>())
}

/// A thread sends until it is refused; the parent takes three values and hangs up.
/// Right: the receiver gets its turn, although the sender could go on without end.
fn endless_sender() -> String {
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        scope.spawn(move || while sender.send(1).is_ok() {});
        take_three(receiver)
    })
}

/// The same through a channel with room for two.
/// Right: a sender that waits for room is refused when the receiver leaves.
fn endless_bounded_sender() -> String {
    let (sender, receiver) = sync_channel(2);
    thread::scope(|scope| {
        scope.spawn(move || while sender.send(1).is_ok() {});
        take_three(receiver)
    })
}

/// The same through a channel without room.
/// Right: a sender that waits for a receiver is refused when it leaves.
fn endless_rendezvous_sender() -> String {
    let (sender, receiver) = sync_channel(0);
    thread::scope(|scope| {
        scope.spawn(move || while sender.send(1).is_ok() {});
        take_three(receiver)
    })
}

/// A thread adds until the parent stops it.
/// Right: the parent gets its turn, although the adder changes something at every step.
fn endless_adder() -> String {
    let (sum, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Acquire) {
                sum.fetch_add(1, Ordering::Relaxed);
            }
        });
        stop.store(true, Ordering::Release);
    });
    "stopped".to_owned()
}

/// A thread locks and unlocks until it finds that the parent has written under the lock.
/// Right: the parent gets the lock between two of its rounds.
fn endless_locker() -> String {
    let stop = Mutex::new(false);
    thread::scope(|scope| {
        scope.spawn(|| while !*stop.lock().unwrap() {});
        *stop.lock().unwrap() = true;
    });
    "stopped".to_owned()
}

/// A thread rings until the parent, who waits for a ring, stops it.
/// Right: the parent wakes although the ringing goes on.
fn endless_notifier() -> String {
    let (rings, bell, stop) = (Mutex::new(0), Condvar::new(), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Acquire) {
                *rings.lock().unwrap() += 1;
                bell.notify_one();
            }
        });
        drop(bell.wait_while(rings.lock().unwrap(), |rings| *rings == 0).unwrap());
        stop.store(true, Ordering::Release);
    });
    "stopped".to_owned()
}

/// Two threads add one each by a weak exchange, again and again until it succeeds.
/// Right: failing for no reason is only tried again, and does not go on for ever.
fn weak_exchange_in_a_loop() -> String {
    let sum = AtomicU32::new(0);
    let add = || {
        let mut seen = sum.load(Ordering::Relaxed);
        while let Err(found) = sum.compare_exchange_weak(seen, seen + 1, Ordering::Relaxed, Ordering::Relaxed) {
            seen = found;
        }
    };
    thread::scope(|scope| {
        scope.spawn(add);
        add();
    });
    sum.into_inner().to_string()
}

/// Two threads add one each by `fetch_update`.
/// Right: it is the same loop.
fn fetch_update_by_two() -> String {
    let sum = AtomicU32::new(0);
    let add = || sum.fetch_update(Ordering::AcqRel, Ordering::Relaxed, |sum| Some(sum + 1)).unwrap();
    thread::scope(|scope| {
        scope.spawn(add);
        add();
    });
    sum.into_inner().to_string()
}

/// One thread takes a free lock by a weak exchange, with nobody else there.
/// A weak exchange may fail for no reason.
fn weak_exchange_believed_at_once() -> String {
    let taken = AtomicBool::new(false);
    let result = taken.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed);
    assert!(result.is_ok(), "the lock was free");
    "taken".to_owned()
}

/// Two threads take two locks in opposite order, without end.
/// No schedule comes to an end, but some come to a deadlock.
fn endless_locks_in_a_circle() -> String {
    let (left, right) = (Mutex::new(0_u64), Mutex::new(0_u64));
    let circle = |first: &Mutex<u64>, second: &Mutex<u64>| {
        loop {
            let mut first = first.lock().unwrap();
            *first += *second.lock().unwrap();
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| circle(&right, &left));
        circle(&left, &right)
    })
}

/// Two threads take two locks in opposite order; then the parent counts to 20,000.
/// Whatever the limit of steps does to the count, the deadlock comes before it.
fn deadlock_before_a_long_count() -> String {
    let (left, right, count) = (Mutex::new(()), Mutex::new(()), AtomicU32::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            let _right = right.lock().unwrap();
            let _left = left.lock().unwrap();
        });
        let guard = left.lock().unwrap();
        drop((right.lock().unwrap(), guard));
        for _ in 0..20_000 {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    count.into_inner().to_string()
}

/// Two threads take two locks in opposite order, while a third counts until both are done.
/// The count has no end once the two are stuck: that is a deadlock of two, not a livelock of three.
fn deadlock_beside_an_endless_count() -> String {
    let (left, right) = (Mutex::new(()), Mutex::new(()));
    let (done, count) = (AtomicU32::new(0), AtomicU64::new(0));
    let take = |first: &Mutex<()>, second: &Mutex<()>| {
        let _first = first.lock().unwrap();
        let _second = second.lock().unwrap();
        done.fetch_add(1, Ordering::Release);
    };
    thread::scope(|scope| {
        scope.spawn(|| take(&left, &right));
        scope.spawn(|| take(&right, &left));
        while done.load(Ordering::Acquire) < 2 {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    "done".to_owned()
}

/// Spins until a flag is set.
/// Nobody sets it: the thread goes on for ever, in every schedule, and nothing changes.
fn spins_for_nothing() -> String {
    let flag = AtomicBool::new(false);
    while !flag.load(Ordering::Acquire) {
        std::hint::spin_loop();
    }
    "set".to_owned()
}

/// Two threads yield until the other one has set its flag, which each does only after that.
/// They go on for ever, in every schedule, and nothing changes.
fn yields_for_nothing() -> String {
    let (left, right) = (AtomicBool::new(false), AtomicBool::new(false));
    let wait = |other: &AtomicBool, mine: &AtomicBool| {
        while !other.load(Ordering::Acquire) {
            thread::yield_now();
        }
        mine.store(true, Ordering::Release);
    };
    thread::scope(|scope| {
        scope.spawn(|| wait(&right, &left));
        wait(&left, &right);
    });
    "set".to_owned()
}

/// The parent lets others go first, many times, before it sends what the other thread waits for.
/// Right: a loop that has an end is no livelock, however long nothing changes.
fn yields_for_long_before_it_sends() -> String {
    let (sender, receiver) = channel();
    let receiving = thread::spawn(move || receiver.recv());
    for _ in 0..6000 {
        thread::yield_now();
    }
    sender.send(1).unwrap();
    format!("{:?}", receiving.join().unwrap())
}

/// Two threads pass a ball back and forth and count the passes, without end.
/// Nothing is wrong, everything changes, and no schedule can be followed to its end.
fn pass_a_ball_for_ever() -> String {
    let (passes, bell) = (Mutex::new(0_u64), Condvar::new());
    let play = |player: u64| {
        let mut passes = passes.lock().unwrap();
        loop {
            passes = bell.wait_while(passes, |passes| *passes % 2 != player).unwrap();
            *passes += 1;
            bell.notify_one();
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| play(1));
        play(0)
    })
}

/// One thread counts, without end.
/// Nothing is wrong, everything changes, and no schedule can be followed to its end.
fn counts_for_ever() -> String {
    let count = AtomicU64::new(0);
    loop {
        count.fetch_add(1, Ordering::Relaxed);
    }
}
