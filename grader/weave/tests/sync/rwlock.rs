//! Reader-writer locks.

use crate::{fault, outcomes};
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::sync::{Arc, Barrier, RwLock, RwLockWriteGuard};
use weave::{Explorer, Fault, thread};

#[test]
fn readers_have_the_lock_together() {
    let outcomes = outcomes(|| {
        let shared = Arc::new((RwLock::new(7), Barrier::new(2)));
        let theirs = shared.clone();
        let read = |shared: &(RwLock<u32>, Barrier)| {
            let guard = shared.0.read().unwrap();
            shared.1.wait();
            *guard
        };
        let other = thread::spawn(move || read(&theirs));
        (read(&shared), other.join().unwrap())
    });
    assert_eq!(outcomes, ["(7, 7)"]);
}

#[test]
fn many_readers_alone_have_one_schedule_that_matters() {
    let exploration = Explorer::new().nearby(0, 0).random(0).explore(|| {
        let lock = RwLock::new(7);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert_eq!(*lock.read().unwrap(), 7));
            }
        });
    });
    assert!(exploration.complete);
    let different = exploration.schedules - exploration.redundant;
    assert!(different < 10, "{different} of {}", exploration.covered());
}

#[test]
fn a_writer_is_alone() {
    let outcomes = outcomes(|| {
        let lock = RwLock::new(0);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let mut guard = lock.write().unwrap();
                    *guard += 1;
                });
            }
            scope.spawn(|| *lock.read().unwrap()).join().unwrap()
        })
    });
    assert_eq!(outcomes, ["0", "1", "2"]);
}

#[test]
fn what_was_read_may_be_old_when_it_is_written() {
    let outcomes = outcomes(|| {
        let lock = RwLock::new(0);
        let add = || {
            let before = *lock.read().unwrap();
            *lock.write().unwrap() = before + 1;
        };
        thread::scope(|scope| {
            scope.spawn(add);
            scope.spawn(add);
        });
        lock.into_inner().unwrap()
    });
    assert_eq!(outcomes, ["1", "2"]);
}

#[test]
fn a_reader_that_wants_to_write_waits_for_itself() {
    let program = || {
        let lock = RwLock::new(0);
        let _guard = lock.read().unwrap();
        *lock.write().unwrap() = 1;
    };
    assert_eq!(fault(program), Some(Fault::Deadlock));
}

#[test]
fn a_reader_that_reads_again_waits_for_a_writer_that_waits_for_it() {
    let program = || {
        let lock = Arc::new(RwLock::new(0));
        let theirs = lock.clone();
        let writer = thread::spawn(move || *theirs.write().unwrap() = 1);
        let first = lock.read().unwrap();
        let sum = *first + *lock.read().unwrap();
        drop(first);
        writer.join().unwrap();
        sum
    };
    assert_eq!(fault(program), Some(Fault::Deadlock));
}

#[test]
fn try_read_fails_once_a_writer_waits() {
    let outcomes = outcomes(|| {
        let shared = Arc::new((RwLock::new(0), AtomicU32::new(0)));
        let first = shared.0.read().unwrap();
        let theirs = shared.clone();
        let writer = thread::spawn(move || {
            theirs.1.store(1, Ordering::SeqCst);
            *theirs.0.write().unwrap() = 1;
        });
        let told = shared.1.load(Ordering::SeqCst);
        let again = shared.0.try_read().is_ok();
        drop(first);
        writer.join().unwrap();
        (told, again)
    });
    assert_eq!(outcomes, ["(0, false)", "(0, true)", "(1, false)", "(1, true)"]);
}

#[test]
fn try_write_fails_while_anybody_has_the_lock() {
    let outcomes = outcomes(|| {
        let lock = Arc::new(RwLock::new(0));
        let theirs = lock.clone();
        let reader = thread::spawn(move || *theirs.read().unwrap());
        let wrote = lock.try_write().map(|mut guard| *guard = 1).is_ok();
        let tried_to_read = lock.try_read().is_ok();
        (wrote, tried_to_read, reader.join().unwrap())
    });
    assert_eq!(outcomes, ["(false, true, 0)", "(true, true, 0)", "(true, true, 1)"]);
}

#[test]
fn nobody_writes_while_a_writer_becomes_a_reader() {
    let outcomes = outcomes(|| {
        let lock = Arc::new(RwLock::new(0));
        let theirs = lock.clone();
        let writer = thread::spawn(move || *theirs.write().unwrap() += 10);
        let mut guard = lock.write().unwrap();
        *guard += 1;
        let before = *guard;
        let guard = RwLockWriteGuard::downgrade(guard);
        let after = *guard;
        drop(guard);
        writer.join().unwrap();
        (before == after, *lock.read().unwrap())
    });
    assert_eq!(outcomes, ["(true, 11)"]);
}

#[test]
fn other_readers_come_in_after_a_downgrade() {
    let outcomes = outcomes(|| {
        let shared = Arc::new((RwLock::new(0), Barrier::new(2)));
        let mut guard = shared.0.write().unwrap();
        let theirs = shared.clone();
        let reader = thread::spawn(move || {
            let guard = theirs.0.read().unwrap();
            theirs.1.wait();
            *guard
        });
        *guard = 1;
        let guard = RwLockWriteGuard::downgrade(guard);
        shared.1.wait();
        drop(guard);
        reader.join().unwrap()
    });
    assert_eq!(outcomes, ["1"]);
}

#[test]
fn only_writers_poison() {
    let outcomes = outcomes(|| {
        let lock = Arc::new(RwLock::new(0));
        let fail = |write: bool| {
            let lock = lock.clone();
            thread::spawn(move || {
                if write {
                    let _guard = lock.write().unwrap();
                    panic!("on purpose");
                }
                let _guard = lock.read().unwrap();
                panic!("on purpose");
            })
        };
        let reader = fail(false).join().is_err();
        let fine = lock.read().is_ok();
        let writer = fail(true).join().is_err();
        let poisoned = [lock.is_poisoned(), lock.read().is_err()];
        let told = lock.write().is_err();
        let told_at_once = lock.try_read().is_err();
        lock.clear_poison();
        (reader, fine, writer, poisoned, told && told_at_once, lock.read().is_ok())
    });
    assert_eq!(outcomes, ["(true, true, true, [true, true], true, true)"]);
}

#[test]
fn writers_see_what_readers_did() {
    let outcomes = outcomes(|| {
        let shared = Arc::new((RwLock::new(false), AtomicU32::new(0)));
        let theirs = shared.clone();
        let reader = thread::spawn(move || {
            let guard = theirs.0.read().unwrap();
            theirs.1.store(1, Ordering::Relaxed);
            *guard
        });
        *shared.0.write().unwrap() = true;
        let seen = shared.1.load(Ordering::Relaxed);
        (reader.join().unwrap(), seen)
    });
    assert_eq!(outcomes, ["(false, 1)", "(true, 0)", "(true, 1)"]);
}

#[test]
fn guards_are_shown_as_what_they_guard() {
    let lock: RwLock<u32> = 5.into();
    assert_eq!(format!("{} {:?}", lock.read().unwrap(), lock.read().unwrap()), "5 5");
    assert_eq!(
        format!("{} {:?}", RwLock::<u32>::default().write().unwrap(), lock),
        "0 RwLock { data: 5, poisoned: false, .. }"
    );
}
