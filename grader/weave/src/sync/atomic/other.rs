//! Atomics of truth values and of pointers.

use super::access::{Access, Exchange};
use super::methods::{atomics, fetches};
use crate::engine::Identity;
use std::fmt;
use std::panic::Location;
use std::sync::atomic as real;
use std::sync::atomic::Ordering;

atomics! { [] AtomicBool, real::AtomicBool, bool }
atomics! { [T] AtomicPtr, real::AtomicPtr<T>, *mut T }

fetches! {
    [] AtomicBool, bool:
    fetch_and(value: bool) fetch_nand(value: bool) fetch_or(value: bool) fetch_xor(value: bool) fetch_not()
}
fetches! {
    [T] AtomicPtr<T>, *mut T:
    fetch_ptr_add(count: usize) fetch_ptr_sub(count: usize) fetch_byte_add(count: usize) fetch_byte_sub(count: usize)
    fetch_or(mask: usize) fetch_and(mask: usize) fetch_xor(mask: usize)
}

impl<T> fmt::Pointer for AtomicPtr<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.load_to_format().fmt(formatter)
    }
}
