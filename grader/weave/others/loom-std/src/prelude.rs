//! As [`std::prelude`]: unqualified names of macros are looked up here, so it has to bring `thread_local!`.

macro_rules! preludes {
    ($($edition:ident)*) => { $(
        #[doc = concat!("As [`std::prelude::", stringify!($edition), "`].")]
        pub mod $edition {
            pub use crate::thread_local;
            pub use ::std::prelude::$edition::*;
        }
    )* };
}

preludes! { v1 rust_2015 rust_2018 rust_2021 rust_2024 }
