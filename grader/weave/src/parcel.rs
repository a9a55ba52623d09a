//! A value of any type as one of one type: what is done with values on their way from thread to thread is compiled once, with
//! this crate, and not in every program again for each type of value.

use std::mem::ManuallyDrop;

/// A value on its way. Whoever opens it knows its type; if nobody does, it is dropped with the parcel.
pub(crate) struct Parcel {
    value: *mut (),
    drop: unsafe fn(*mut ()),
}

// SAFETY: whoever makes a parcel promises it of the value.
unsafe impl Send for Parcel {}

impl Parcel {
    /// # Safety
    /// What the value borrows lives for as long as the parcel is there, and the parcel goes to no thread that the value may not
    /// go to.
    pub(crate) unsafe fn new<T>(value: T) -> Self {
        Self { value: Box::into_raw(Box::new(value)).cast(), drop: drop_boxed::<T> }
    }

    /// # Safety
    /// The value is a `T`.
    pub(crate) unsafe fn open<T>(self) -> T {
        let value = ManuallyDrop::new(self).value.cast();
        // SAFETY: it comes from a box of a `T`, says the caller, and the parcel will not drop it.
        *unsafe { Box::from_raw(value) }
    }
}

impl Drop for Parcel {
    fn drop(&mut self) {
        // SAFETY: the value is still there, and of the type for which this function was chosen.
        unsafe { (self.drop)(self.value) }
    }
}

/// # Safety
/// `value` comes from a box of a `T`, and nobody uses it afterwards.
unsafe fn drop_boxed<T>(value: *mut ()) {
    // SAFETY: the caller's promise.
    drop(unsafe { Box::from_raw(value.cast::<T>()) });
}

#[cfg(test)]
mod tests {
    use super::Parcel;
    use std::rc::Rc;

    #[test]
    fn a_value_comes_out_as_it_went_in() {
        let value = Rc::new("value");
        // SAFETY: the parcel stays on this thread, and it is opened as what it is.
        let opened: (u8, Rc<&str>) = unsafe { Parcel::new((7, value.clone())).open() };
        assert_eq!((opened.0, Rc::ptr_eq(&opened.1, &value), Rc::strong_count(&value)), (7, true, 2));
    }

    #[test]
    fn a_value_that_nobody_takes_out_is_dropped_once() {
        let value = Rc::new(());
        // SAFETY: the parcel stays on this thread.
        let parcel = unsafe { Parcel::new(value.clone()) };
        assert_eq!(Rc::strong_count(&value), 2);
        drop(parcel);
        assert_eq!(Rc::strong_count(&value), 1);
    }
}
