//! What is explored in one order only makes no difference: small programs of channels and of reader-writer locks, drawn by
//! number, have the same outcomes when every schedule is run.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};
use std::sync::mpsc::{RecvTimeoutError, TryRecvError};
use std::time::Duration;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::sync::mpsc::{Receiver, SyncSender, sync_channel};
use weave::sync::{Condvar, Mutex, RwLock, RwLockWriteGuard};
use weave::{Exploration, Explorer, Time, thread};

/// Visible operations of one search; programs that need more are compared as far as that goes.
const FULL: u64 = 30_000;

/// Numbers that look random: a linear congruential generator, of which the high bits are used.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn operations(&mut self, most: u64, kinds: u64) -> Vec<u64> {
        (0..=self.below(most)).map(|_| self.below(kinds)).collect()
    }
}

/// An atomic that all threads add to, so that the order of their steps can be told.
struct Turn(AtomicU32);

impl Turn {
    fn take(&self) -> u32 {
        self.0.fetch_add(1, Ordering::SeqCst)
    }
}

fn send(operations: &[u64], sender: &SyncSender<u64>, turn: &Turn, name: u64) -> String {
    let mut text = String::new();
    for (index, operation) in operations.iter().enumerate() {
        let value = name + index as u64;
        let done = match operation {
            0 | 1 => write!(text, "send {:?} ", sender.send(value).is_ok()),
            2 => write!(text, "try {:?} ", sender.try_send(value).map_err(|back| back.to_string())),
            _ => write!(text, "turn {} ", turn.take()),
        };
        done.unwrap();
    }
    text
}

fn receive(operations: &[u64], receiver: &Receiver<u64>, turn: &Turn) -> String {
    let mut text = String::new();
    for operation in operations {
        let done = match operation {
            0 | 1 => write!(text, "recv {:?} ", receiver.recv().ok()),
            2 => write!(text, "try {:?} ", receiver.try_recv().map_err(|error| error == TryRecvError::Empty)),
            3 => {
                let received = receiver.recv_timeout(Duration::from_millis(1));
                write!(text, "timed {:?} ", received.map_err(|error| error == RecvTimeoutError::Timeout))
            }
            _ => write!(text, "turn {} ", turn.take()),
        };
        done.unwrap();
    }
    text
}

fn channels(number: u64) -> String {
    let mut draw = Draw(number);
    let (sender, receiver) = sync_channel(draw.below(3) as usize);
    let (one, mine) = (draw.operations(2, 4), draw.operations(2, 5));
    let two = if number.is_multiple_of(3) { draw.operations(1, 4) } else { Vec::new() };
    let turn = Turn(AtomicU32::new(0));
    let other = sender.clone();
    thread::scope(|scope| {
        let turn = &turn;
        let one = scope.spawn(move || send(&one, &sender, turn, 10));
        let two = (!two.is_empty()).then(|| scope.spawn(move || send(&two, &other, turn, 20)));
        let received = receive(&mine, &receiver, turn);
        drop(receiver);
        format!("{} | {:?} | {received}", one.join().unwrap(), two.map(|two| two.join().unwrap()))
    })
}

fn use_lock(operations: &[u64], lock: &RwLock<u32>, turn: &Turn) -> String {
    let mut text = String::new();
    let write = |mut guard: RwLockWriteGuard<'_, u32>| {
        *guard += 1;
        *guard
    };
    for operation in operations {
        let done = match operation {
            0 | 1 => {
                let guard = lock.read().unwrap();
                write!(text, "read {} at {} ", *guard, turn.take())
            }
            2 => write!(text, "read {} ", *lock.read().unwrap()),
            3 => write!(text, "write {} ", write(lock.write().unwrap())),
            4 => write!(text, "try_read {:?} ", lock.try_read().map(|guard| *guard).ok()),
            5 => write!(text, "try_write {:?} ", lock.try_write().map(write).ok()),
            6 => {
                let mut guard = lock.write().unwrap();
                *guard += 1;
                let guard = RwLockWriteGuard::downgrade(guard);
                write!(text, "downgrade {} at {} ", *guard, turn.take())
            }
            _ => write!(text, "turn {} ", turn.take()),
        };
        done.unwrap();
    }
    text
}

