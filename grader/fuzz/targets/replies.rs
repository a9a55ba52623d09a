//! The frames of the reply channel.
#![no_main]

#[path = "../../tests/untrusted/replies.rs"]
mod replies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| replies::check(bytes));
