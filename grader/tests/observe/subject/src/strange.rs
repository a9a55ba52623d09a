//! Calls with arguments that make no sense, as no safe code can make them.

use std::ffi::{c_char, c_int, c_void};

pub const PARTS: &[super::Part] = &[("pointers_to_nowhere", pointers_to_nowhere)];

unsafe extern "C" {
    fn nanosleep(request: *const c_void, rest: *mut c_void) -> c_int;
    fn waitid(of: c_int, id: u32, info: *mut c_void, options: c_int) -> c_int;
    fn open(path: *const c_char, flags: c_int) -> c_int;
}

/// The last addresses that there are, where no memory is; a word behind each of them there is not even an address.
fn pointers_to_nowhere() {
    const WRITE_AND_CREATE: c_int = 0o101;
    const ANY_CHILD_THAT_ENDED: (c_int, u32, c_int) = (0, 0, 4);
    for nowhere in [usize::MAX, usize::MAX - 7, usize::MAX - 15, 1] {
        let pointer = nowhere as *mut c_void;
        let mut child = super::processes::me("exit_3").spawn().unwrap();
        // SAFETY: the kernel looks whether there is memory before it reads or writes any.
        let failed = unsafe {
            let (of, id, options) = ANY_CHILD_THAT_ENDED;
            waitid(of, id, pointer, options);
            [nanosleep(pointer, pointer), open(pointer.cast(), WRITE_AND_CREATE)]
        };
        assert_eq!(failed, [-1; 2]);
        let _ = child.wait();
    }
}