fn locks(number: u64) -> String {
    let mut draw = Draw(!number);
    let third = if number.is_multiple_of(3) { draw.operations(1, 8) } else { Vec::new() };
    let operations = [draw.operations(2, 8), draw.operations(1, 8), third];
    let (lock, turn) = (RwLock::new(0), Turn(AtomicU32::new(0)));
    thread::scope(|scope| {
        let (lock, turn) = (&lock, &turn);
        let used = operations.into_iter().filter(|operations| !operations.is_empty());
        let threads: Vec<_> = used.map(|operations| scope.spawn(move || use_lock(&operations, lock, turn))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>().join(" | ")
    })
}

/// The search that leaves out what nobody can tell apart, and the one that does not.
fn search_twice<T: Debug + 'static>(explorer: Explorer, body: fn() -> T) -> [Exploration; 2] {
    searches(explorer).map(|explorer| explorer.explore(body))
}

fn searches(explorer: Explorer) -> [Explorer; 2] {
    let explorer = explorer.random(0).max_operations(FULL);
    let reduced = explorer.clone().nearby(0, 0).max_schedules(FULL as usize);
    [reduced, explorer.max_schedules(0).deviations(99).nearby(1, FULL as usize)]
}

/// Compares the two searches on each program; returns how many were small enough for both.
fn compare(program: fn(u64) -> String, usual: std::ops::Range<u64>) -> usize {
    let (mut both, mut few_schedules, mut many_schedules) = (0, 0, 0);
    for number in asked().unwrap_or(usual) {
        let [reduced, full] = searches(Explorer::new()).map(|explorer| explorer.explore(move || program(number)));
        if reduced.fault().is_some() || full.fault().is_some() {
            assert!(reduced.fault() == full.fault() || !full.complete || !reduced.complete, "program {number}");
            continue;
        }
        let few: BTreeSet<&String> = reduced.outcomes.keys().collect();
        let many: BTreeSet<&String> = full.outcomes.keys().collect();
        assert!(!reduced.complete || few.is_superset(&many), "program {number}: missed {:#?}", &many - &few);
        assert!(!full.complete || many.is_superset(&few), "program {number}: invented {:#?}", &few - &many);
        if reduced.complete && full.complete {
            both += 1;
            few_schedules += reduced.schedules;
            many_schedules += full.schedules;
        }
    }
    println!("{both} programs in full: {few_schedules} schedules for {many_schedules}");
    both
}

/// `WEAVE_SEEDS=FROM..TO` for others than the usual ones.
fn asked() -> Option<std::ops::Range<u64>> {
    let text = std::env::var("WEAVE_SEEDS").ok()?;
    let (from, to) = text.split_once("..")?;
    Some(from.parse().ok()?..to.parse().ok()?)
}

#[test]
fn channels_have_the_same_outcomes_under_every_schedule() {
    let both = compare(channels, 0..12);
    assert!(both > 0);
}

#[test]
fn reader_writer_locks_have_the_same_outcomes_under_every_schedule() {
    let both = compare(locks, 0..12);
    assert!(both > 0);
}

/// A receive that succeeds changes places with a send wherever both can be done; before it, it comes to something else.
#[test]
fn a_receive_is_tried_before_what_it_received_was_sent() {
    let [reduced, full] = search_twice(Explorer::new(), || {
        let (sender, receiver) = sync_channel(1);
        thread::scope(|scope| {
            let received = scope.spawn(move || (receiver.try_recv().ok(), receiver));
            sender.send(1).unwrap();
            received.join().unwrap().0
        })
    });
    assert!(reduced.complete && full.complete);
    assert!(reduced.outcomes.keys().eq(full.outcomes.keys()), "{:?} {:?}", reduced.outcomes, full.outcomes);
    assert_eq!(reduced.outcomes.len(), 2);
}

/// Only one wait may end for no reason, so whoever it is keeps the other from it, and what that one does may matter.
#[test]
fn each_of_two_is_woken_for_no_reason() {
    let [reduced, full] = search_twice(Explorer::new().time(Time::Ideal), || {
        let (lock, bell, turn) = (Mutex::new(()), Condvar::new(), Turn(AtomicU32::new(0)));
        thread::scope(|scope| {
            scope.spawn(|| turn.take());
            let second = scope.spawn(|| {
                drop(bell.wait_timeout(lock.lock().unwrap(), Duration::from_millis(1)));
                turn.take()
            });
            thread::park_timeout(Duration::from_millis(1));
            second.join().unwrap()
        })
    });
    assert!(reduced.complete && full.complete);
    assert!(reduced.outcomes.keys().eq(full.outcomes.keys()), "{:?} {:?}", reduced.outcomes, full.outcomes);
    assert_eq!(reduced.outcomes.len(), 2);
}
