//! One letter and two or three threads: what must hold whatever the order in which they run, and whatever old values their
//! loads return. A scenario returns what was seen; which of that is right is said by the checks.

use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use controlled::Mailbox;
use weave::sync::atomic::{AtomicBool, AtomicU64};
use weave::{Polling, thread};

fn main() {
    let mut scenarios = exploring::open();
    scenarios.explore("one_thread", || {
        let alone = |letter| {
            let (mailbox, other) = (Mailbox::new(), Mailbox::new());
            let before = mailbox.read();
            mailbox.publish(letter);
            let after = [mailbox.read(), mailbox.read()];
            (before, after == [Some(letter); 2], other.read())
        };
        [alone([3, 4]), alone([0, 0]), alone([0, 1]), alone([7, 0]), alone([u64::MAX, u64::MAX - 1])]
    });
    scenarios.explore("one_reader", || {
        let mailbox = Mailbox::new();
        thread::scope(|scope| {
            scope.spawn(|| mailbox.publish([3, 4]));
            mailbox.read()
        })
    });
    scenarios.explore("two_readers", || {
        let mailbox = Mailbox::new();
        thread::scope(|scope| {
            scope.spawn(|| mailbox.publish([3, 4]));
            let other = scope.spawn(|| mailbox.read());
            (mailbox.read(), other.join().expect("read does not panic"))
        })
    });
    scenarios.explore("two_reads_in_a_row", || {
        let mailbox = Mailbox::new();
        let reads = thread::scope(|scope| {
            scope.spawn(|| mailbox.publish([0, 7]));
            [mailbox.read().is_some(), mailbox.read().is_some()]
        });
        (reads, mailbox.read())
    });
    scenarios.explore("published_before", || {
        let mailbox = Mailbox::new();
        mailbox.publish([0, 7]);
        thread::scope(|scope| {
            let other = scope.spawn(|| mailbox.read());
            (mailbox.read(), other.join().expect("read does not panic"))
        })
    });
    scenarios.explore("told_by_the_sender", || {
        let (mailbox, known) = (Mailbox::new(), AtomicBool::new(false));
        thread::scope(|scope| {
            scope.spawn(|| {
                mailbox.publish([0, 7]);
                known.store(true, Release);
            });
            !known.load(Acquire) || mailbox.read() == Some([0, 7])
        })
    });
    scenarios.explore("told_by_a_reader", || {
        let (mailbox, known) = (Mailbox::new(), AtomicBool::new(false));
        thread::scope(|scope| {
            scope.spawn(|| mailbox.publish([0, 7]));
            scope.spawn(|| {
                if mailbox.read().is_some() {
                    known.store(true, Release);
                }
            });
            !known.load(Acquire) || mailbox.read() == Some([0, 7])
        })
    });
    scenarios.explore("done_before", || {
        let (mailbox, before) = (Mailbox::new(), AtomicU64::new(0));
        thread::scope(|scope| {
            scope.spawn(|| {
                before.store(1, Relaxed);
                mailbox.publish([3, 4]);
            });
            mailbox.read().is_none() || before.load(Relaxed) == 1
        })
    });
    scenarios.explore("done_before_two_readers", || {
        let (mailbox, before) = (Mailbox::new(), AtomicU64::new(0));
        let sees = || mailbox.read().is_none() || before.load(Relaxed) == 1;
        thread::scope(|scope| {
            scope.spawn(|| {
                before.store(1, Relaxed);
                mailbox.publish([3, 4]);
            });
            let other = scope.spawn(sees);
            (sees(), other.join().expect("read does not panic"))
        })
    });
    let impatient = exploring::explorer().polling(Polling::Fail);
    scenarios.explore_by(&impatient, "nothing_comes", || Mailbox::new().read());
    scenarios.explore_by(&impatient, "nobody_waits", || {
        let mailbox = Mailbox::new();
        thread::scope(|scope| {
            scope.spawn(|| mailbox.publish([3, 4]));
            mailbox.read();
        });
    });
    scenarios.close();
}
