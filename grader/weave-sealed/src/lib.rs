//! [`weave_std`] for code that nobody has read: without anything that reaches out of the program. To be depended on under the
//! name `std`, together with `weave-core` under the name `core`.
//!
//! ```toml
//! [dependencies]
//! std = { package = "weave-sealed", path = "…" }
//! core = { package = "weave-core", path = "…" }
//! [lints.rust]
//! unsafe_code = "forbid"
//! ```
//!
//! What is closed is there, but private: the compiler refuses it at the line that uses it, and shows the line below that says
//! why. It keeps safe code from files, other processes, the network, the environment and the texts of other files. It does not
//! replace a sandbox: a module's `#[path]` is read by the compiler, and `unsafe` code can do anything.

#![expect(hidden_glob_reexports, reason = "what is closed is hidden on purpose")]

pub use ::weave_core::{env, include, include_bytes, include_str, option_env};
pub use ::weave_std::*;

pub mod prelude;

mod arch {} // closed: there is no assembly here
mod backtrace {} // closed: a backtrace tells what is outside of the program
mod env {} // closed: the program sees nothing of its environment
mod fs {} // closed: the program has no files
mod net {} // closed: the program has no network
mod os {} // closed: the program runs on no system in particular
mod path {} // closed: the program has no files
mod process {} // closed: the program neither starts processes nor ends its own

/// As [`std::io`], without a standard input.
pub mod io {
    pub use ::weave_std::io::*;

    #[expect(dead_code, reason = "it hides the one of std")]
    fn pipe() {} // closed: there is nobody at the other end
    #[expect(dead_code, reason = "it hides the one of std")]
    fn stdin() {} // closed: the program has no standard input
}

/// As [`mod@std::panic`], without its hook.
pub mod panic {
    pub use ::weave_std::panic::*;

    #[expect(dead_code, reason = "it hides the one of std")]
    fn set_hook() {} // closed: panics are told to whoever explores the program
    #[expect(dead_code, reason = "it hides the one of std")]
    fn take_hook() {} // closed: panics are told to whoever explores the program
}
