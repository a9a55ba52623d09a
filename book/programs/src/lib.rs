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
    ask_four_then_listen,
    ask_three_then_listen,
    asks_for_one_value,
    asks_in_turn.ideal(),
    asks_side_by_side.ideal(),
    barrier_too_large,
    both_raise_a_flag_acquire,
    both_raise_a_flag_relaxed,
    both_raise_a_flag_seqcst,
    breakfast_at_once.ideal(),
    breakfast_in_turn.ideal(),
    counts_at_the_door,
    counts_shelf_by_shelf,
    doubles_with_a_retry,
    doubles_without_a_retry,
    fetch_add,
    fills_a_queue.ideal(),
    first_come_first_listed,
    greet,
    halves,
    hit_counter,
    is_held_back,
    joined,
    last_one_out_acqrel,
    last_one_out_relaxed,
    last_one_out_release,
    leaves_after_a_join,
    leaves_after_a_sleep.may_leave_threads(),
    lock_held_while_working.ideal(),
    locks_again,
    locks_then_works.ideal(),
    logger_joins_first,
    lost_update,
    meets_twice.ideal(),
    not_joined.may_leave_threads(),
    order_dish_by_dish,
    order_in_one_go,
    readers_meet_at_a_mutex,
    readers_meet_at_an_rwlock,
    reads_within_a_read,
    registers_checked,
    registers_unchecked,
    reloads_beside_the_lock.ideal(),
    reloads_under_the_lock.ideal(),
    runs_ahead,
    sells_with_one_lock,
    sells_with_two_locks,
    sender_dropped,
    sender_kept,
    sender_left_over,
    sender_let_go,
    sets_the_flag_locked,
    sets_the_flag_unlocked,
    shares_in_halves.ideal(),
    shares_out_six_jobs.ideal(),
    sits_down_if,
    sits_down_while,
    squares_by_channel.ideal(),
    swap_after_a_wait,
    swap_at_once,
    swap_twice,
    takes_jobs_in_a_let,
    takes_jobs_in_a_while_let,
    takes_turns_notify_all,
    takes_turns_notify_one,
    takes_what_is_left.ideal(),
    tells_how_children_end,
    transfer_both_ways,
    transfer_in_order,
    two_cooks,
    two_cooks_one_order,
    two_lines_each,
    two_senders,
    waits_by_asking,
    waits_by_joining,
    works_then_locks.ideal(),
    works_with_the_guard.ideal(),
    works_without_the_guard.ideal(),
    writes_in_a_match,
}
