//! Locks of its own, at which a transfer spins until they are free.

use std::hint;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};

pub struct Bank {
    accounts: Vec<Account>,
}

struct Account {
    taken: AtomicBool,
    balance: AtomicU64,
}

impl Account {
    fn lock(&self) {
        while self.taken.swap(true, SeqCst) {
            //~ busy-wait
            hint::spin_loop();
        }
    }

    fn unlock(&self) {
        self.taken.store(false, SeqCst);
    }
}

impl Bank {
    pub fn new(balances: Vec<u64>) -> Bank {
        let account = |balance| Account { taken: AtomicBool::new(false), balance: AtomicU64::new(balance) };
        Bank { accounts: balances.into_iter().map(account).collect() }
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), TransferError> {
        self.transfer_with(from, to, |_| amount).map(|_| ())
    }

    pub fn transfer_with(&self, from: usize, to: usize, amount: impl FnOnce(u64) -> u64) -> Result<u64, TransferError> {
        self.check(from, to)?;
        self.accounts[from.min(to)].lock();
        self.accounts[from.max(to)].lock();
        let balance = self.accounts[from].balance.load(SeqCst);
        let amount = amount(balance);
        if amount <= balance {
            self.accounts[from].balance.fetch_sub(amount, SeqCst);
            self.accounts[to].balance.fetch_add(amount, SeqCst);
        }
        self.accounts[from].unlock();
        self.accounts[to].unlock();
        if amount <= balance { Ok(amount) } else { Err(TransferError::Insufficient { balance, amount }) }
    }

    pub fn balance(&self, account: usize) -> Option<u64> {
        self.accounts.get(account).map(|account| account.balance.load(SeqCst))
    }

    pub fn total(&self) -> u64 {
        self.accounts.iter().for_each(Account::lock);
        let total = self.accounts.iter().map(|account| account.balance.load(SeqCst)).sum();
        self.accounts.iter().for_each(Account::unlock);
        total
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
