//! One lock for the books, held for moments only; accounts in use are marked, and who needs one of them waits.

use std::sync::{Condvar, Mutex};

pub struct Bank {
    count: usize,
    books: Mutex<Books>,
    done: Condvar,
}

struct Books {
    balances: Vec<u64>,
    in_use: Vec<bool>,
}

impl Bank {
    pub fn new(balances: Vec<u64>) -> Bank {
        let books = Books { in_use: vec![false; balances.len()], balances };
        Bank { count: books.in_use.len(), books: Mutex::new(books), done: Condvar::new() }
    }

    pub fn transfer(&self, from: usize, to: usize, amount: u64) -> Result<(), TransferError> {
        self.transfer_with(from, to, |_| amount).map(|_| ())
    }

    pub fn transfer_with(&self, from: usize, to: usize, amount: impl FnOnce(u64) -> u64) -> Result<u64, TransferError> {
        self.check(from, to)?;
        let mut books = self.books.lock().unwrap();
        while books.in_use[from] || books.in_use[to] {
            books = self.done.wait(books).unwrap();
        }
        (books.in_use[from], books.in_use[to]) = (true, true);
        let balance = books.balances[from];
        drop(books);
        let amount = amount(balance);
        let mut books = self.books.lock().unwrap();
        (books.in_use[from], books.in_use[to]) = (false, false);
        self.done.notify_all();
        if balance < amount {
            return Err(TransferError::Insufficient { balance, amount });
        }
        books.balances[from] -= amount;
        books.balances[to] += amount;
        Ok(amount)
    }

    pub fn balance(&self, account: usize) -> Option<u64> {
        self.books.lock().unwrap().balances.get(account).copied()
    }

    pub fn total(&self) -> u64 {
        self.books.lock().unwrap().balances.iter().sum()
    }

    fn check(&self, from: usize, to: usize) -> Result<(), TransferError> {
        if let Some(account) = [from, to].into_iter().find(|account| *account >= self.count) {
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
