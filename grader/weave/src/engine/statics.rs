//! Statics are as new in every execution: what they held at first is kept, and put back.
//!
//! A static begins with a constant, and a constant owns nothing on the heap, so its bytes are all that there is to it. What it
//! held meanwhile is forgotten rather than dropped: a thread that was left waiting may still point to it.

use std::mem::MaybeUninit;
use std::sync::{Mutex, PoisonError};

struct Kept {
    address: usize,
    bytes: Box<[MaybeUninit<u8>]>,
}

static KEPT: Mutex<Vec<Kept>> = Mutex::new(Vec::new());

/// Keeps the bytes of a static that nobody has changed yet. False if `address` is not that of a static.
///
/// # Safety
/// `address` is valid for reads of `length` bytes, and nobody writes to them meanwhile.
pub(super) unsafe fn keep(address: *const u8, length: usize) -> bool {
    if !super::image::contains(address as usize) {
        return false;
    }
    // SAFETY: the caller's promise; bytes that are not initialised stay so.
    let bytes = unsafe { std::slice::from_raw_parts(address.cast::<MaybeUninit<u8>>(), length) };
    let kept = Kept { address: address.expose_provenance(), bytes: bytes.into() };
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).push(kept);
    true
}

/// Puts all statics back to how they were when they were first used.
pub(super) fn restore() {
    for kept in KEPT.lock().unwrap_or_else(PoisonError::into_inner).iter() {
        let address = std::ptr::with_exposed_provenance_mut::<MaybeUninit<u8>>(kept.address);
        // SAFETY: `keep` saw that it is a static of this size, which lives as long as the process; it is inside an UnsafeCell,
        // and no execution is under way, so that nobody uses it. Threads of former executions never go on.
        unsafe { std::ptr::copy_nonoverlapping(kept.bytes.as_ptr(), address, kept.bytes.len()) };
    }
}
