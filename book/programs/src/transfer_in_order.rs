//! Two transfers between two accounts, which lock the accounts in the same order.

// ANCHOR: all
use std::sync::Mutex;
use std::thread;

/// What is on the two accounts in the end.
pub fn run() -> (u32, u32) {
    let (savings, wages) = (Mutex::new(100), Mutex::new(100));
    let transfer = |to_wages: u32, to_savings: u32| {
        let mut savings = savings.lock().unwrap();
        let mut wages = wages.lock().unwrap();
        *savings = *savings + to_savings - to_wages;
        *wages = *wages + to_wages - to_savings;
    };
    thread::scope(|scope| {
        scope.spawn(|| transfer(10, 0));
        scope.spawn(|| transfer(0, 20));
    });
    (savings.into_inner().unwrap(), wages.into_inner().unwrap())
}
// ANCHOR_END: all
