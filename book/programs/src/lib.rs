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
    adds_up_and_hangs_up,
    adds_up_and_holds_on,
    asks_in_turn.ideal(),
    asks_side_by_side.ideal(),
    ask_four_then_listen,
    ask_three_then_listen,
    breakfast_at_once.ideal(),
    breakfast_in_turn.ideal(),
    fetch_add,
    first_come_first_listed,
    greet,
    halves,
    hit_counter,
    leaves_after_a_join,
    leaves_after_a_sleep.may_leave_threads(),
    lock_held_while_working.ideal(),
    lost_update,
    shares_in_halves.ideal(),
    joined,
    not_joined.may_leave_threads(),
    order_dish_by_dish,
    order_in_one_go,
    sender_dropped,
    sender_kept,
    squares_by_channel.ideal(),
    takes_what_is_left.ideal(),
    tells_how_children_end,
    transfer_both_ways,
    transfer_in_order,
    waits_by_asking,
    waits_by_joining,
    two_lines_each,
}
