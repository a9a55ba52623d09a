//! The small programs that chapters show, a file each, in plain std.
//!
//! They are compiled twice: with the real std, for what is recorded of a run, and with weave's in its place (`controlled/`),
//! for what is said of all schedules.

#![expect(clippy::unwrap_used, reason = "the programs are written as people write them")]

mod program;

pub use program::Program;

/// Declares the modules, and lists them: a program has the name of its file.
macro_rules! programs {
    ($($name:ident $(. $setting:ident())*,)*) => {
        $(pub mod $name;)*

        /// All programs.
        pub const PROGRAMS: &[Program] =
            &[$(Program::new(stringify!($name), || format!("{:?}", $name::run()))$(.$setting())*),*];
    };
}

programs! {
    fetch_add,
    greet,
    hit_counter,
    lock_held_while_working.ideal(),
    lost_update,
    squares_by_channel.ideal(),
    transfer_both_ways,
    transfer_in_order,
}
