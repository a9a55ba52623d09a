//! System calls by their numbers (x86_64): the only file of this program that is not safe Rust.

use std::io::Error;

unsafe extern "C" {
    fn syscall(number: i64, ...) -> i64;
}

/// Asks the kernel; gives its answer, or the error's number.
pub fn call(number: i64, arguments: &[u64]) -> Result<i64, i32> {
    let mut all = [0; 6];
    all[..arguments.len()].copy_from_slice(arguments);
    let [a, b, c, d, e, f] = all;
    // SAFETY: addresses come from `at`, of values that live until the call returns, and are as long as the call expects;
    // nothing that the compiler knows of is unmapped, and a child that is made goes on as this very thread.
    let answer = unsafe { syscall(number, a, b, c, d, e, f) };
    if answer < 0 { Err(Error::last_os_error().raw_os_error().unwrap_or(0)) } else { Ok(answer) }
}

/// The same through the gate of 32-bit programs, which a filter for 64-bit numbers might not guard.
pub fn call_by_the_old_gate(number: u32) -> i64 {
    let answer: i64;
    // SAFETY: the calls that are made this way have no arguments, and change nothing but the result's register and those
    // that the kernel may change.
    unsafe {
        std::arch::asm!(
            "int 0x80",
            inlateout("rax") i64::from(number) => answer,
            out("r8") _, out("r9") _, out("r10") _, out("r11") _,
        );
    }
    answer
}

/// Where a value lies.
pub fn at<T: ?Sized>(value: &T) -> u64 {
    std::ptr::from_ref(value).cast::<u8>() as u64
}

/// Writes to memory that a call has mapped, one byte a page.
pub fn touch(address: i64, length: usize) {
    for offset in (0..length).step_by(4096) {
        // SAFETY: the kernel has just mapped `length` bytes there for writing, and nobody else knows of them.
        unsafe { *((address as usize + offset) as *mut u8) = 1 };
    }
}

/// A text as the kernel takes it.
pub fn text(text: &str) -> Vec<u8> {
    [text.as_bytes(), b"\0"].concat()
}
