//! A struct owns the handle, and its `Drop` joins.

use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn num(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        thread::sleep(pause);
    }
}

struct Worker(Option<JoinHandle<()>>);

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(Ok(())) = self.0.take().map(JoinHandle::join) {
            println!("Thread execution complete!");
        }
    }
}

pub fn run(pause: Duration) {
    let worker = Worker(Some(thread::spawn(move || num(pause))));
    drop(worker);
}
