//! ex14: publish with the right ordering. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex14`.

use std::any::Any;
use std::panic;
use std::sync::{Barrier, mpsc};
use std::thread;
use std::time::Duration;

use ex14::Mailbox;

/// How many mailboxes two threads meet at: enough for a letter to be looked for before, while and after it comes.
const MAILBOXES: u64 = 1_000;

/// All of this takes milliseconds. Past this time, `read` must be waiting for a letter.
const LAST_RESORT: Duration = Duration::from_secs(20);

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex14_ordering() {
    if let Err(payload) = panic::catch_unwind(step_1_one_thread_publishes_and_reads) {
        assert!(!is_unwritten(&*payload), "\n{FIRST}");
        panic::resume_unwind(payload);
    }
    step_2_an_empty_mailbox_is_read_at_once();
    step_3_a_reader_finds_all_of_the_letter_or_nothing();
}

fn step_1_one_thread_publishes_and_reads() {
    for letter in [[3, 4], [0, 0], [0, 1], [u64::MAX, 0], [u64::MAX - 1, u64::MAX]] {
        let mailbox = Mailbox::new();
        mailbox.publish(letter);
        for time in ["first", "second"] {
            let read = mailbox.read();
            assert!(read == Some(letter), "\n\n{letter:?} was published, but the {time} read returns {read:?}.\n");
        }
    }
}

fn step_2_an_empty_mailbox_is_read_at_once() {
    let (sender, read) = mpsc::channel();
    thread::spawn(move || sender.send(Mailbox::new().read()));
    let Ok(read) = read.recv_timeout(LAST_RESORT) else {
        panic!("\n\nNothing was published, and read does not return: it should say None at once.\n");
    };
    assert!(read.is_none(), "\n\nNothing was published in this mailbox, but read returns {read:?}.\n");
}

fn step_3_a_reader_finds_all_of_the_letter_or_nothing() {
    let mailboxes: Vec<Mailbox> = (0..MAILBOXES).map(|_| Mailbox::new()).collect();
    let start = Barrier::new(2);
    thread::scope(|scope| {
        scope.spawn(|| {
            start.wait();
            (1..).zip(&mailboxes).for_each(|(number, mailbox)| mailbox.publish([number, number + MAILBOXES]));
        });
        start.wait();
        for (number, mailbox) in (1..).zip(&mailboxes) {
            let letter = [number, number + MAILBOXES];
            let read = mailbox.read();
            assert!(
                read.is_none_or(|read| read == letter),
                "\n\n{letter:?} was published, but a read found {read:?}: who says that the words are there already?\n"
            );
        }
    });
    let lost = mailboxes.iter().filter(|mailbox| mailbox.read().is_none()).count();
    assert!(lost == 0, "\n\nAll {MAILBOXES} letters were published, but {lost} of them are not found.\n");
}

fn is_unwritten(payload: &(dyn Any + Send)) -> bool {
    payload.downcast_ref::<String>().is_some_and(|message| message.starts_with("not yet implemented"))
}

const FIRST: &str = "
Not written yet. First: `Mailbox` in exercises/ex14_ordering/src/lib.rs, its fields and `publish`; then `read`.
Then again:      cargo test -p ex14
";
