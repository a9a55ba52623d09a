//! Uses a bank on a single thread, and replies what it says: one line for each transfer, with the balances after it.

use ex11::{Bank, TransferError};
use harness::reply;

fn main() {
    let arguments = reply::open().expect("started by the launcher");
    match arguments.first().map(String::as_str) {
        Some("moves") => moves(),
        _ => refusals(),
    }
    reply::done();
}

fn moves() {
    let bank = Bank::new(vec![10, 20, 30]);
    let mut said = Said::of(&bank);
    said.with(2, 0, &mut |balance| balance / 3);
    said.plain(bank.transfer(1, 0, 20));
    said.plain(bank.transfer(0, 2, 0));
    said.with(0, 1, &mut |balance| balance);
    said.reply("moves");
}

fn refusals() {
    let bank = Bank::new(vec![10, 20]);
    let mut said = Said::of(&bank);
    said.plain(bank.transfer(0, 1, 11));
    said.plain(bank.transfer(0, 1, 10));
    said.with(0, 1, &mut |balance| balance + 1);
    said.plain(bank.transfer(1, 0, 10));
    said.plain(bank.transfer(0, 2, 1));
    said.plain(bank.transfer(5, 1, 1));
    let mut asked = 0;
    let mut ask = |_| {
        asked += 1;
        1
    };
    said.with(0, 2, &mut ask);
    said.with(1, 1, &mut ask);
    said.lines += &format!("asked {asked} times\n");
    said.reply("refusals");
}

/// What a bank has said so far.
struct Said<'a> {
    bank: &'a Bank,
    lines: String,
}

impl<'a> Said<'a> {
    fn of(bank: &'a Bank) -> Said<'a> {
        Said { bank, lines: String::new() }
    }

    fn plain(&mut self, moved: Result<(), TransferError>) {
        self.line(&moved.map_or_else(refused, |()| "done".to_owned()));
    }

    fn with(&mut self, from: usize, to: usize, amount: &mut dyn FnMut(u64) -> u64) {
        let moved = self.bank.transfer_with(from, to, amount);
        self.line(&moved.map_or_else(refused, |amount| format!("moved {amount}")));
    }

    fn line(&mut self, told: &str) {
        let balances: Vec<u64> = (0..).map_while(|account| self.bank.balance(account)).take(9).collect();
        self.lines += &format!("{told}: {balances:?}, {} in all\n", self.bank.total());
    }

    fn reply(self, name: &str) {
        reply::reply(name, self.lines.as_bytes());
    }
}

fn refused(error: TransferError) -> String {
    match error {
        TransferError::NoSuchAccount(account) => format!("no account {account}"),
        TransferError::SameAccount => "the same account".to_owned(),
        TransferError::Insufficient { balance, amount } => format!("{balance} is less than {amount}"),
    }
}
