//! Transfers are written, `total` is still to be.

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<u64>>,
}

impl Bank {
    pub fn new(balances: Vec<u64>) -> Bank {
        Bank { accounts: balances.into_iter().map(Mutex::new).collect() }
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), TransferError> {
        self.transfer_with(from, to, |_| amount).map(|_| ())
    }

    pub fn transfer_with(&self, from: usize, to: usize, amount: impl FnOnce(u64) -> u64) -> Result<u64, TransferError> {
        self.check(from, to)?;
        let (low, high) = (from.min(to), from.max(to));
        let low = self.accounts[low].lock().unwrap();
        let high = self.accounts[high].lock().unwrap();
        let (mut from, mut to) = if from < to { (low, high) } else { (high, low) };
        let balance = *from;
        let amount = amount(balance);
        if balance < amount {
            return Err(TransferError::Insufficient { balance, amount });
        }
        *from -= amount;
        *to += amount;
        Ok(amount)
    }

    pub fn balance(&self, account: usize) -> Option<u64> {
        self.accounts.get(account).map(|account| *account.lock().unwrap())
    }

    pub fn total(&self) -> u64 {
        todo!("add up all balances") //~ unfinished
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
