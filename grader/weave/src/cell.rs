//! As [`std::cell`], with an `UnsafeCell` whose uses are checked: two of them that nothing orders, one of them a write, are a
//! data race. The other cells cannot be shared between threads, and are those of std.
//!
//! `UnsafeCell::from_mut` is left out on purpose: a cell here is more than its value. A program that calls it does not compile.

use crate::engine::{Action, Execution, Identity, Kind, ObjectId, Op, Place, Span, execution, me, point};
use std::cell as real;
use std::fmt;
use std::panic::Location;

pub use std::cell::*;

/// As [`std::cell::UnsafeCell`].
pub struct UnsafeCell<T: ?Sized> {
    identity: Identity,
    inner: real::UnsafeCell<T>,
}

impl<T> UnsafeCell<T> {
    /// As in std.
    #[must_use]
    #[track_caller]
    pub const fn new(value: T) -> Self {
        Self { identity: Identity::new(), inner: real::UnsafeCell::new(value) }
    }

    /// As in std.
    pub fn into_inner(self) -> T {
        self.inner.into_inner()
    }
}

impl<T: ?Sized> UnsafeCell<T> {
    fn object(&self, execution: &mut Execution) -> ObjectId {
        self.identity.resolve(execution, Kind::UnsafeCell, Span::of(&self.inner)).0
    }

    /// As in std, but it is a visible operation: the cell is used here, for reading or for writing.
    #[track_caller]
    pub fn get(&self) -> *mut T {
        if me().is_none() {
            self.identity.used_outside(Span::of(&self.inner));
            return self.inner.get();
        }
        let at = Location::caller();
        let object = self.object(&mut execution());
        let (mut execution, _) = point(Op::Step, at);
        execution.progress();
        self.note_use(&mut execution, object, at);
        execution.event(Action::Does("uses"), Some(object), at);
        self.inner.get()
    }

    /// As in std. Nobody else can use the cell now, so that this is no visible operation.
    #[track_caller]
    pub fn get_mut(&mut self) -> &mut T {
        if me().is_some() {
            let mut execution = execution();
            let object = self.object(&mut execution);
            self.note_use(&mut execution, object, Location::caller());
        }
        self.inner.get_mut()
    }

    /// As in std. What is done through it is not checked.
    #[expect(clippy::not_unsafe_ptr_arg_deref, reason = "as in std: the address alone is computed")]
    pub const fn raw_get(this: *const Self) -> *mut T {
        // The address alone is computed: as in std, `this` need not point to anything that is initialised.
        // SAFETY: as in std, the caller's pointer is to memory that is large enough.
        real::UnsafeCell::raw_get(unsafe { &raw const (*this).inner })
    }

    fn note_use(&self, execution: &mut Execution, object: ObjectId, at: Place) {
        // SAFETY: the cell lives, and other threads of the execution wait for their turn.
        let bytes = unsafe { sum(self.inner.get().cast(), size_of_val(&self.inner)) };
        execution.use_cell(object, bytes, at);
    }
}

/// Sums up what is in memory (FNV-1a, Fowler, Noll, Vo), padding included.
///
/// # Safety
/// `from` is valid for reads of `length` bytes.
unsafe fn sum(from: *const u8, length: usize) -> u64 {
    (0..length).fold(0xcbf2_9ce4_8422_2325, |sum: u64, offset| {
        // SAFETY: the caller's promise. The read is volatile since the bytes may be anything, and some may not be initialised.
        let byte = unsafe { from.add(offset).read_volatile() };
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl<T: ?Sized> fmt::Debug for UnsafeCell<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(formatter)
    }
}

impl<T: Default> Default for UnsafeCell<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> From<T> for UnsafeCell<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}
