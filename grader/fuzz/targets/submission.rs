//! The folder of a submission.
#![no_main]

#[path = "../../tests/untrusted/draw.rs"]
mod draw;
#[path = "../../tests/untrusted/place.rs"]
mod place;
#[path = "../../tests/untrusted/submission.rs"]
mod submission;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| submission::check(bytes));
