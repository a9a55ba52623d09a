//! A few threads with one bank: what must hold whatever the order in which they run. A scenario returns what was seen in the
//! end; which of that is right is said by the checks.

use std::time::Duration;

use controlled::{Bank, TransferError};
use weave::{Polling, Time, thread};

fn main() {
    let mut scenarios = exploring::open();
    scenarios.explore("moves", moves);
    scenarios.explore("refusals", refusals);
    scenarios.explore("same_account", || Bank::new(vec![10, 20]).transfer(1, 1, 5).is_ok());
    scenarios.explore("opposite", opposite);
    scenarios.explore("ring", ring);
    scenarios.explore("overdraft", || twice(|_| 1));
    scenarios.explore("balance_holds", || twice(|balance| balance));
    scenarios.explore("two_arrive", || two([1, 1, 0], [0, 2], [1, 2]));
    scenarios.explore("leaves_while_one_arrives", || two([1, 1, 0], [0, 1], [1, 2]));
    scenarios.explore("nothing_arrives_meanwhile", nothing_arrives_meanwhile);
    scenarios.explore("total_while_up", || total(0, 1));
    scenarios.explore("total_while_down", || total(1, 0));
    scenarios.explore("apart", || apart([0, 1], [2, 3]));
    scenarios.explore("apart_downwards", || apart([3, 0], [2, 1]));
    scenarios.explore("apart_while_one_waits", apart_while_one_waits);
    scenarios.explore("apart_while_two_wait", apart_while_two_wait);
    let asleep_by = exploring::explorer().time(Time::Ideal).polling(Polling::Fail);
    scenarios.explore_by(&asleep_by, "asleep_for_the_receiver", || asleep(2, 1));
    scenarios.explore_by(&asleep_by, "asleep_for_the_giver", || asleep(2, 0));
    scenarios.explore_by(&asleep_by, "asleep_for_both", || asleep(1, 0));
    scenarios.close();
}

fn moves() {
    let bank = Bank::new(vec![10, 20, 30]);
    let _ = bank.transfer_with(2, 0, |balance| balance / 3);
    let _ = bank.transfer(1, 0, 20);
    bank.balance(0);
    bank.total();
}

fn refusals() {
    let bank = Bank::new(vec![10, 20]);
    let _ = bank.transfer(0, 1, 11);
    let _ = (bank.transfer(0, 1, 10), bank.transfer(1, 0, 10));
    let _ = (bank.transfer(0, 2, 1), bank.transfer(5, 1, 1));
}

fn opposite() -> [u64; 2] {
    let bank = Bank::new(vec![5, 5]);
    thread::scope(|scope| {
        scope.spawn(|| bank.transfer(0, 1, 1));
        let _ = bank.transfer(1, 0, 2);
    });
    balances(&bank)
}

fn ring() -> [u64; 3] {
    let bank = Bank::new(vec![5, 5, 5]);
    thread::scope(|scope| {
        scope.spawn(|| bank.transfer(0, 1, 1));
        scope.spawn(|| bank.transfer(1, 2, 2));
        let _ = bank.transfer(2, 0, 3);
    });
    balances(&bank)
}

/// Two transfers from the same account.
fn twice(amount: fn(u64) -> u64) -> ([Result<u64, String>; 2], [u64; 3]) {
    let bank = Bank::new(vec![1, 0, 0]);
    let moved = thread::scope(|scope| {
        let other = scope.spawn(|| bank.transfer_with(0, 1, amount));
        let mine = bank.transfer_with(0, 2, amount);
        [mine, other.join().expect("transfer_with does not panic")]
    });
    let [mine, others] = moved;
    ([said(mine), said(others)], balances(&bank))
}

/// Two transfers of 1 at the same time.
fn two(start: [u64; 3], first: [usize; 2], second: [usize; 2]) -> [u64; 3] {
    let bank = Bank::new(start.to_vec());
    thread::scope(|scope| {
        scope.spawn(|| bank.transfer(first[0], first[1], 1));
        let _ = bank.transfer(second[0], second[1], 1);
    });
    balances(&bank)
}

fn nothing_arrives_meanwhile() -> (Result<u64, String>, [u64; 3]) {
    let bank = Bank::new(vec![1, 1, 0]);
    let moved = thread::scope(|scope| {
        scope.spawn(|| bank.transfer(0, 1, 1));
        bank.transfer_with(1, 2, |balance| balance)
    });
    (said(moved), balances(&bank))
}

fn total(from: usize, to: usize) -> (u64, u64) {
    let bank = Bank::new(vec![1, 1]);
    let during = thread::scope(|scope| {
        scope.spawn(|| bank.transfer(from, to, 1));
        bank.total()
    });
    (during, bank.total())
}

/// The first transfer ends when the second one has.
fn apart(first: [usize; 2], second: [usize; 2]) -> (Result<u64, String>, [u64; 4]) {
    let bank = Bank::new(vec![1; 4]);
    let moved = thread::scope(|scope| {
        bank.transfer_with(first[0], first[1], |balance| {
            let _ = scope.spawn(|| bank.transfer(second[0], second[1], 1)).join();
            balance
        })
    });
    (said(moved), balances(&bank))
}

/// The same, and one more waits for the accounts of the first.
fn apart_while_one_waits() -> (Result<u64, String>, [u64; 4]) {
    let bank = Bank::new(vec![1; 4]);
    let moved = thread::scope(|scope| {
        bank.transfer_with(0, 1, |balance| {
            scope.spawn(|| bank.transfer(1, 0, 1));
            let _ = scope.spawn(|| bank.transfer(3, 2, 1)).join();
            balance
        })
    });
    (said(moved), balances(&bank))
}

/// The same with two that need the same accounts, and end before the first does.
fn apart_while_two_wait() -> (Result<u64, String>, [u64; 4]) {
    let bank = Bank::new(vec![2; 4]);
    let moved = thread::scope(|scope| {
        bank.transfer_with(2, 3, |_| {
            scope.spawn(|| bank.transfer(2, 3, 1));
            let transfer = || scope.spawn(|| bank.transfer(0, 1, 1));
            let (one, other) = (transfer(), transfer());
            let _ = (one.join(), other.join());
            1
        })
    });
    (said(moved), balances(&bank))
}

/// A transfer takes an hour, and another one has to wait for it.
fn asleep(from: usize, to: usize) {
    let bank = Bank::new(vec![1; 3]);
    thread::scope(|scope| {
        let _ = bank.transfer_with(0, 1, |balance| {
            scope.spawn(|| bank.transfer(from, to, 1));
            thread::sleep(Duration::from_secs(3600));
            balance
        });
    });
}

fn balances<const N: usize>(bank: &Bank) -> [u64; N] {
    let mut balances = [u64::MAX; N];
    for (account, balance) in balances.iter_mut().enumerate() {
        *balance = bank.balance(account).unwrap_or(u64::MAX);
    }
    balances
}

fn said(moved: Result<u64, TransferError>) -> Result<u64, String> {
    moved.map_err(|error| match error {
        TransferError::NoSuchAccount(account) => format!("no account {account}"),
        TransferError::SameAccount => "the same account".to_owned(),
        TransferError::Insufficient { balance, amount } => format!("{balance} is less than {amount}"),
    })
}
