//! Calls of the cache, and what there is to say about several of them.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use weave::thread::{self, Scope, ScopedJoinHandle};

use super::key::Key;

pub type Cache = controlled::Cache<Key, u32>;

/// One call: what its closure returned, if it was called, and what came back; nothing where the closure panicked.
pub struct Call {
    pub key: u32,
    computed: Option<u32>,
    pub value: Option<Arc<u32>>,
}

/// Asks for `key`, with a closure that returns `value`.
pub fn get(cache: &Cache, key: u32, value: u32) -> Call {
    get_with(cache, Key::new(key), &mut || value)
}

/// Asks for `key`, with a closure that does what `value` does and returns what it returns. It is one closure for all of these,
/// so that `get_or_compute` is compiled once and not for each of them.
pub fn get_with(cache: &Cache, key: Key, value: &mut dyn FnMut() -> u32) -> Call {
    let (id, mut computed) = (key.id(), None);
    let value = cache.get_or_compute(key, |key| {
        assert_eq!(key.id(), id, "the closure is called with the key that was asked for");
        *computed.insert(value())
    });
    Call { key: id, computed, value: Some(value) }
}

/// Asks for `key`, with a closure that panics after `first`.
pub fn get_and_panic(cache: &Cache, key: u32, first: &mut dyn FnMut()) -> Call {
    let asks = AssertUnwindSafe(|| {
        get_with(cache, Key::new(key), &mut || {
            first();
            panic!("the closure panics")
        })
    });
    panic::catch_unwind(asks).unwrap_or_else(|payload| match payload.downcast_ref::<&str>() {
        Some(&"the closure panics") => Call { key, computed: None, value: None },
        _ => panic::resume_unwind(payload),
    })
}

/// The same as `get` on another thread.
pub fn spawn<'scope>(
    scope: &'scope Scope<'scope, '_>,
    cache: &'scope Cache,
    key: u32,
    value: u32,
) -> ScopedJoinHandle<'scope, Call> {
    scope.spawn(move || get(cache, key, value))
}

/// What a thread returns that a closure has started.
pub fn joined<T>(thread: Option<ScopedJoinHandle<T>>) -> T {
    thread.expect("the key was absent, so its closure is called").join().expect("get_or_compute does not panic")
}

/// Both at the same time.
pub fn two<T: Send>(mine: &mut dyn FnMut() -> T, others: &mut (dyn FnMut() -> T + Send)) -> [T; 2] {
    thread::scope(|scope| {
        let other = scope.spawn(others);
        [mine(), joined(Some(other))]
    })
}

/// How many of these calls for one key computed, and whether they agree: all that returned have the same `Arc`, with what was
/// computed in it.
pub fn told(calls: &[Call]) -> (usize, bool) {
    let computed: Vec<u32> = calls.iter().filter_map(|call| call.computed).collect();
    let values: Vec<&Arc<u32>> = calls.iter().filter_map(|call| call.value.as_ref()).collect();
    let agree = calls.iter().all(|call| call.key == calls[0].key)
        && values.iter().all(|value| Arc::ptr_eq(value, values[0]) && computed.iter().all(|computed| computed == &***value));
    (computed.len(), agree)
}
