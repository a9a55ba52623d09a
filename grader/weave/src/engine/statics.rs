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

#[cfg(target_os = "linux")]
mod image {
    use std::sync::OnceLock;

    /// Whether an address is in what was loaded from a program or library file, or in the zeroed pages behind it.
    pub(super) fn contains(address: usize) -> bool {
        static AREAS: OnceLock<Vec<(usize, usize)>> = OnceLock::new();
        let areas = AREAS.get_or_init(|| parse(&std::fs::read_to_string("/proc/self/maps").unwrap_or_default()));
        areas.iter().any(|(from, to)| (*from..*to).contains(&address))
    }

    pub(super) fn parse(maps: &str) -> Vec<(usize, usize)> {
        let mut areas: Vec<(usize, usize)> = Vec::new();
        for line in maps.lines() {
            let mut fields = line.split_whitespace();
            let Some((from, to)) = fields.next().and_then(|range| range.split_once('-')) else { continue };
            let (Ok(from), Ok(to)) = (usize::from_str_radix(from, 16), usize::from_str_radix(to, 16)) else { continue };
            let path = fields.nth(4);
            let behind = path.is_none() && areas.last().is_some_and(|area| area.1 == from);
            if behind || path.is_some_and(|path| path.starts_with('/')) {
                areas.push((from, to));
            }
        }
        areas
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn zeroed_pages_belong_to_the_file_before_them_and_the_heap_to_nobody() {
            let maps = "1000-2000 r--p 00000000 fe:00 12 /bin/program\n\
                        2000-3000 rw-p 00001000 fe:00 12 /bin/program\n\
                        3000-4000 rw-p 00000000 00:00 0\n\
                        5000-6000 rw-p 00000000 00:00 0 [heap]\n\
                        7000-8000 rw-p 00000000 00:00 0\n";
            assert_eq!(super::parse(maps), [(0x1000, 0x2000), (0x2000, 0x3000), (0x3000, 0x4000)]);
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod image {
    /// Not known here, so an object that outlives an execution is reported instead of being put back.
    pub(super) fn contains(_address: usize) -> bool {
        false
    }
}
