//! The macros that read files or the environment while the program is compiled: closed, here and in `weave-sealed`.

/// Closed.
#[macro_export]
macro_rules! include {
    ($($any:tt)*) => {
        $crate::compile_error!("`include!` is closed here: the program is all in its own modules")
    };
}

/// Closed.
#[macro_export]
macro_rules! include_str {
    ($($any:tt)*) => {
        $crate::compile_error!("`include_str!` is closed here: the program has no files")
    };
}

/// Closed.
#[macro_export]
macro_rules! include_bytes {
    ($($any:tt)*) => {
        $crate::compile_error!("`include_bytes!` is closed here: the program has no files")
    };
}

/// Closed.
#[macro_export]
macro_rules! env {
    ($($any:tt)*) => {
        $crate::compile_error!("`env!` is closed here: the program sees nothing of its environment")
    };
}

/// Closed.
#[macro_export]
macro_rules! option_env {
    ($($any:tt)*) => {
        $crate::compile_error!("`option_env!` is closed here: the program sees nothing of its environment")
    };
}
