//! ex11: transfers, under every order in which their threads can take turns. A step that fails shows the order in which it
//! does. What is asked is written in `src/lib.rs`; run this with `cargo test -p ex11 --test schedules`.

use std::any::Any;
use std::panic;

use controlled::{Bank, TransferError};
use weave::thread;

/// One step after the other, so that what you read is the first thing to do.
#[test]
fn ex11_deadlock_under_every_schedule() {
    explore(step_1_transfers_in_opposite_directions_come_to_an_end);
    explore(step_2_no_account_is_overdrawn);
    explore(step_3_no_transfer_is_lost);
    explore(step_4_the_balance_holds_until_the_transfer_is_done);
    explore(step_5_the_total_stays_the_same);
    explore(step_6_transfers_of_different_accounts_do_not_wait);
}

fn step_1_transfers_in_opposite_directions_come_to_an_end() {
    let bank = Bank::new(vec![5, 5]);
    thread::scope(|scope| {
        scope.spawn(|| bank.transfer(0, 1, 1).expect("there is enough"));
        bank.transfer(1, 0, 2).expect("there is enough");
    });
    assert_eq!([bank.balance(0), bank.balance(1)], [Some(6), Some(4)]);
}

fn step_2_no_account_is_overdrawn() {
    let bank = Bank::new(vec![1, 0, 0]);
    let moved = thread::scope(|scope| {
        let other = scope.spawn(|| bank.transfer(0, 1, 1));
        [bank.transfer(0, 2, 1), other.join().expect("transfer does not panic")]
    });
    let refused = Err(TransferError::Insufficient { balance: 0, amount: 1 });
    assert!(moved == [Ok(()), refused] || moved == [refused, Ok(())], "1 can be moved once, and: {moved:?}");
    assert_eq!(bank.balance(0), Some(0));
}

fn step_3_no_transfer_is_lost() {
    let bank = Bank::new(vec![1, 1, 0]);
    thread::scope(|scope| {
        scope.spawn(|| bank.transfer(0, 2, 1).expect("there is enough"));
        bank.transfer(1, 2, 1).expect("there is enough");
    });
    assert_eq!([0, 1, 2].map(|account| bank.balance(account)), [Some(0), Some(0), Some(2)]);
}

fn step_4_the_balance_holds_until_the_transfer_is_done() {
    let bank = Bank::new(vec![1, 0, 0]);
    let moved = thread::scope(|scope| {
        let other = scope.spawn(|| bank.transfer_with(0, 1, |balance| balance));
        [bank.transfer_with(0, 2, |balance| balance), other.join().expect("transfer_with does not panic")]
    });
    assert!(moved == [Ok(1), Ok(0)] || moved == [Ok(0), Ok(1)], "all there is was moved twice, and: {moved:?}");
}

fn step_5_the_total_stays_the_same() {
    for (from, to) in [(0, 1), (1, 0)] {
        let bank = Bank::new(vec![1, 1]);
        thread::scope(|scope| {
            scope.spawn(|| bank.transfer(from, to, 1).expect("there is enough"));
            assert_eq!(bank.total(), 2, "while 1 moves from account {from} to account {to}");
        });
    }
}

fn step_6_transfers_of_different_accounts_do_not_wait() {
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

/// Explores a step, and says what to do first where there is nothing to explore yet.
#[track_caller]
fn explore(step: fn()) {
    if let Err(payload) = panic::catch_unwind(|| weave::explore(step)) {
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
