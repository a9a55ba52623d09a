//! Two transfers between two accounts, each of which locks the account that it takes from first.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// Moves an amount.
fn transfer(from: &Mutex<u32>, to: &Mutex<u32>, amount: u32) {
    let mut from = from.lock().unwrap();
    let mut to = to.lock().unwrap();
    *from -= amount;
    *to += amount;
}

/// What is on the two accounts in the end.
pub fn run() -> (u32, u32) {
    let (savings, wages) = (Mutex::new(100), Mutex::new(100));
    thread::scope(|scope| {
        scope.spawn(|| transfer(&savings, &wages, 10));
        scope.spawn(|| transfer(&wages, &savings, 20));
    });
    (savings.into_inner().unwrap(), wages.into_inner().unwrap())
}
// ANCHOR_END: all
