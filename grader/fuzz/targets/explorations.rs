//! What the driver of the scenarios answers.
#![no_main]

#[path = "../../tests/untrusted/explorations.rs"]
mod explorations;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| explorations::check(bytes));
