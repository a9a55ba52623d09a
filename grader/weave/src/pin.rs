//! One processor is enough, since one thread runs at a time, and handing over is several times cheaper there.

/// Runs `work`, and the threads that it starts, on one processor where the system lets us choose.
pub(crate) fn on_one_processor<R>(work: impl FnOnce() -> R) -> R {
    let before = system::narrow();
    let result = work();
    if let Some(before) = before {
        system::set(&before);
    }
    result
}

#[cfg(target_os = "linux")]
mod system {
    use std::ffi::c_int;

    /// Processors by number, as sched_setaffinity(2) takes them: 1,024 of them.
    pub(super) type Processors = [u64; 16];

    unsafe extern "C" {
        fn sched_getcpu() -> c_int;
        fn sched_getaffinity(thread: c_int, size: usize, processors: *mut u64) -> c_int;
        fn sched_setaffinity(thread: c_int, size: usize, processors: *const u64) -> c_int;
    }

    /// The calling thread stays on the processor that it is on. What was allowed before is returned.
    pub(super) fn narrow() -> Option<Processors> {
        let mut before: Processors = [0; 16];
        // SAFETY: the buffer has the size that is told.
        let known = unsafe { sched_getaffinity(0, size_of::<Processors>(), before.as_mut_ptr()) } == 0;
        // SAFETY: takes nothing, returns a number.
        let here = usize::try_from(unsafe { sched_getcpu() }).ok().filter(|here| *here < 1_024)?;
        let mut only: Processors = [0; 16];
        only[here / 64] = 1 << (here % 64);
        (known && set(&only)).then_some(before)
    }

    pub(super) fn set(processors: &Processors) -> bool {
        // SAFETY: the buffer has the size that is told.
        unsafe { sched_setaffinity(0, size_of::<Processors>(), processors.as_ptr()) == 0 }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub(super) fn narrow() -> Option<()> {
        None
    }

    pub(super) fn set(_processors: &()) {}
}
