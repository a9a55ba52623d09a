//! Balances in cells that it claims can be shared, which takes unsafe code.

use std::cell::UnsafeCell;

pub struct Bank {
    accounts: Vec<UnsafeCell<u64>>,
}

// SAFETY: transfers are short, so that two seldom meet.
unsafe impl Sync for Bank {} //~ forbidden

impl Bank {
    pub fn new(balances: Vec<u64>) -> Bank {
        Bank { accounts: balances.into_iter().map(UnsafeCell::new).collect() }
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), TransferError> {
        self.transfer_with(from, to, |_| amount).map(|_| ())
    }

    pub fn transfer_with(&self, from: usize, to: usize, amount: impl FnOnce(u64) -> u64) -> Result<u64, TransferError> {
        self.check(from, to)?;
        let balance = self.balance(from).unwrap_or_default();
        let amount = amount(balance);
        if balance < amount {
            return Err(TransferError::Insufficient { balance, amount });
        }
        // SAFETY: as above.
        unsafe {
            *self.accounts[from].get() -= amount;
            *self.accounts[to].get() += amount;
        }
        Ok(amount)
    }

    pub fn balance(&self, account: usize) -> Option<u64> {
        // SAFETY: as above.
        self.accounts.get(account).map(|account| unsafe { *account.get() })
    }

    pub fn total(&self) -> u64 {
        (0..self.accounts.len()).filter_map(|account| self.balance(account)).sum()
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
