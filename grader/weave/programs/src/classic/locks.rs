//! Locks taken in a circle, held for too long or left poisoned.

use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError, RwLock};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::wrong("accounts_locked_as_they_come", accounts_locked_as_they_come, Expect::Deadlock),
    Program::exactly("accounts_locked_by_number", accounts_locked_by_number, &["95 105"]),
    Program::wrong("diners_all_reach_left_first", diners_all_reach_left_first, Expect::Deadlock),
    Program::exactly("diners_reach_for_the_lower_fork", diners_reach_for_the_lower_fork, &["8 meals"]),
    Program::wrong("writes_while_still_reading", writes_while_still_reading, Expect::Deadlock),
    Program::wrong("joins_while_holding_the_lock", joins_while_holding_the_lock, Expect::Deadlock),
    Program::exactly("poisoned_lock_is_opened_again", poisoned_lock_is_opened_again, &["1"]),
    Program::exactly("initialised_once_for_all", initialised_once_for_all, &["set by 1", "set by 2"]),
];

struct Account {
    number: u32,
    balance: Mutex<i64>,
}

/// Two tellers move money between the same two accounts, in opposite directions.
/// Each locks the giving account first: with one lock taken by each, both wait for ever.
fn accounts_locked_as_they_come() -> String {
    move_money(|from, to, amount| {
        let mut giver = from.balance.lock().unwrap();
        let mut taker = to.balance.lock().unwrap();
        *giver -= amount;
        *taker += amount;
    })
}

/// Two tellers move money between the same two accounts, in opposite directions.
/// Right: the account with the lower number is locked first, whichever way the money goes.
fn accounts_locked_by_number() -> String {
    move_money(|from, to, amount| {
        let (first, second, change) = if from.number < to.number { (from, to, -amount) } else { (to, from, amount) };
        let mut lower = first.balance.lock().unwrap();
        let mut upper = second.balance.lock().unwrap();
        *lower += change;
        *upper -= change;
    })
}

fn move_money(transfer: fn(&Account, &Account, i64)) -> String {
    let accounts = Arc::new([1, 2].map(|number| Account { number, balance: Mutex::new(100) }));
    let shared = Arc::clone(&accounts);
    let teller = thread::Builder::new().name("teller".to_owned());
    let teller = teller.spawn(move || transfer(&shared[0], &shared[1], 10)).unwrap();
    transfer(&accounts[1], &accounts[0], 5);
    teller.join().unwrap();
    let [giro, savings] = [0, 1].map(|which: usize| *accounts[which].balance.lock().unwrap());
    assert_eq!(giro + savings, 200, "money was lost");
    format!("{giro} {savings}")
}

/// Four diners at a round table eat twice, with two forks each.
/// All take the left fork first: when everybody holds one, nobody gets a second.
fn diners_all_reach_left_first() -> String {
    dine(|seat| (seat, (seat + 1) % SEATS))
}

/// Four diners at a round table eat twice, with two forks each.
/// Right: the fork with the lower number comes first, so the last diner reaches the other way round.
fn diners_reach_for_the_lower_fork() -> String {
    dine(|seat| {
        let next = (seat + 1) % SEATS;
        (seat.min(next), seat.max(next))
    })
}

const SEATS: usize = 4;

fn dine(order: fn(usize) -> (usize, usize)) -> String {
    let forks: [Mutex<u32>; SEATS] = Default::default();
    thread::scope(|scope| {
        for seat in 0..SEATS {
            let (first, second) = order(seat);
            let forks = &forks;
            scope.spawn(move || {
                for _ in 0..2 {
                    let mut one = forks[first].lock().unwrap();
                    let _other = forks[second].lock().unwrap();
                    *one += 1;
                }
            });
        }
    });
    let meals: u32 = forks.into_iter().map(|fork| fork.into_inner().unwrap()).sum();
    format!("{meals} meals")
}

/// One thread reads a list and adds to it when it is short.
/// The read guard is still alive at the write lock: the thread waits for itself in every schedule.
fn writes_while_still_reading() -> String {
    let list = RwLock::new(vec![1]);
    let seen = list.read().unwrap();
    if seen.len() < 2 {
        list.write().unwrap().push(2);
    }
    format!("{seen:?}")
}

/// Adds one here and one in a helper thread.
/// The guard lives on across `join`: the helper needs the lock, and `join` needs the helper, in every schedule.
fn joins_while_holding_the_lock() -> String {
    let sum = Arc::new(Mutex::new(0));
    let shared = Arc::clone(&sum);
    let mut guard = sum.lock().unwrap();
    let helper = thread::spawn(move || *shared.lock().unwrap() += 1);
    *guard += 1;
    helper.join().unwrap();
    guard.to_string()
}

/// A thread panics while it holds a lock; its parent notices, and opens the lock again.
/// Right: `join` gives the panic back as an error, and the value under a poisoned lock can still be had.
fn poisoned_lock_is_opened_again() -> String {
    let value = Arc::new(Mutex::new(1));
    let shared = Arc::clone(&value);
    let outcome = thread::spawn(move || {
        let _guard = shared.lock().unwrap();
        panic!("dropped the tray");
    })
    .join();
    assert!(outcome.is_err() && value.is_poisoned());
    let guard = value.lock().unwrap_or_else(PoisonError::into_inner);
    guard.to_string()
}

static SETTER: OnceLock<String> = OnceLock::new();
static ENTRIES: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(|| {
    SET_UPS.fetch_add(1, Ordering::SeqCst);
    Mutex::default()
});
static SET_UPS: AtomicU32 = AtomicU32::new(0);

thread_local! {
    static MY_NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// Two threads race to set a text, and share a list that whoever comes first sets up.
/// Right: both see one text and one list, and each its own thread-local number.
fn initialised_once_for_all() -> String {
    let threads = [1, 2].map(|number| {
        thread::spawn(move || {
            MY_NUMBER.set(number);
            let text = SETTER.get_or_init(|| format!("set by {number}"));
            ENTRIES.lock().unwrap().push(number);
            assert_eq!(MY_NUMBER.get(), number);
            text.clone()
        })
    });
    let [one, two] = threads.map(|thread| thread.join().unwrap());
    assert_eq!(one, two, "two texts were set");
    assert_eq!(SET_UPS.load(Ordering::SeqCst), 1);
    assert_eq!(ENTRIES.lock().unwrap().len(), 2);
    assert_eq!(MY_NUMBER.get(), 0);
    one
}
