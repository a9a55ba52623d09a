//! As [`std::sync::atomic`].
//!
//! All of it but `from_ptr`, which is left out on purpose: an atomic here is more than its value, so memory that holds only a
//! value cannot be used as one. A program that calls it does not compile.

mod access;
mod fence;
mod integer;
mod methods;
mod other;
mod word;

pub use fence::fence;
#[expect(deprecated, reason = "a program that still calls it compiles")]
pub use fence::spin_loop_hint;
pub use integer::{
    AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicU8, AtomicU16, AtomicU32, AtomicU64, AtomicUsize,
};
pub use other::{AtomicBool, AtomicPtr};
pub use std::sync::atomic::{Ordering, compiler_fence};
