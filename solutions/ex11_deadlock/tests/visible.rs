//! ex11: transfers, on real threads. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex11`.

use std::any::Any;
use std::panic;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use ex11::{Bank, TransferError};

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex11_deadlock() {
    in_time("a transfer", step_1_a_transfer_moves_what_was_asked_for);
    in_time("a transfer", step_2_a_transfer_that_cannot_be_is_refused);
    in_time("a transfer", step_3_transfers_in_opposite_directions_come_to_an_end);
    in_time("a transfer of other accounts", step_4_transfers_of_different_accounts_do_not_wait);
    in_time("a transfer or total", step_5_the_total_stays_the_same);
}

fn step_1_a_transfer_moves_what_was_asked_for() {
    let bank = Bank::new(vec![10, 20, 30]);
    assert_eq!(bank.transfer_with(2, 0, |balance| balance / 3), Ok(10));
    assert_eq!(bank.transfer(1, 0, 20), Ok(()), "20 of 20 can be moved");
    assert_eq!([0, 1, 2, 3].map(|account| bank.balance(account)), [Some(40), Some(0), Some(20), None]);
    assert_eq!(bank.total(), 60);
}

fn step_2_a_transfer_that_cannot_be_is_refused() {
    let bank = Bank::new(vec![10, 20]);
    assert_eq!(bank.transfer(0, 1, 11), Err(TransferError::Insufficient { balance: 10, amount: 11 }));
    assert_eq!(bank.transfer(0, 2, 1), Err(TransferError::NoSuchAccount(2)));
    assert_eq!(bank.transfer(1, 1, 1), Err(TransferError::SameAccount));
    assert_eq!([bank.balance(0), bank.balance(1)], [Some(10), Some(20)], "nothing was moved");
}

fn step_3_transfers_in_opposite_directions_come_to_an_end() {
    let bank = Bank::new(vec![1000, 1000]);
    thread::scope(|scope| {
        for (from, to) in [(0, 1), (1, 0)] {
            let bank = &bank;
            scope.spawn(move || (0..1000).for_each(|_| bank.transfer(from, to, 1).expect("there is enough")));
        }
    });
    assert_eq!([bank.balance(0), bank.balance(1)], [Some(1000), Some(1000)], "as much came as went");
}

fn step_4_transfers_of_different_accounts_do_not_wait() {
    let bank = Bank::new(vec![1, 0, 1, 0]);
    let moved = thread::scope(|scope| {
        // The transfer from 0 to 1 is on its way, and ends only when the one from 2 to 3 has.
        bank.transfer_with(0, 1, |balance| {
            let other = scope.spawn(|| bank.transfer(2, 3, 1));
            other.join().expect("transfer does not panic").expect("there is enough");
            balance
        })
    });
    assert_eq!(moved, Ok(1));
}

fn step_5_the_total_stays_the_same() {
    let bank = Bank::new(vec![100, 100, 100]);
    thread::scope(|scope| {
        for (from, to) in [(0, 1), (1, 2), (2, 0)] {
            let bank = &bank;
            scope.spawn(move || (0..500).for_each(|_| bank.transfer(from, to, 1).unwrap_or_default()));
        }
        (0..500).for_each(|_| assert_eq!(bank.total(), 300, "transfers are on their way, and the total is another"));
    });
}

/// Runs a step on a thread of its own, so that one which waits for ever can be told.
fn in_time(who: &str, step: fn()) {
    let (sender, done) = mpsc::channel();
    let thread = thread::spawn(move || {
        step();
        let _ = sender.send(());
    });
    if done.recv_timeout(LAST_RESORT) == Err(RecvTimeoutError::Timeout) {
        panic!("\n\nSomebody still waits in {who}, and should not. tests/schedules.rs tells who, and why.\n");
    }
    if let Err(payload) = thread.join() {
        assert!(!text(&*payload).contains("not yet implemented"), "\n{FIRST}");
        panic::resume_unwind(payload);
    }
}

fn text(payload: &(dyn Any + Send)) -> &str {
    payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref::<&str>().copied()).unwrap_or_default()
}

const FIRST: &str = "
Not written yet. First: `Bank` in exercises/ex11_deadlock/src/lib.rs, its fields, `new` and `transfer_with`; then the rest.
Then again:      cargo test -p ex11
";

/// All of this takes milliseconds. Past this time, somebody must be waiting for ever.
const LAST_RESORT: Duration = Duration::from_secs(60);
