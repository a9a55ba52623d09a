//! The methods of atomics, written once for all of them. The macros use what the file that calls them imports.

/// The type, and all that every atomic has.
macro_rules! atomics {
    ([$($generic:ident)?] $name:ident, $real:ty, $value:ty) => {
        #[doc = concat!("As [`std::sync::atomic::", stringify!($name), "`].")]
        pub struct $name$(<$generic>)?(Access<$real>);

        impl$(<$generic>)? $name$(<$generic>)? {
            /// As in std.
            #[must_use]
            #[track_caller]
            pub const fn new(value: $value) -> Self {
                Self(Access { identity: Identity::new(), value: <$real>::new(value) })
            }

            /// As in std.
            pub const fn into_inner(self) -> $value {
                self.0.value.into_inner()
            }

            /// As in std.
            pub fn get_mut(&mut self) -> &mut $value {
                self.0.value.get_mut()
            }

            /// As in std. What is read and written through it is no visible operation.
            pub const fn as_ptr(&self) -> *mut $value {
                self.0.value.as_ptr()
            }

            /// As in std.
            ///
            /// # Panics
            /// If the ordering is that of a store.
            #[track_caller]
            pub fn load(&self, order: Ordering) -> $value {
                self.0.load(order, Location::caller())
            }

            /// As in std.
            ///
            /// # Panics
            /// If the ordering is that of a load.
            #[track_caller]
            pub fn store(&self, value: $value, order: Ordering) {
                self.0.store(value, order, Location::caller());
            }

            /// As in std.
            #[track_caller]
            pub fn swap(&self, value: $value, order: Ordering) -> $value {
                self.0.modify("swap", order, Location::caller(), |real| real.swap(value, order))
            }

            /// As in std.
            #[deprecated(note = "Use `compare_exchange` or `compare_exchange_weak` instead")]
            #[track_caller]
            pub fn compare_and_swap(&self, current: $value, new: $value, order: Ordering) -> $value {
                let failure = match order {
                    Ordering::Release => Ordering::Relaxed,
                    Ordering::AcqRel => Ordering::Acquire,
                    other => other,
                };
                let exchange = Exchange { method: "compare_and_swap", weak: false, success: order, failure };
                self.0.exchange(exchange, current, new, Location::caller()).unwrap_or_else(|before| before)
            }

            /// As in std.
            ///
            /// # Errors
            /// If the value is another than `current`: that value.
            ///
            /// # Panics
            /// If the ordering on failure is that of a store.
            #[track_caller]
            pub fn compare_exchange(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let exchange = Exchange { method: "compare_exchange", weak: false, success, failure };
                self.0.exchange(exchange, current, new, Location::caller())
            }

            /// As in std. It fails for no reason as often as [`spurious_wakeups`](crate::Explorer::spurious_wakeups) says.
            ///
            /// # Errors
            /// If the value is another than `current`, or for no reason: the value.
            ///
            /// # Panics
            /// If the ordering on failure is that of a store.
            #[track_caller]
            pub fn compare_exchange_weak(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let exchange = Exchange { method: "compare_exchange_weak", weak: true, success, failure };
                self.0.exchange(exchange, current, new, Location::caller())
            }

            /// As in std.
            ///
            /// # Errors
            /// If `change` returns `None`: the value.
            ///
            /// # Panics
            /// If `fetch_order` is that of a store.
            #[track_caller]
            pub fn fetch_update<F: FnMut($value) -> Option<$value>>(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                change: F,
            ) -> Result<$value, $value> {
                let (success, failure) = (set_order, fetch_order);
                let exchange = Exchange { method: "fetch_update", weak: false, success, failure };
                self.0.try_update(exchange, Location::caller(), change)
            }

            /// As in std.
            ///
            /// # Errors
            /// If `change` returns `None`: the value.
            ///
            /// # Panics
            /// If `fetch_order` is that of a store.
            #[track_caller]
            pub fn try_update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                change: impl FnMut($value) -> Option<$value>,
            ) -> Result<$value, $value> {
                let (success, failure) = (set_order, fetch_order);
                let exchange = Exchange { method: "try_update", weak: false, success, failure };
                self.0.try_update(exchange, Location::caller(), change)
            }

            /// As in std.
            ///
            /// # Panics
            /// If `fetch_order` is that of a store.
            #[track_caller]
            pub fn update(
                &self,
                set_order: Ordering,
                fetch_order: Ordering,
                mut change: impl FnMut($value) -> $value,
            ) -> $value {
                let (success, failure) = (set_order, fetch_order);
                let exchange = Exchange { method: "update", weak: false, success, failure };
                let change = |before| Some(change(before));
                self.0.try_update(exchange, Location::caller(), change).unwrap_or_else(|before| before)
            }
        }

        impl$(<$generic>)? fmt::Debug for $name$(<$generic>)? {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.load_to_format().fmt(formatter)
            }
        }

        impl$(<$generic>)? From<$value> for $name$(<$generic>)? {
            #[track_caller]
            fn from(value: $value) -> Self {
                Self::new(value)
            }
        }

        impl$(<$generic>)? Default for $name$(<$generic>)? {
            #[track_caller]
            fn default() -> Self {
                Self::new(<$real>::default().into_inner())
            }
        }
    };
}

/// Read-modify-writes that not all atomics have.
macro_rules! fetches {
    ([$($generic:ident)?] $name:ty, $value:ty: $($method:ident($($argument:ident: $type:ty)?))*) => {
        impl$(<$generic>)? $name { $(
            /// As in std.
            #[track_caller]
            pub fn $method(&self, $($argument: $type,)? order: Ordering) -> $value {
                let at = Location::caller();
                self.0.modify(stringify!($method), order, at, |real| real.$method($($argument,)? order))
            }
        )* }
    };
}

pub(super) use {atomics, fetches};
