// prints: 2
extern crate alloc;

use alloc::sync::Arc;
use alloc::{format, vec};

pub fn run() {
    let shared: std::sync::Arc<Vec<u8>> = Arc::new(vec![1]);
    let theirs = shared.clone();
    std::thread::spawn(move || drop(theirs)).join().unwrap();
    println!("{}", format!("{}", shared[0] + 1));
}
