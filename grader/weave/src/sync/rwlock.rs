//! As [`std::sync::RwLock`].

mod guard;

use super::{clear_poison_of, debug_lock, granted, look_for_poison, map_lock, map_try_lock};
use crate::engine::object::Hold;
use crate::engine::reduction::Key;
use crate::engine::{
    Action, Execution, Identity, Kind, ObjectId, Op, Place, Span, execution, looking_point, me, point,
};
pub use guard::{RwLockReadGuard, RwLockWriteGuard};
use std::fmt;
use std::panic::Location;
use std::sync::{self as real, LockResult, TryLockError, TryLockResult};

/// As [`std::sync::RwLock`]. As there on Linux, no new readers come in while readers have the lock and a writer waits.
pub struct RwLock<T: ?Sized> {
    identity: Identity,
    inner: real::RwLock<T>,
}

impl<T> RwLock<T> {
    /// As in std.
    #[track_caller]
    pub const fn new(value: T) -> Self {
        Self { identity: Identity::new(), inner: real::RwLock::new(value) }
    }

    /// As in std.
    ///
    /// # Errors
    /// If the RwLock is poisoned.
    pub fn into_inner(self) -> LockResult<T> {
        self.inner.into_inner()
    }
}

impl<T: ?Sized> RwLock<T> {
    fn object(&self, execution: &mut Execution) -> ObjectId {
        self.identity.resolve(execution, Kind::RwLock, Span::of(&self.inner)).0
    }

    fn used_outside(&self) {
        self.identity.used_outside(Span::of(&self.inner));
    }

    /// As in std.
    ///
    /// # Errors
    /// If the RwLock is poisoned.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let at = Location::caller();
        if me().is_none() {
            self.used_outside();
            return map_lock(self.inner.read(), |inner| RwLockReadGuard::new(None, inner, at));
        }
        let object = self.object(&mut execution());
        let (mut execution, _) = point(Op::Read(object), at);
        execution.take_for_reading(object, "read-locks", at);
        drop(execution);
        map_lock(granted(self.inner.try_read()), |inner| RwLockReadGuard::new(Some(object), inner, at))
    }

    /// As in std.
    ///
    /// # Errors
    /// If the RwLock is locked for writing, or a writer waits for it, or it is poisoned.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        let at = Location::caller();
        if me().is_none() {
            self.used_outside();
            return map_try_lock(self.inner.try_read(), |inner| RwLockReadGuard::new(None, inner, at));
        }
        let object = self.object(&mut execution());
        let mut execution = looking_point(Op::Step, at);
        execution.saw_try = true;
        if execution.object(object).lock().writer.is_some() || execution.a_writer_waits(object) {
            execution.event(Action::FailsTo("try_read"), Some(object), at);
            execution.looked(at, 0);
            return Err(TryLockError::WouldBlock);
        }
        execution.found(at);
        execution.take_for_reading(object, "try_read takes", at);
        drop(execution);
        map_lock(granted(self.inner.try_read()), |inner| RwLockReadGuard::new(Some(object), inner, at))
            .map_err(TryLockError::Poisoned)
    }

    /// As in std.
    ///
    /// # Errors
    /// If the RwLock is poisoned.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let at = Location::caller();
        if me().is_none() {
            self.used_outside();
            return map_lock(self.inner.write(), |inner| RwLockWriteGuard::new(None, inner));
        }
        let object = self.object(&mut execution());
        let (mut execution, _) = point(Op::AskToWrite(object), at);
        if !execution.object(object).lock().readers.is_empty() {
            drop(execution);
            execution = point(Op::Write(object), at).0;
        }
        execution.take_for_writing(object, "write-locks", at);
        drop(execution);
        map_lock(granted(self.inner.try_write()), |inner| RwLockWriteGuard::new(Some(object), inner))
    }

    /// As in std.
    ///
    /// # Errors
    /// If the RwLock is locked or poisoned.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let at = Location::caller();
        if me().is_none() {
            self.used_outside();
            return map_try_lock(self.inner.try_write(), |inner| RwLockWriteGuard::new(None, inner));
        }
        let object = self.object(&mut execution());
        let mut execution = looking_point(Op::Step, at);
        execution.saw_try = true;
        let lock = execution.object(object).lock();
        if lock.writer.is_some() || !lock.readers.is_empty() {
            // Readers are told apart from nobody: that has to meet what they do.
            execution.touch(Key::Object(object.0), true);
            execution.event(Action::FailsTo("try_write"), Some(object), at);
            execution.looked(at, 0);
            return Err(TryLockError::WouldBlock);
        }
        execution.found(at);
        execution.take_for_writing(object, "try_write takes", at);
        drop(execution);
        map_lock(granted(self.inner.try_write()), |inner| RwLockWriteGuard::new(Some(object), inner))
            .map_err(TryLockError::Poisoned)
    }

    /// As in std.
    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        if me().is_some() {
            let object = self.object(&mut execution());
            look_for_poison(object, Location::caller());
        }
        self.inner.is_poisoned()
    }

    /// As in std.
    #[track_caller]
    pub fn clear_poison(&self) {
        if me().is_some() {
            let object = self.object(&mut execution());
            clear_poison_of(object, Location::caller());
        }
        self.inner.clear_poison();
    }

    /// As in std.
    ///
    /// # Errors
    /// If the RwLock is poisoned.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.inner.get_mut()
    }
}

/// What readers do changes nothing that other readers could tell, unless a writer is about to come between them.
impl Execution {
    fn take_for_reading(&mut self, object: ObjectId, verb: &'static str, at: Place) {
        self.progress();
        let task = self.current;
        self.object(object).lock_mut().readers.push(Hold { task, at });
        self.acquire(object);
        self.touch_as_reader(object);
        self.note(Action::Takes(verb), Some(object), at);
    }

    fn release_from_reading(&mut self, object: ObjectId, at: Place) {
        let hold = Hold { task: self.current, at };
        let seen = self.mine().seen.clone();
        let lock = self.object(object).lock_mut();
        lock.read.join(&seen);
        if let Some(index) = lock.readers.iter().rposition(|reader| *reader == hold) {
            lock.readers.remove(index);
        }
        self.tick();
        self.touch_as_reader(object);
        self.note(Action::Releases("read-unlocks"), Some(object), at);
    }

    fn touch_as_reader(&mut self, object: ObjectId) {
        let changes = self.a_writer_stands_by(object);
        self.touch(Key::Object(object.0), changes);
    }

    fn take_for_writing(&mut self, object: ObjectId, verb: &'static str, at: Place) {
        let read = self.object(object).lock().read.clone();
        self.mine().seen.join(&read);
        self.take_lock(object, verb, at);
    }

    /// The writer becomes a reader, and nobody comes between.
    fn downgrade(&mut self, object: ObjectId, at: Place) {
        self.release_lock(object, "downgrades");
        let task = self.current;
        self.object(object).lock_mut().readers.push(Hold { task, at });
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    #[track_caller]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let poisoned = self.inner.is_poisoned();
        debug_lock(formatter, "RwLock", self.try_read(), poisoned)
    }
}

impl<T: Default> Default for RwLock<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}
