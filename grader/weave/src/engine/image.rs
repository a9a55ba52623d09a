//! What the loader of programs tells of the process: where statics are, and where the thread-local values of a thread.

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
mod system {
    use std::ffi::{c_char, c_int, c_void};
    use std::ops::Range;
    use std::sync::OnceLock;

    /// `struct dl_phdr_info`, see dl_iterate_phdr(3).
    #[repr(C)]
    struct Loaded {
        base: usize,
        name: *const c_char,
        segments: *const Segment,
        count: u16,
        added: u64,
        removed: u64,
        locals_number: usize,
        /// The thread-local values of the calling thread, null if it has none yet.
        locals: *const u8,
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
    /// `PT_TLS`: what a new thread gets a copy of, with the zeroed bytes behind it.
    const LOCALS: u32 = 7;

    type Visit = extern "C" fn(*const Loaded, usize, *mut c_void) -> c_int;
    type Visitor<'a> = &'a mut dyn FnMut(&Loaded, &Segment);

    unsafe extern "C" {
        fn dl_iterate_phdr(visit: Visit, visitor: *mut c_void) -> c_int;
        fn __errno_location() -> *mut c_int;
    }

    /// Whether an address is in what was loaded from a program or library file, or in the zeroed bytes behind it. No file is
    /// read for it: a process that is shut in may read none.
    pub(in crate::engine) fn contains(address: usize) -> bool {
        static AREAS: OnceLock<Vec<Range<usize>>> = OnceLock::new();
        AREAS.get_or_init(areas).iter().any(|area| area.contains(&address))
    }

    fn areas() -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        each_segment(&mut |loaded, segment| {
            if segment.kind == LOADED {
                let from = loaded.base.wrapping_add(segment.address as usize);
                found.push(from..from.wrapping_add(segment.memory_size as usize));
            }
        });
        found
    }

    /// The thread-local values of the calling thread, one file after another. Not those of the C library, which has its own
    /// of which a program sees nothing.
    pub(in crate::engine) fn locals() -> Option<Locals> {
        // SAFETY: takes nothing, and returns an address in the thread-local values of the C library.
        let of_library = unsafe { __errno_location() }.addr();
        let mut values = Vec::new();
        each_segment(&mut |loaded, segment| {
            let length = segment.memory_size as usize;
            let from = loaded.locals.addr();
            if segment.kind == LOCALS && !(from..from + length).contains(&of_library) {
                // SAFETY: the loader has made them for the calling thread, which does nothing else meanwhile.
                let bytes = (0..length).map(|offset| unsafe { loaded.locals.add(offset).read_volatile() });
                values.push((from, if from == 0 { Box::default() } else { bytes.collect() }));
            }
        });
        Some(Locals(values))
    }

    /// Where they are, and which bytes.
    #[derive(PartialEq)]
    pub(in crate::engine) struct Locals(Vec<(usize, Box<[u8]>)>);

    fn each_segment(mut visitor: Visitor<'_>) {
        // SAFETY: `visit` is given what it expects, and only while this call lasts.
        unsafe { dl_iterate_phdr(visit, (&raw mut visitor).cast()) };
    }

    extern "C" fn visit(loaded: *const Loaded, size: usize, visitor: *mut c_void) -> c_int {
        if size < size_of::<Loaded>() {
            return 0;
        }
        // SAFETY: the loader hands over what it has loaded, and `visitor` as `each_segment` gave it.
        let (loaded, visitor) = unsafe { (&*loaded, &mut *visitor.cast::<Visitor<'_>>()) };
        if !loaded.segments.is_null() {
            // SAFETY: as many segments as the loader says.
            let segments = unsafe { std::slice::from_raw_parts(loaded.segments, usize::from(loaded.count)) };
            segments.iter().for_each(|segment| visitor(loaded, segment));
        }
        0
    }

    #[cfg(test)]
    mod tests {
        use std::cell::{Cell, OnceCell};
        use std::collections::HashSet;
        use std::sync::atomic::{AtomicU8, AtomicU64};
        use std::thread;

        #[test]
        fn statics_are_in_what_was_loaded_and_nothing_else_is() {
            static ZEROED: AtomicU64 = AtomicU64::new(0);
            static FILLED: AtomicU8 = AtomicU8::new(7);
            let (local, boxed) = (AtomicU8::new(7), Box::new(AtomicU64::new(0)));
            assert!(super::contains((&raw const ZEROED).addr()) && super::contains((&raw const FILLED).addr()));
            assert!(!super::contains((&raw const local).addr()) && !super::contains((&raw const *boxed).addr()));
        }

        #[test]
        fn any_change_of_a_thread_local_value_shows_and_nothing_else_does() {
            thread_local! {
                static NUMBER: Cell<u8> = const { Cell::new(7) };
                static DROPPED: OnceCell<String> = const { OnceCell::new() };
                static LAZY: u64 = "8".parse().unwrap_or_default();
            }
            let shows = |change: fn()| {
                let changed = thread::spawn(move || {
                    let before = super::locals();
                    change();
                    super::locals() != before
                });
                changed.join().expect("it does not panic")
            };
            assert!(shows(|| NUMBER.set(8)));
            assert!(shows(|| DROPPED.with(|_| ())), "its destructor is to run");
            assert!(shows(|| LAZY.with(|_| ())));
            assert!(shows(|| drop(HashSet::<u8>::new())), "its seed is kept");
            assert!(!shows(|| drop(vec![thread::current().name().map(str::to_owned)])));
            assert!(!shows(|| thread::spawn(|| NUMBER.set(9)).join().expect("it does not panic")));
        }
    }
}

#[cfg(not(all(target_os = "linux", target_pointer_width = "64")))]
mod system {
    /// Not known here, so an object that outlives an execution is reported instead of being put back.
    pub(in crate::engine) fn contains(_address: usize) -> bool {
        false
    }

    /// Not known here.
    pub(in crate::engine) fn locals() -> Option<Locals> {
        None
    }

    #[derive(PartialEq)]
    pub(in crate::engine) enum Locals {}
}

pub(super) use system::{contains, locals};
