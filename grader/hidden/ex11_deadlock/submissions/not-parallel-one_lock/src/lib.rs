//! One lock for all accounts: no two transfers at the same time, and no deadlock.

use std::sync::Mutex;

pub struct Bank {
    accounts: Mutex<Vec<u64>>,
}

impl Bank {
    pub fn new(balances: Vec<u64>) -> Bank {
        Bank { accounts: Mutex::new(balances) }
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), TransferError> {
        self.transfer_with(from, to, |_| amount).map(|_| ())
    }

    pub fn transfer_with(&self, from: usize, to: usize, amount: impl FnOnce(u64) -> u64) -> Result<u64, TransferError> {
        self.check(from, to)?;
        let mut accounts = self.accounts.lock().unwrap(); //~ not-parallel
        let balance = accounts[from];
        let amount = amount(balance);
        if balance < amount {
            return Err(TransferError::Insufficient { balance, amount });
        }
        accounts[from] -= amount;
        accounts[to] += amount;
        Ok(amount)
    }

    pub fn balance(&self, account: usize) -> Option<u64> {
        self.accounts.lock().unwrap().get(account).copied()
    }

    pub fn total(&self) -> u64 {
        self.accounts.lock().unwrap().iter().sum()
    }

    fn check(&self, from: usize, to: usize) -> Result<(), TransferError> {
        let count = self.accounts.lock().unwrap().len();
        if let Some(account) = [from, to].into_iter().find(|account| *account >= count) {
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
