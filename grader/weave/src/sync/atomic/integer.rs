//! Atomics of integers.

use super::access::{Access, Exchange};
use super::methods::{atomics, fetches};
use crate::engine::Identity;
use std::fmt;
use std::panic::Location;
use std::sync::atomic as real;
use std::sync::atomic::Ordering;

macro_rules! integers {
    ($($name:ident: $value:ty;)*) => { $(
        atomics! { [] $name, real::$name, $value }
        fetches! {
            [] $name, $value:
            fetch_add(value: $value) fetch_sub(value: $value) fetch_and(value: $value) fetch_nand(value: $value)
            fetch_or(value: $value) fetch_xor(value: $value) fetch_max(value: $value) fetch_min(value: $value)
        }
    )* };
}

integers! {
    AtomicI8: i8;
    AtomicI16: i16;
    AtomicI32: i32;
    AtomicI64: i64;
    AtomicIsize: isize;
    AtomicU8: u8;
    AtomicU16: u16;
    AtomicU32: u32;
    AtomicU64: u64;
    AtomicUsize: usize;
}
