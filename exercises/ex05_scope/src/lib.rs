//! # ex05: borrow with scoped threads
//!
//! The longest line of each of many documents, found by several threads:
//!
//! ```
//! use std::num::NonZeroUsize;
//!
//! let documents = ["one\nthree\nfour", "", "été\nnoon\nodds"];
//! let workers = NonZeroUsize::new(2).unwrap();
//! assert_eq!(ex05::longest_lines(&documents, workers), ["three", "", "noon"]);
//! ```
//!
//! A thread that [`std::thread::spawn`] starts may live longer than whoever started it, so the compiler lets it borrow
//! nothing. [`std::thread::scope`] promises that its threads have ended before it returns; so they may borrow all that
//! lives longer than the scope, and nobody has to copy a document, or to leak one, to hand it to a thread.
//!
//! Write [`longest_lines`]. The documents may be of very different lengths, so think about who reads which.
//!
//! Try it with `cargo test -p ex05`: `tests/visible.rs` runs it on real threads, `tests/schedules.rs` in every order in which
//! two threads can take turns.

use std::num::NonZeroUsize;

/// The longest line of each of these documents, in the order of the documents, found by `workers` threads.
///
/// # What is returned
/// - One line a document: the one with the most characters ([`str::chars`], not bytes), the first of them where several are
///   as long. Lines are what [`str::lines`] makes of a document. One without lines, or with empty lines only, gives `""`.
/// - The lines are pieces of the documents themselves, as their type says: nothing is cloned and nothing leaked. Whoever
///   calls this a million times needs no more memory than for one call.
///
/// # Who reads
/// - `workers` threads beside the one that calls; as many as there are documents where that is less. Where there are no
///   documents there are no threads.
/// - They read at the same time, and each document is read by one of them.
/// - No thread is idle while work is left: as long as there is a document that nobody has begun, a thread that is done with
///   another begins it. It is not enough to share the documents out beforehand, since the share of one thread may take long.
/// - They have all ended when the function returns.
pub fn longest_lines<'a>(documents: &[&'a str], workers: NonZeroUsize) -> Vec<&'a str> {
    todo!("find the longest lines of {} documents with {workers} threads", documents.len())
}
