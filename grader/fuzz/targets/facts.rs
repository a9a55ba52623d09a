//! Observations and records, as JSON.
#![no_main]

#[path = "../../tests/untrusted/draw.rs"]
mod draw;
#[path = "../../tests/untrusted/place.rs"]
mod place;
#[path = "../../tests/untrusted/facts.rs"]
mod facts;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| facts::check(bytes));
