//! How the value of an atomic is kept by the scheduler: as 64 bits.

use std::sync::atomic as real;
use std::sync::atomic::Ordering;

/// An atomic of std, as far as all of them are alike.
pub(super) trait Real {
    type Value: Copy + PartialEq;

    fn load(&self, order: Ordering) -> Self::Value;
    fn store(&self, value: Self::Value, order: Ordering);
    fn compare_exchange(
        &self,
        current: Self::Value,
        new: Self::Value,
        success: Ordering,
        failure: Ordering,
    ) -> Result<Self::Value, Self::Value>;
    fn to_word(value: Self::Value) -> u64;
    fn of_word(word: u64) -> Self::Value;
}

macro_rules! real {
    ($([$($generic:ident)?] $atomic:ty, $value:ty, $to_word:expr, $of_word:expr;)*) => { $(
        impl$(<$generic>)? Real for $atomic {
            type Value = $value;

            #[track_caller]
            fn load(&self, order: Ordering) -> $value {
                self.load(order)
            }
            #[track_caller]
            fn store(&self, value: $value, order: Ordering) {
                self.store(value, order);
            }
            #[track_caller]
            fn compare_exchange(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                self.compare_exchange(current, new, success, failure)
            }
            fn to_word(value: $value) -> u64 {
                $to_word(value)
            }
            fn of_word(word: u64) -> $value {
                $of_word(word)
            }
        }
    )* };
}

macro_rules! real_integers {
    ($($atomic:ident: $value:ty;)*) => {
        real! { $([] real::$atomic, $value, |value| value as u64, |word| word as $value;)* }
    };
}

real_integers! {
    AtomicI8: i8;
    AtomicI16: i16;
    AtomicI32: i32;
    AtomicI64: i64;
    AtomicIsize: isize;
    AtomicU8: u8;
    AtomicU16: u16;
    AtomicU32: u32;
    AtomicU64: u64;
    AtomicUsize: usize;
}

real! {
    [] real::AtomicBool, bool, u64::from, |word| word != 0;
    [T] real::AtomicPtr<T>, *mut T, |value: *mut T| value.expose_provenance() as u64,
        |word| std::ptr::with_exposed_provenance_mut(word as usize);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_survives_as_a_word() {
        for value in [i8::MIN, -1, 0, i8::MAX] {
            assert_eq!(real::AtomicI8::of_word(real::AtomicI8::to_word(value)), value);
        }
        for value in [i64::MIN, -1, 0, i64::MAX] {
            assert_eq!(real::AtomicI64::of_word(real::AtomicI64::to_word(value)), value);
        }
        let mut number = 7_u32;
        let pointer = &raw mut number;
        assert_eq!(real::AtomicPtr::<u32>::of_word(real::AtomicPtr::<u32>::to_word(pointer)), pointer);
    }
}
