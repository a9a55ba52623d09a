//! # ex06: share a map
//!
//! How often does each letter occur in a text? The lines of the text are shared out among several threads, and what they
//! count comes together in one map:
//!
//! ```
//! use ex06::frequency;
//!
//! let counted = frequency(&["Ahoj, světe!", "Hej!", "АБ, б"], 2);
//! assert_eq!(counted[&'e'], 3);
//! assert_eq!(counted[&'ě'], 1);
//! assert_eq!(counted[&'б'], 2);
//! assert_eq!(counted.get(&'!'), None);
//! ```
//!
//! Write [`frequency`]. Threads share memory, so all of them could write into the same `HashMap`; the compiler wants a
//! [`std::sync::Mutex`] around it, which lets one thread at a time at what it holds. Whoever has the lock keeps all others
//! waiting: the art is to take it often enough, and never for long.
//!
//! Try it with `cargo test -p ex06`: `tests/visible.rs` runs it on real threads, `tests/schedules.rs` in every order in which
//! two threads can take turns.

use std::collections::HashMap;

/// How often each letter occurs in the lines of `input`, counted by `worker_count` threads.
///
/// # What is counted
/// - Letters only: characters of which [`char::is_alphabetic`] is true, of whatever script. No digits, spaces or
///   punctuation, and no bytes.
/// - In lower case, one character at a time, as [`char::to_lowercase`] has it: `'Σ'` counts as `'σ'`, wherever it stands.
/// - A letter that does not occur is not in the map.
///
/// # Who counts
/// - `worker_count` threads beside the one that calls; as many as there are lines where that is less, and at least one
///   where there is a line. No lines, no threads.
/// - Each of them has lines to read: none is started for nothing.
/// - They count at the same time. While one reads its lines, all others can read theirs: nobody waits for somebody else to
///   be done with a line, or with all of them.
/// - They have all ended when the function returns, and no count is lost on the way, in whatever order they run.
pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    todo!("count the letters of {} lines with {worker_count} threads", input.len())
}
