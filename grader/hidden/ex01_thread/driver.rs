//! Calls `run` of the submission once.

use std::time::Duration;

#[path = "../reply.rs"]
mod reply;

fn main() {
    let arguments = reply::open().expect("started by the launcher");
    let [_, pause_ms] = arguments.as_slice() else { panic!("usage: run PAUSE_MS") };
    ex01::run(Duration::from_millis(pause_ms.parse().expect("PAUSE_MS is a number")));
    reply::done();
}
