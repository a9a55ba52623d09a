//! # ex11: transfers that do not wait for each other for ever
//!
//! A bank moves money between accounts, many transfers at a time. A transfer needs two accounts; who takes one, and then
//! waits for the other, can end up like this:
//!
//! ```text
//!   transfer 0 → 1   has account 0 ──── waits for account 1 ──┐
//!                          ▲                                  ▼
//!                          └── waits for account 0 ──── has account 1   transfer 1 → 0
//! ```
//!
//! Neither goes on any more, and whoever needs one of the two accounts waits with them. One lock around the whole bank
//! would prevent that, and would also have every transfer wait for every other. Find something in between.
//!
//! Write [`Bank::new`], [`Bank::transfer_with`], [`Bank::transfer`] and [`Bank::balance`], then [`Bank::total`]. What is
//! between your fields and std's locks is up to you.
//!
//! Try it with `cargo test -p ex11`. `tests/schedules.rs` runs your bank under every order in which its threads can take
//! turns, and shows you the order in which it goes wrong; `tests/visible.rs` runs it on real threads. The grader does both,
//! with more accounts and more transfers.

use std::fmt;

/// Accounts, numbered from 0, and what is in them. Any number of threads use it through a shared reference.
///
/// - No money is made or lost: whatever transfers are on their way, `total` stays what it was at the beginning.
/// - No account is ever below zero.
/// - Every transfer comes to an end, whichever others there are at the same time, and in whichever direction they go.
/// - Transfers of different accounts do not wait for each other: while one is on its way, another one between two accounts
///   that nobody else uses goes on to its end.
/// - Who has to wait, sleeps until it is its turn. It does not ask again and again, neither as fast as it can nor at
///   intervals.
pub struct Bank {
    // Your fields.
}

impl Bank {
    /// A bank whose account `i` holds `balances[i]`. The sum of all fits into a `u64`; the caller sees to that.
    pub fn new(balances: Vec<u64>) -> Bank {
        todo!("open accounts with {balances:?}")
    }

    /// Moves `amount` from the account `from` to the account `to`, all of it or nothing.
    ///
    /// The same as [`transfer_with`](Bank::transfer_with) with an amount that does not depend on the balance.
    ///
    /// # Errors
    /// As for `transfer_with`.
    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), TransferError> {
        todo!("move {amount} from account {from} to account {to}")
    }

    /// Asks `amount` how much to move, tells it what is in the account `from`, moves that much to the account `to`, and
    /// returns it. `bank.transfer_with(0, 1, |balance| balance)` moves all there is.
    ///
    /// - `amount` is called once, on the thread that calls. What it was told stays true until the transfer is done: nobody
    ///   takes anything from `from`, or adds to it, in between.
    /// - While `amount` runs, the transfer is on its way. Others that need `from` or `to` may have to wait for it, and so may
    ///   [`balance`](Bank::balance) and [`total`](Bank::total). A transfer between two accounts that nobody else uses goes on
    ///   to its end, provided that nobody is in `total`.
    /// - It follows that `amount` itself must not ask this bank about `from` or `to`, nor for the total. It does not panic.
    ///
    /// # Errors
    /// Nothing is moved. [`TransferError::NoSuchAccount`] names an account that is not there, and
    /// [`TransferError::SameAccount`] says that `from` is `to`; in these cases `amount` is not called.
    /// [`TransferError::Insufficient`] says that there is less in `from` than `amount` returned.
    pub fn transfer_with(&self, from: usize, to: usize, amount: impl FnOnce(u64) -> u64) -> Result<u64, TransferError> {
        let _ = amount;
        todo!("move as much as `amount` says from account {from} to account {to}")
    }

    /// What is in `account`, or `None` if there is no such account.
    pub fn balance(&self, account: usize) -> Option<u64> {
        todo!("tell what is in account {account}")
    }

    /// What is in all accounts together, at one moment: the same sum whenever it is asked for.
    pub fn total(&self) -> u64 {
        todo!("add up all balances, as they are at one moment")
    }
}

/// Why a transfer did not take place. Given, with everything below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferError {
    /// There is no account with this number.
    NoSuchAccount(usize),
    /// A transfer from an account to itself.
    SameAccount,
    /// There is less in the account than was to be moved.
    Insufficient {
        /// What there is.
        balance: u64,
        /// What was to be moved.
        amount: u64,
    },
}

impl fmt::Display for TransferError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TransferError::NoSuchAccount(account) => write!(f, "there is no account {account}"),
            TransferError::SameAccount => write!(f, "a transfer needs two accounts"),
            TransferError::Insufficient { balance, amount } => write!(f, "{balance} is not enough to move {amount}"),
        }
    }
}

impl std::error::Error for TransferError {}
