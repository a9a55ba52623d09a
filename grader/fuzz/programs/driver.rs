//! A program as drivers are: std with its debug information, a thread, a lock.

use std::{sync::Mutex, thread};

fn main() {
    let total = Mutex::new(0);
    thread::scope(|scope| {
        for number in 0..4 {
            let total = &total;
            scope.spawn(move || *total.lock().unwrap() += number);
        }
    });
    println!("{total:?}");
}
