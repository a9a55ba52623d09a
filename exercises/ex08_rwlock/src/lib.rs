//! # ex08: a cache that is mostly read
//!
//! Some values take long to compute, and are asked for again and again. A cache keeps them. Who asks for one first computes
//! it; all others get the same one. Nearly every call finds what it looks for, so nearly all it does is read:
//!
//! ```text
//!   get a ──► looks a up ──┐
//!   get b ──► looks b up ──┼──►  [ a: 1 │ b: 2 │ d: … ]     all of them at the same time
//!   get a ──► looks a up ──┘                   ▲
//!   get d ──► computes ────────────────────────┘            for long, and in nobody's way
//! ```
//!
//! One [`std::sync::Mutex`] around the map would have each call wait for all others. A [`std::sync::RwLock`] is given to any
//! number of threads that only read, or to one that writes. Write [`Cache::new`] and [`Cache::get_or_compute`] with it. Four
//! things to know:
//!
//! - A guard that you give no name lives to the end of its statement, and in `match lock.read() … { … }` that is the end of
//!   the `match`. To ask for the write lock in there is to wait for yourself: there is no way up from the one to the other.
//! - Between letting go of the read lock and having the write lock, another thread may have its turn.
//! - A panic poisons the locks that its thread has to write with. So do not run the caller's code with a lock in hand that
//!   you need afterwards, or be ready for a [`std::sync::PoisonError`].
//! - A key whose value is on its way is neither there nor absent. The map may well have an entry for it; what is in that
//!   entry, and how one waits for it, is the heart of this exercise. [`std::sync::OnceLock`] is one way of several.
//!
//! Try it with `cargo test -p ex08`. `tests/schedules.rs` runs your cache under every order in which its threads can take
//! turns, and shows you the order in which it goes wrong; `tests/visible.rs` runs it on real threads. The grader does both,
//! with more threads and more keys.

use std::hash::Hash;
use std::marker::PhantomData;
use std::sync::Arc;

/// Values by their keys, each computed when it is asked for first. Any number of threads use it through a shared reference.
///
/// - **Once.** A value is computed once for each key, and kept for as long as the cache is, whether or not anybody else keeps
///   it. All who ask for a key get the same [`Arc`], also those who come while its value is being computed: they wait for it.
/// - **Readers together.** A call for a key that is there does not wait for other calls for keys that are there, the same or
///   another, while these look theirs up. The `Eq` of `K` is the caller's code, and may take as long as it likes: until another
///   thread has had its answer, say.
/// - **Out of the way.** While `f` runs for one key, calls for all other keys go on to their end: for those that are there,
///   and for new ones. So they do when others wait for the key that is being computed.
/// - **Panics stay with their caller.** If `f` panics, its key is absent, as if nobody had asked for it, and the cache is as
///   good as before.
/// - **Asleep.** Who waits, sleeps until there is news. It does not ask again and again, neither as fast as it can nor at
///   intervals.
///
/// Different keys are different keys, also if they have the same hash. `Eq`, `Hash` and `Clone` of `K` do not panic, and do not
/// ask this cache themselves.
pub struct Cache<K, V> {
    // Your fields, in place of this one: it is here so that the file compiles before there are any.
    nothing_yet: PhantomData<(K, V)>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    /// A cache with nothing in it.
    pub fn new() -> Cache<K, V> {
        todo!("make an empty cache")
    }

    /// The value of `key`; `f` computes it if it is not there.
    ///
    /// - `f` is called if the key is absent and nobody is computing its value: once, on the thread that calls, with a
    ///   reference to `key`. It may ask this cache for other keys, as long as that does not lead back to a key that is being
    ///   computed on its behalf.
    /// - If another thread is computing the value, this call waits and returns what comes of it. `f` is dropped then.
    /// - If that other thread panics in its `f`, the call goes on as if it had just come: of all who wait for the key one
    ///   computes it, with its own `f`, and the others wait for that one.
    ///
    /// # Panics
    /// If `f` does, with the panic of `f`. Calls that come later, for this key or another, do not.
    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let _ = (key, f);
        todo!("look the key up; if it is absent, compute its value with `f`, once")
    }
}

/// Given: as [`Cache::new`].
impl<K: Eq + Hash + Clone, V> Default for Cache<K, V> {
    fn default() -> Cache<K, V> {
        Cache::new()
    }
}
