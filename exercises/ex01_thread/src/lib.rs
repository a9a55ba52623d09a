//! # ex01: spawn a thread and join it
//!
//! The lesson's first program counts to ten on a thread of its own, and says when that is done:
//!
//! ```text
//! $ cargo run -p ex01
//! 1
//! 2
//! …                            one line a second
//! 10
//! Thread execution complete!
//! ```
//!
//! Write [`num`], then [`run`]. `src/main.rs` is given: it calls `run` with a pause of one second, or of `--pause MS`
//! milliseconds. Look into `std::thread`: [`spawn`](std::thread::spawn) starts a thread, [`sleep`](std::thread::sleep)
//! pauses one, and [`JoinHandle::join`](std::thread::JoinHandle::join) waits until one has ended.
//!
//! Try it with `cargo test -p ex01`. The grader looks at more than the output: it sees which thread wrote each line, how
//! many threads there were, and how the main thread waited for them.

use std::time::Duration;

/// Prints the numbers 1 to 10, each on a line of its own, and pauses after each of them.
///
/// - A number is on its way to the reader before the pause that follows it begins: nothing is kept back for later.
/// - The pause is `pause`, after the last number too: ten numbers, ten pauses.
/// - It all happens on the thread that calls `num`.
///
/// # Panics
/// When a number cannot be printed, as in `cargo run -p ex01 | head -n 1`. `println!` does that by itself.
pub fn num(pause: Duration) {
    todo!("print the numbers 1 to 10, pausing {pause:?} after each")
}

/// Runs [`num`] on a new thread, waits for it, then prints `Thread execution complete!` on a line of its own.
///
/// - `num(pause)` runs on one new thread. No other thread is started, and the thread that called `run` prints no number.
/// - The thread that called `run` waits by joining. It neither sleeps for as long as `num` may take, nor asks again and
///   again whether the thread has ended.
/// - It prints the last line itself, once the other thread is gone.
///
/// # Panics
/// If `num` panicked, the last line is not printed. Whether `run` then panics too or simply returns is up to you.
pub fn run(pause: Duration) {
    todo!("run num({pause:?}) on a new thread, join it, then print that it is complete")
}
