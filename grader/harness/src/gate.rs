//! Text that shows whether threads work at the same time, by holding up whoever reads it; no clock is asked. A program whose
//! threads work one after another never gets past it, and shows so by waiting for ever.
//!
//! The text lies in pages that nobody may read. Whoever tries is interrupted by a signal, and waits in its handler, as if the
//! memory were slow. Used by the drivers of exercises whose input is text; what it means that nobody gets past is said
//! by `grader::judge::meet_at_the_gate` and `grader::judge::nobody_is_idle`.

use std::{
    ffi::{c_int, c_long, c_void},
    ops::Range,
    ptr,
    sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError},
};

use crate::reply::reply;

/// What opens the pages.
#[derive(Clone, Copy)]
pub enum Opens {
    /// All of them, when so many threads beside the main one have begun to read.
    WhenThreadsMeet(usize),
    /// Those of the text of this number, when every other text has been begun; the others at once.
    WhenOthersAreBegun(usize),
}

/// The gate of this process.
struct Gate {
    opens: Opens,
    /// The pages of each text.
    texts: Vec<Range<usize>>,
    state: Mutex<State>,
    opened: Condvar,
}

#[derive(Default)]
struct State {
    /// The threads that have begun to read, by the kernel's numbers, or the texts that have been begun.
    come: Vec<usize>,
    open: bool,
}

static GATE: OnceLock<Gate> = OnceLock::new();

/// These texts, none of them empty, in pages of their own, which open as `opens` says. Each thread or text that has come is
/// told to the grader. They all open when the main thread reads, which proves nothing, since it may copy everything before
/// it starts anybody.
///
/// # Panics
/// If the system has no memory for that, or when called twice.
pub fn behind_a_gate(texts: &[String], opens: Opens) -> Vec<&'static str> {
    let sizes = texts.iter().map(|text| text.len().next_multiple_of(PAGE));
    let mut rest = map(sizes.clone().sum());
    let (mut placed, mut pages) = (Vec::new(), Vec::new());
    for (text, size) in texts.iter().zip(sizes) {
        let (own, others) = rest.split_at_mut(size);
        rest = others;
        pages.push(own.as_ptr() as usize..own.as_ptr() as usize + size);
        let own = &mut own[..text.len()];
        own.copy_from_slice(text.as_bytes());
        placed.push(std::str::from_utf8(own).expect("a copy of a str"));
    }
    pages.iter().for_each(|pages| protect(pages, false));
    let gate = Gate { opens, texts: pages, state: Mutex::default(), opened: Condvar::new() };
    assert!(GATE.set(gate).is_ok(), "a process has one gate");
    system::handle_faults(at_a_page);
    placed
}

/// What the kernel gives a page of memory on every processor that the grader runs on, or a multiple of it.
const PAGE: usize = 1 << 16;

/// A thread has read in closed pages. When this returns, it tries again.
fn at_a_page(address: usize) {
    let gate = GATE.get();
    let Some((gate, text)) =
        gate.and_then(|gate| Some((gate, gate.texts.iter().position(|pages| pages.contains(&address))?)))
    else {
        return system::handle_faults_as_ever();
    };
    let (thread, is_main) = system::thread();
    let mut state = gate.state();
    if is_main {
        gate.open(&mut state);
    }
    match gate.opens {
        Opens::WhenThreadsMeet(threads) => {
            state.note("at the gate", thread);
            if state.come.len() >= threads {
                gate.open(&mut state);
            }
        }
        Opens::WhenOthersAreBegun(held) if text != held => {
            state.note("begun", text);
            if state.come.len() + 1 >= gate.texts.len() {
                gate.open(&mut state);
            }
            return protect(&gate.texts[text], true);
        }
        Opens::WhenOthersAreBegun(_) => {}
    }
    while !state.open {
        state = gate.opened.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}

impl State {
    /// Tells the grader of a thread or a text that has come for the first time, while that matters.
    fn note(&mut self, what: &str, number: usize) {
        if !self.open && !self.come.contains(&number) {
            self.come.push(number);
            reply(what, number.to_string().as_bytes());
        }
    }
}

impl Gate {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self, state: &mut State) {
        state.open = true;
        self.texts.iter().for_each(|pages| protect(pages, true));
        self.opened.notify_all();
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

/// Lets threads read these pages, or lets nobody.
fn protect(pages: &Range<usize>, readable: bool) {
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
    pub fn thread() -> (usize, bool) {
        // SAFETY: both take nothing, return a number, and never fail.
        let (thread, process) = unsafe { (gettid(), getpid()) };
        (thread.unsigned_abs() as usize, thread == process)
    }
}
