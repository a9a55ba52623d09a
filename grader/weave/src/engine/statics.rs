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
    if !image::contains(address as usize) {
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

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
mod image {
    use std::ffi::{c_char, c_int, c_void};
    use std::ops::Range;
    use std::sync::OnceLock;

    /// The beginning of `struct dl_phdr_info`, see dl_iterate_phdr(3).
    #[repr(C)]
    struct Loaded {
        base: usize,
        name: *const c_char,
        segments: *const Segment,
        count: u16,
    }

    /// `Elf64_Phdr`, see elf(5).
    #[repr(C)]
    struct Segment {
        kind: u32,
        flags: u32,
        offset: u64,
        address: u64,
        physical: u64,
        file_size: u64,
        memory_size: u64,
        alignment: u64,
    }

    /// `PT_LOAD`: a part of the file that is in memory, with the zeroed bytes behind it.
    const LOADED: u32 = 1;

    type Visit = extern "C" fn(*const Loaded, usize, *mut c_void) -> c_int;

    unsafe extern "C" {
        fn dl_iterate_phdr(visit: Visit, found: *mut c_void) -> c_int;
    }

    /// Whether an address is in what was loaded from a program or library file, or in the zeroed bytes behind it. No file is
    /// read for it: a process that is shut in may read none.
    pub(super) fn contains(address: usize) -> bool {
        static AREAS: OnceLock<Vec<Range<usize>>> = OnceLock::new();
        AREAS.get_or_init(areas).iter().any(|area| area.contains(&address))
    }

    fn areas() -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        // SAFETY: `visit` is given what it expects, and only while this call lasts.
        unsafe { dl_iterate_phdr(visit, (&raw mut found).cast()) };
        found
    }

    extern "C" fn visit(loaded: *const Loaded, _size: usize, found: *mut c_void) -> c_int {
        // SAFETY: the loader hands over what it has loaded, and `found` as `areas` gave it.
        let (loaded, found) = unsafe { (&*loaded, &mut *found.cast::<Vec<Range<usize>>>()) };
        if !loaded.segments.is_null() {
            // SAFETY: as many segments as the loader says.
            let segments = unsafe { std::slice::from_raw_parts(loaded.segments, usize::from(loaded.count)) };
            for segment in segments.iter().filter(|segment| segment.kind == LOADED) {
                let from = loaded.base.wrapping_add(segment.address as usize);
                found.push(from..from.wrapping_add(segment.memory_size as usize));
            }
        }
        0
    }

    #[cfg(test)]
    mod tests {
        use std::sync::atomic::{AtomicU8, AtomicU64};

        #[test]
        fn statics_are_in_what_was_loaded_and_nothing_else_is() {
            static ZEROED: AtomicU64 = AtomicU64::new(0);
            static FILLED: AtomicU8 = AtomicU8::new(7);
            let (local, boxed) = (AtomicU8::new(7), Box::new(AtomicU64::new(0)));
            assert!(super::contains((&raw const ZEROED).addr()) && super::contains((&raw const FILLED).addr()));
            assert!(!super::contains((&raw const local).addr()) && !super::contains((&raw const *boxed).addr()));
        }
    }
}

#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
mod image {
    /// Not known here, so an object that outlives an execution is reported instead of being put back.
    pub(super) fn contains(_address: usize) -> bool {
        false
    }
}
