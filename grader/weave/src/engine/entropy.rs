//! Random numbers of the system, made repeatable for explored threads: a `HashMap` then has the same order in every execution
//! of a schedule.
//!
//! std asks the C library for the seeds of its hash maps by `getrandom`. A program that links this crate gets this one, which
//! asks the kernel for every thread but those of an execution.

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod linux {
    use crate::engine::choice::Rng;
    use crate::engine::me;
    use std::cell::Cell;
    use std::ffi::{c_long, c_uint, c_void};

    #[cfg(target_arch = "x86_64")]
    const SYS_GETRANDOM: c_long = 318;
    #[cfg(target_arch = "aarch64")]
    const SYS_GETRANDOM: c_long = 278;

    unsafe extern "C" {
        fn syscall(number: c_long, ...) -> c_long;
    }

    thread_local! {
        static ASKED: Cell<u64> = const { Cell::new(0) };
    }

    /// As getrandom(2).
    ///
    /// # Safety
    /// `buffer` is valid for writes of `length` bytes.
    // SAFETY: the name is that of the C library, and so are the parameters and what they mean.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn getrandom(buffer: *mut c_void, length: usize, flags: c_uint) -> isize {
        let Some(task) = me() else {
            // SAFETY: the parameters of getrandom(2), which the caller promises to be valid.
            return unsafe { syscall(SYS_GETRANDOM, buffer, length, flags) as isize };
        };
        let asked = ASKED.replace(ASKED.get() + 1);
        let mut rng = Rng((task as u64) << 32 | asked);
        for offset in 0..length {
            // SAFETY: the caller promises that all of the buffer can be written.
            unsafe { buffer.cast::<u8>().add(offset).write(rng.next() as u8) };
        }
        length as isize
    }
}
