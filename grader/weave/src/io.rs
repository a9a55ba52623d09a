//! As [`std::io`], with the standard output and error of threads under exploration kept where their printed text is.

use crate::engine::me;
use crate::print::{eprint, keep, print};
use std::fmt::Arguments;
use std::marker::PhantomData;

pub use std::io::*;

macro_rules! outputs {
    ($($function:ident, $name:ident, $lock:ident, $print:ident;)*) => { $(
        #[doc = concat!("As [`std::io::", stringify!($name), "`], but that under exploration nothing is buffered.")]
        #[derive(Debug)]
        pub struct $name(());

        #[doc = concat!("As [`std::io::", stringify!($lock), "`], but that under exploration others may print meanwhile.")]
        #[derive(Debug)]
        pub struct $lock<'a>(PhantomData<&'a $name>);

        #[doc = concat!("As [`std::io::", stringify!($function), "`].")]
        #[must_use]
        pub fn $function() -> $name {
            $name(())
        }

        impl $name {
            /// As in std.
            #[must_use]
            pub fn lock(&self) -> $lock<'static> {
                $lock(PhantomData)
            }
        }

        outputs! { $function, $print: [] $name }
        outputs! { $function, $print: [] &$name }
        outputs! { $function, $print: ['a] $lock<'a> }
    )* };
    ($function:ident, $print:ident: [$($lifetime:lifetime)?] $writer:ty) => {
        impl$(<$lifetime>)? Write for $writer {
            #[track_caller]
            fn write(&mut self, bytes: &[u8]) -> Result<usize> {
                if me().is_none() {
                    return std::io::$function().write(bytes);
                }
                keep(String::from_utf8_lossy(bytes).into_owned());
                Ok(bytes.len())
            }

            #[track_caller]
            fn write_fmt(&mut self, text: Arguments<'_>) -> Result<()> {
                $print(text);
                Ok(())
            }

            fn flush(&mut self) -> Result<()> {
                if me().is_none() { std::io::$function().flush() } else { Ok(()) }
            }
        }
    };
}

outputs! {
    stdout, Stdout, StdoutLock, print;
    stderr, Stderr, StderrLock, eprint;
}
