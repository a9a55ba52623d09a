//! As [`std::sync::OnceLock`].

use super::once::{enter, look, wait};
use crate::engine::{Identity, Span, me};
use std::fmt;
use std::panic::Location;
use std::sync as real;

/// As [`std::sync::OnceLock`].
pub struct OnceLock<T> {
    identity: Identity,
    inner: real::OnceLock<T>,
}

impl<T> OnceLock<T> {
    /// As in std.
    #[must_use]
    #[track_caller]
    pub const fn new() -> Self {
        Self { identity: Identity::new(), inner: real::OnceLock::new() }
    }

    fn used_outside(&self) {
        self.identity.used_outside(self.span());
    }

    fn span(&self) -> Span {
        Span::of(&self.inner)
    }

    fn is_initialised(&self) -> bool {
        self.inner.get().is_some()
    }

    fn value(&self) -> &T {
        self.inner.get().expect("whoever comes here has seen to it that there is a value")
    }

    /// As in std.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        if me().is_none() {
            self.used_outside();
            return self.inner.get();
        }
        look(&self.identity, self.span(), || self.is_initialised(), Location::caller()).then(|| self.value())
    }

    /// As in std.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.inner.get_mut()
    }

    /// As in std.
    #[track_caller]
    pub fn wait(&self) -> &T {
        if me().is_none() {
            self.used_outside();
            return self.inner.wait();
        }
        wait(&self.identity, self.span(), || self.is_initialised(), false, Location::caller());
        self.value()
    }

    /// As in std.
    ///
    /// # Errors
    /// The value, if there was one before.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        self.get_or_init(|| value.take().expect("an initialiser is called once"));
        value.map_or(Ok(()), Err)
    }

    /// As in std.
    ///
    /// # Panics
    /// If `initialise` does.
    #[track_caller]
    pub fn get_or_init<F: FnOnce() -> T>(&self, initialise: F) -> &T {
        if me().is_none() {
            self.used_outside();
            return self.inner.get_or_init(initialise);
        }
        if let Some(initialising) = enter(&self.identity, self.span(), || self.is_initialised(), Location::caller()) {
            self.inner.get_or_init(initialise);
            initialising.complete();
        }
        self.value()
    }

    /// As in std.
    pub fn into_inner(self) -> Option<T> {
        self.inner.into_inner()
    }

    /// As in std.
    pub fn take(&mut self) -> Option<T> {
        self.inner.take()
    }
}

impl<T> Default for OnceLock<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    #[track_caller]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_tuple("OnceLock");
        match self.get() {
            Some(value) => debug.field(value),
            None => debug.field(&format_args!("<uninit>")),
        };
        debug.finish()
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    #[track_caller]
    fn clone(&self) -> Self {
        self.get().map_or_else(Self::new, |value| Self::from(value.clone()))
    }
}

impl<T> From<T> for OnceLock<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self { identity: Identity::new(), inner: real::OnceLock::from(value) }
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    #[track_caller]
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceLock<T> {}
