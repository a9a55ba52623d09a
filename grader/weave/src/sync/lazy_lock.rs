//! As [`std::sync::LazyLock`].

use super::once::{enter, look};
use crate::engine::{Identity, Span, me};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync as real;

/// As [`std::sync::LazyLock`].
pub struct LazyLock<T, F = fn() -> T> {
    identity: Identity,
    inner: real::LazyLock<T, F>,
}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// As in std.
    #[track_caller]
    pub const fn new(initialise: F) -> Self {
        Self { identity: Identity::new(), inner: real::LazyLock::new(initialise) }
    }

    /// As in std.
    ///
    /// # Panics
    /// If the initialiser panics, or has panicked before.
    #[track_caller]
    pub fn force(this: &Self) -> &T {
        if me().is_none() {
            this.used_outside();
            return real::LazyLock::force(&this.inner);
        }
        if let Some(initialising) = enter(&this.identity, this.span(), || this.is_initialised(), Location::caller()) {
            real::LazyLock::force(&this.inner);
            initialising.complete();
        }
        real::LazyLock::force(&this.inner)
    }

    /// As in std.
    ///
    /// # Panics
    /// If the initialiser panics, or has panicked before.
    pub fn force_mut(this: &mut Self) -> &mut T {
        real::LazyLock::force_mut(&mut this.inner)
    }
}

impl<T, F> LazyLock<T, F> {
    fn used_outside(&self) {
        self.identity.used_outside(self.span());
    }

    fn span(&self) -> Span {
        Span::of(&self.inner)
    }

    fn is_initialised(&self) -> bool {
        real::LazyLock::get(&self.inner).is_some()
    }

    /// As in std.
    #[track_caller]
    pub fn get(this: &Self) -> Option<&T> {
        if me().is_none() {
            this.used_outside();
            return real::LazyLock::get(&this.inner);
        }
        let initialised = look(&this.identity, this.span(), || this.is_initialised(), Location::caller());
        if initialised { real::LazyLock::get(&this.inner) } else { None }
    }

    /// As in std.
    pub fn get_mut(this: &mut Self) -> Option<&mut T> {
        real::LazyLock::get_mut(&mut this.inner)
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;
    #[track_caller]
    fn deref(&self) -> &T {
        Self::force(self)
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    fn deref_mut(&mut self) -> &mut T {
        Self::force_mut(self)
    }
}

impl<T: Default> Default for LazyLock<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default)
    }
}

impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    #[track_caller]
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_tuple("LazyLock");
        match Self::get(self) {
            Some(value) => debug.field(value),
            None => debug.field(&format_args!("<uninit>")),
        };
        debug.finish()
    }
}
