//! The chapters of the book, a module each: rustdoc tests the blocks of Rust in them.

include!(concat!(env!("OUT_DIR"), "/chapters.rs"));
