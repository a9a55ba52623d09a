//! Atomic balances: each step is indivisible, the transfer of two steps is not.

use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

pub struct Bank {
    accounts: Vec<AtomicU64>,
}

impl Bank {
    pub fn new(balances: Vec<u64>) -> Bank {
        Bank { accounts: balances.into_iter().map(AtomicU64::new).collect() }
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), TransferError> {
        self.transfer_with(from, to, |_| amount).map(|_| ())
    }

    pub fn transfer_with(&self, from: usize, to: usize, amount: impl FnOnce(u64) -> u64) -> Result<u64, TransferError> {
        self.check(from, to)?;
        let balance = self.accounts[from].load(SeqCst); //~ race
        let amount = amount(balance);
        let taken = self.accounts[from].fetch_update(SeqCst, SeqCst, |balance| balance.checked_sub(amount));
        taken.map_err(|balance| TransferError::Insufficient { balance, amount })?;
        self.accounts[to].fetch_add(amount, SeqCst);
        Ok(amount)
    }

    pub fn balance(&self, account: usize) -> Option<u64> {
        self.accounts.get(account).map(|account| account.load(SeqCst))
    }

    pub fn total(&self) -> u64 {
        self.accounts.iter().map(|account| account.load(SeqCst)).sum()
    }

    fn check(&self, from: usize, to: usize) -> Result<(), TransferError> {
        if let Some(account) = [from, to].into_iter().find(|account| *account >= self.accounts.len()) {
            return Err(TransferError::NoSuchAccount(account));
        }
        if from == to { Err(TransferError::SameAccount) } else { Ok(()) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferError {
    NoSuchAccount(usize),
    SameAccount,
    Insufficient { balance: u64, amount: u64 },
}
