//! Text that no thread can read alone: the first that reads it waits until as many threads are reading as should be. A
//! program whose threads work one after another never gets past it, and shows so by waiting for ever; no clock is asked.
//!
//! The text lies in pages that nobody may read. Whoever tries is interrupted by a signal, and waits in its handler, as if the
//! memory were slow. Included by the drivers of exercises whose input is text; what it means that nobody gets past is said
//! by `grader::judge::meet_at_the_gate`.

use std::{
    ffi::{c_int, c_long, c_void},
    ops::Range,
    ptr,
    sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError},
};

use super::reply::reply;

/// The gate of this process, which is closed for as long as there are threads missing.
struct Gate {
    pages: Range<usize>,
    readers: usize,
    state: Mutex<State>,
    opened: Condvar,
}

struct State {
    /// Threads that have come, by the kernel's numbers.
    come: Vec<c_int>,
    open: bool,
}

static GATE: OnceLock<Gate> = OnceLock::new();

/// These texts, each in pages of its own, behind the gate of this process. It opens when `readers` threads beside the main
/// one have each begun to read, and every one of them is told to the grader; or when the main thread reads, which proves
/// nothing, since it may copy everything before it starts anybody.
///
/// # Panics
/// If the system has no memory for that, or when called twice.
pub fn behind_a_gate(texts: &[String], readers: usize) -> Vec<&'static str> {
    let sizes = texts.iter().map(|text| text.len().next_multiple_of(PAGE));
    let memory = map(sizes.clone().sum());
    let pages = memory.as_ptr() as usize..memory.as_ptr() as usize + memory.len();
    let mut rest = memory;
    let mut placed = Vec::new();
    for (text, size) in texts.iter().zip(sizes) {
        let (own, others) = rest.split_at_mut(size);
        rest = others;
        let own = &mut own[..text.len()];
        own.copy_from_slice(text.as_bytes());
        placed.push(std::str::from_utf8(own).expect("a copy of a str"));
    }
    let state = Mutex::new(State { come: Vec::new(), open: false });
    let gate = Gate { pages, readers, state, opened: Condvar::new() };
    assert!(GATE.set(gate).is_ok(), "a process has one gate");
    system::handle_faults(at_a_page);
    protect(false);
    placed
}

/// What the kernel gives a page of memory on every processor that the grader runs on, or a multiple of it.
const PAGE: usize = 1 << 16;

/// A thread has read in closed pages. When this returns, it tries again.
fn at_a_page(address: usize) {
    let Some(gate) = GATE.get().filter(|gate| gate.pages.contains(&address)) else {
        return system::handle_faults_as_ever();
    };
    let mut state = gate.state();
    let (thread, is_main) = system::thread();
    if !state.open && !is_main && !state.come.contains(&thread) {
        state.come.push(thread);
        reply("at the gate", thread.to_string().as_bytes());
    }
    if !state.open && (is_main || state.come.len() >= gate.readers) {
        state.open = true;
        protect(true);
        gate.opened.notify_all();
    }
    while !state.open {
        state = gate.opened.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn map(length: usize) -> &'static mut [u8] {
    const READ_AND_WRITE: c_int = 3;
    const PRIVATE_AND_ANONYMOUS: c_int = 0x22;
    // SAFETY: asks for fresh memory, which nobody else knows of.
    let memory = unsafe { mmap(ptr::null_mut(), length, READ_AND_WRITE, PRIVATE_AND_ANONYMOUS, -1, 0) };
    assert!(memory as isize != -1, "the system has memory left");
    // SAFETY: the kernel has just mapped that many zeroed bytes, for ever.
    unsafe { std::slice::from_raw_parts_mut(memory.cast(), length) }
}

/// Lets threads read the pages, or lets nobody.
fn protect(readable: bool) {
    let pages = &GATE.get().expect("the gate was made before it is opened").pages;
    // SAFETY: these pages are the gate's. Whoever reads them while they are closed waits in the handler.
    let changed = unsafe { mprotect(pages.start as *mut c_void, pages.len(), c_int::from(readable)) };
    assert!(changed == 0, "pages that were mapped can be opened and closed");
}

unsafe extern "C" {
    fn mmap(at: *mut c_void, length: usize, access: c_int, flags: c_int, file: c_int, offset: c_long) -> *mut c_void;
    fn mprotect(at: *mut c_void, length: usize, access: c_int) -> c_int;
}

/// Signals and thread numbers, as Linux with glibc has them on 64-bit processors.
mod system {
    use std::{
        ffi::{c_int, c_void},
        ptr,
        sync::OnceLock,
    };

    /// `struct sigaction` of glibc.
    #[repr(C)]
    #[derive(Clone, Copy)]
    struct Action {
        handler: usize,
        blocked: [u64; 16],
        flags: c_int,
        restorer: usize,
    }

    const SIGSEGV: c_int = 11;
    /// The handler is told where. It runs on the thread's own stack, which is larger than the one for overflows.
    const SA_SIGINFO: c_int = 4;
    /// Where `siginfo_t` has the address, in bytes from its beginning.
    const ADDRESS: usize = 16;

    static BEFORE: OnceLock<Action> = OnceLock::new();
    static HANDLER: OnceLock<fn(usize)> = OnceLock::new();

    unsafe extern "C" {
        fn sigaction(signal: c_int, new: *const Action, old: *mut Action) -> c_int;
        fn gettid() -> c_int;
        fn getpid() -> c_int;
    }

    /// Calls `handler` with the address, whenever a thread touches memory that it may not.
    pub fn handle_faults(handler: fn(usize)) {
        assert!(HANDLER.set(handler).is_ok(), "there is one handler");
        let new = Action { handler: on_fault as *const () as usize, blocked: [0; 16], flags: SA_SIGINFO, restorer: 0 };
        let mut before = Action { handler: 0, flags: 0, ..new };
        // SAFETY: both are whole; the handler takes what SA_SIGINFO hands over.
        assert!(unsafe { sigaction(SIGSEGV, &raw const new, &raw mut before) } == 0, "SIGSEGV can be handled");
        assert!(BEFORE.set(before).is_ok(), "this is done once");
    }

    /// The next fault, which is the same again, is no longer ours.
    pub fn handle_faults_as_ever() {
        let Some(before) = BEFORE.get() else { return };
        // SAFETY: what was in force before.
        unsafe { sigaction(SIGSEGV, before, ptr::null_mut()) };
    }

    extern "C" fn on_fault(_signal: c_int, info: *const c_void, _context: *mut c_void) {
        // SAFETY: the kernel hands over a whole `siginfo_t`, which lives as long as this call.
        let address = unsafe { info.cast::<u8>().add(ADDRESS).cast::<usize>().read() };
        if let Some(handler) = HANDLER.get() {
            handler(address);
        }
    }

    /// The kernel's number of this thread, and whether it is the main one.
    pub fn thread() -> (c_int, bool) {
        // SAFETY: both take nothing, return a number, and never fail.
        let (thread, process) = unsafe { (gettid(), getpid()) };
        (thread, thread == process)
    }
}
