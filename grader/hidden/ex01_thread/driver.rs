//! Calls `run` of the submission once, or `num` alone.

use std::time::Duration;
use harness::{argument, reply};

fn main() {
    let arguments = reply::open().expect("started by the launcher");
    let [function, pause_ms] = arguments.as_slice() else { panic!("usage: run|num PAUSE_MS") };
    let pause = Duration::from_millis(argument::number(pause_ms));
    match function.as_str() {
        "num" => ex01::num(pause),
        _ => ex01::run(pause),
    }
    reply::done();
}
