//! Accounts count their changes; `total` reads all twice, until nothing has changed in between.

use std::sync::Mutex;

pub struct Bank {
    accounts: Vec<Mutex<Account>>,
}

#[derive(Clone, Copy, PartialEq)]
struct Account {
    balance: u64,
    changes: u64,
}

impl Bank {
    pub fn new(balances: Vec<u64>) -> Bank {
        let account = |balance| Mutex::new(Account { balance, changes: 0 });
        Bank { accounts: balances.into_iter().map(account).collect() }
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
        let balance = from.balance;
        let amount = amount(balance);
        if balance < amount {
            return Err(TransferError::Insufficient { balance, amount });
        }
        *from = Account { balance: from.balance - amount, changes: from.changes + 1 };
        *to = Account { balance: to.balance + amount, changes: to.changes + 1 };
        Ok(amount)
    }

    pub fn balance(&self, account: usize) -> Option<u64> {
        self.accounts.get(account).map(|account| account.lock().unwrap().balance)
    }

    pub fn total(&self) -> u64 {
        let mut before = self.look();
        loop {
            let now = self.look();
            if before == now {
                return now.iter().map(|account| account.balance).sum();
            }
            before = now;
        }
    }

    fn look(&self) -> Vec<Account> {
        self.accounts.iter().map(|account| *account.lock().unwrap()).collect()
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
