//! The macros that print, under the control of weave.

/// As [`std::print!`].
#[macro_export]
macro_rules! print {
    ($($text:tt)*) => { $crate::__print::print($crate::format_args!($($text)*)) };
}

/// As [`std::eprint!`].
#[macro_export]
macro_rules! eprint {
    ($($text:tt)*) => { $crate::__print::eprint($crate::format_args!($($text)*)) };
}

/// As [`std::println!`].
#[macro_export]
macro_rules! println {
    () => { $crate::print!("\n") };
    ($($text:tt)*) => { $crate::print!("{}\n", $crate::format_args!($($text)*)) };
}

/// As [`std::eprintln!`].
#[macro_export]
macro_rules! eprintln {
    () => { $crate::eprint!("\n") };
    ($($text:tt)*) => { $crate::eprint!("{}\n", $crate::format_args!($($text)*)) };
}

/// As [`std::dbg!`].
#[macro_export]
macro_rules! dbg {
    () => { $crate::eprintln!("[{}:{}:{}]", $crate::file!(), $crate::line!(), $crate::column!()) };
    ($value:expr $(,)?) => {
        match $value {
            value => {
                let (file, line, column) = ($crate::file!(), $crate::line!(), $crate::column!());
                $crate::eprintln!("[{file}:{line}:{column}] {} = {:#?}", $crate::stringify!($value), &value);
                value
            }
        }
    };
    ($($value:expr),+ $(,)?) => { ($($crate::dbg!($value)),+,) };
}
