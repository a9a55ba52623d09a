//! # ex14: publish with the right ordering
//!
//! One thread puts a letter of two words into a mailbox, once. Any number of threads look whether it is there, and
//! whoever finds it has to find all of it:
//!
//! ```
//! let mailbox = ex14::Mailbox::new();
//! assert_eq!(mailbox.read(), None);
//! mailbox.publish([3, 4]);
//! assert_eq!(mailbox.read(), Some([3, 4]));
//! ```
//!
//! Give [`Mailbox`] its fields, then write [`publish`](Mailbox::publish) and [`read`](Mailbox::read). Look into
//! [`std::sync::atomic`], above all [`std::sync::atomic::Ordering`].
//!
//! Two atomics need not be seen to change in the order in which a thread changed them. If the store of one is
//! `Relaxed`, a thread may see it and still load an *old* value of the other, on another day or another processor: most
//! laptops hide it, and phones do not. An ordering is what forbids it. A store with `Release` hands on all that its
//! thread has done so far, to whoever loads the value that was stored, with `Acquire`. It takes both.
//!
//! Try it with `cargo test -p ex14`. It tries every order in which the threads can run your operations, and every old
//! value that a load may return (`tests/schedules.rs`), and shows you the one that fails. A run on real threads
//! (`tests/visible.rs`) will hardly ever see one.

// ANCHOR: solution
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
// ANCHOR_END: solution

/// Holds one letter of two words, for any number of threads that look for it.
///
/// # What always holds
/// Whatever the order in which the threads run, and whatever old values the orderings that you chose allow:
/// - All or nothing. [`read`](Mailbox::read) returns `None`, or both words as they were published.
/// - It stays. A thread that has read the letter finds it at every later `read`, and so does a thread that was started
///   or joined after that, or that learned of it by any other means that orders the two, such as a lock.
/// - A letter that is known to be there is found: when `publish` has returned, and the thread that reads knows it in
///   the same way.
/// - What came before is seen too. Whatever a thread did before it called [`publish`](Mailbox::publish), also to
///   variables of which the mailbox knows nothing, is seen by a thread to which `read` has returned the letter.
///
/// # No thread waits
/// The system may stop a thread anywhere within these methods, for as long as it likes, and the others must still get
/// on: a `read` that comes in the middle of `publish` returns `None`. So there are atomics and nothing else: no
/// `Mutex`, no `RwLock`, no `OnceLock`, nothing of std that can make a thread wait, and no lock of your own make.
///
/// # The orderings
/// Choose the weakest that are right. One that is stronger than needed can cost time, and hides from who reads your
/// code which operation it is that hands the letter over. `SeqCst` everywhere is accepted too.
#[derive(Debug, Default)]
pub struct Mailbox {
    // ANCHOR: solution
    // STUB: // atomics
    words: [AtomicU64; 2],
    published: AtomicBool,
    // ANCHOR_END: solution
}

impl Mailbox {
    /// A mailbox without a letter. It shares nothing with other mailboxes.
    pub fn new() -> Mailbox {
        Mailbox::default()
    }

    /// Puts the letter in. Each of its words can be any number, 0 as well.
    ///
    /// It is called once, by one thread, or never. What a second call would do is up to you.
    pub fn publish(&self, letter: [u64; 2]) {
        // ANCHOR: solution
        // STUB: todo!("store the two words of {letter:?}, then let it be known that they are there")
        // The words may become visible in any order: nobody looks at them before the flag.
        for (word, value) in self.words.iter().zip(letter) {
            word.store(value, Ordering::Relaxed);
        }
        // `Release`: whoever sees this store with `Acquire` sees what this thread did before it, the words above all.
        self.published.store(true, Ordering::Release);
        // ANCHOR_END: solution
    }

    /// The letter, if it has been published. Returns at once, with `None` if not; looks as often as it is asked.
    pub fn read(&self) -> Option<[u64; 2]> {
        // ANCHOR: solution
        // STUB: todo!("return the two words if they have been published, without waiting for it")
        // `Acquire` takes over what the `Release` handed on. On its own it would order nothing.
        let published = self.published.load(Ordering::Acquire);
        // From here on the words cannot be older than the flag, so `Relaxed` is enough for them.
        published.then(|| [0, 1].map(|index| self.words[index].load(Ordering::Relaxed)))
        // ANCHOR_END: solution
    }
}
