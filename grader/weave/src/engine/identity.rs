//! Which object of the execution a lock, an atomic or a channel is: kept inline, found without a table.

use super::Place;
use super::execution::Execution;
use super::object::{Kind, Object, ObjectId};
use crate::fault::Fault;
use std::panic::Location;
use std::sync::atomic::{AtomicU64, Ordering};

/// Part of every object of the facade. Made by a `const fn`, so that it can be in a static.
pub(crate) struct Identity {
    /// 0: never used. Otherwise the epoch of the execution that used it last, its number there, and whether it is a static.
    number: AtomicU64,
    born: Place,
}

const STATIC: u64 = 1 << 63;
/// Used by an ordinary thread only: epoch 0.
const OUTSIDE: u64 = 1;

/// The memory that an object's data takes, for putting back statics.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    address: *const u8,
    length: usize,
}

impl Span {
    pub(crate) fn of<T: ?Sized>(data: &T) -> Self {
        Self { address: std::ptr::from_ref(data).cast(), length: size_of_val(data) }
    }

    /// For objects that keep no data of their own.
    pub(crate) fn nothing() -> Self {
        Self { address: std::ptr::dangling(), length: 0 }
    }
}

impl Identity {
    #[track_caller]
    pub(crate) const fn new() -> Self {
        Self { number: AtomicU64::new(0), born: Location::caller() }
    }

    pub(crate) const fn at(born: Place) -> Self {
        Self { number: AtomicU64::new(0), born }
    }

    /// The object in this execution; the second is true if it is met for the first time there.
    ///
    /// `data` is where its data is, which nobody uses while this runs.
    pub(crate) fn resolve(&self, execution: &mut Execution, kind: Kind, data: Span) -> (ObjectId, bool) {
        let number = self.number.load(Ordering::Relaxed);
        let epoch = (number >> 32) as u32 & (u32::MAX >> 1);
        if epoch == execution.epoch {
            return (ObjectId(number as u32 as usize), false);
        }
        let is_static = self.is_static(number, data);
        if number != 0 && !is_static {
            execution.fail(Fault::Outlives, String::new(), Some(self.born));
        }
        let object = execution.objects.len();
        execution.objects.push(Object::new(kind, self.born));
        let flag = if is_static { STATIC } else { 0 };
        self.number.store(flag | u64::from(execution.epoch) << 32 | object as u64, Ordering::Relaxed);
        (ObjectId(object), true)
    }

    /// An ordinary thread is about to use the object.
    pub(crate) fn used_outside(&self, data: Span) {
        if self.number.load(Ordering::Relaxed) == 0 {
            let flag = if self.is_static(0, data) { STATIC } else { 0 };
            self.number.store(flag | OUTSIDE, Ordering::Relaxed);
        }
    }

    fn is_static(&self, number: u64, data: Span) -> bool {
        if number != 0 {
            return number & STATIC != 0;
        }
        let here = std::ptr::from_ref(self).cast::<u8>();
        let address = if data.length == 0 { here } else { data.address };
        // SAFETY: the data is borrowed by whoever calls, and was not used before, so nobody else uses it now.
        unsafe { super::statics::keep(address, data.length) }
    }
}
