use std::sync::atomic::AtomicU32;
pub unsafe fn run(pointer: *mut u32) -> &'static AtomicU32 {
    AtomicU32::from_ptr(pointer) // refused: `from_ptr`
}
