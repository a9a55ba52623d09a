//! ex14 under every order in which its threads may run, with every old value that a load may return: `weave` tries them
//! all, and shows the first that fails. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex14`.

use std::panic::{self, AssertUnwindSafe};

use controlled::Mailbox;
use weave::sync::atomic::{AtomicU64, Ordering};
use weave::thread;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex14_ordering_under_every_schedule() {
    explore(step_1_a_reader_finds_all_of_the_letter_or_nothing);
    explore(step_2_who_has_read_it_once_finds_it_again);
    explore(step_3_what_was_done_before_is_seen);
    explore(step_4_nobody_waits_for_a_letter);
}

fn step_1_a_reader_finds_all_of_the_letter_or_nothing() {
    let mailbox = Mailbox::new();
    thread::scope(|scope| {
        scope.spawn(|| mailbox.publish([3, 4]));
        let read = mailbox.read();
        assert!(read.is_none_or(|read| read == [3, 4]), "[3, 4] was published, but a read found {read:?}");
    });
    let read = mailbox.read();
    assert!(read == Some([3, 4]), "[3, 4] was published by a thread that was joined, but a read found {read:?}");
}

fn step_2_who_has_read_it_once_finds_it_again() {
    let mailbox = Mailbox::new();
    thread::scope(|scope| {
        scope.spawn(|| mailbox.publish([0, 7]));
        let reads = [mailbox.read(), mailbox.read()];
        let allowed = [[None, None], [None, Some([0, 7])], [Some([0, 7]); 2]];
        assert!(allowed.contains(&reads), "[0, 7] was published, but two reads in a row found {reads:?}");
    });
}

fn step_3_what_was_done_before_is_seen() {
    let mailbox = Mailbox::new();
    let before = AtomicU64::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            before.store(1, Ordering::Relaxed);
            mailbox.publish([3, 4]);
        });
        if mailbox.read().is_some() {
            let seen = before.load(Ordering::Relaxed);
            assert!(seen == 1, "the letter was read, but what its sender stored before is not seen");
        }
    });
}

fn step_4_nobody_waits_for_a_letter() {
    let mailbox = Mailbox::new();
    let read = mailbox.read();
    assert!(read.is_none(), "nothing was published, but a read found {read:?}");
}

/// Runs the step under every schedule. While something is still to be written, it says what comes first instead.
fn explore(step: fn()) {
    if let Err(payload) = panic::catch_unwind(AssertUnwindSafe(|| weave::explore(step))) {
        let unwritten = payload.downcast_ref::<String>().is_some_and(|why| why.contains("not yet implemented"));
        assert!(!unwritten, "\n{FIRST}");
        panic::resume_unwind(payload);
    }
}

const FIRST: &str = "
Not written yet. First: `Mailbox` in exercises/ex14_ordering/src/lib.rs, its fields and `publish`; then `read`.
Then again:      cargo test -p ex14
";
