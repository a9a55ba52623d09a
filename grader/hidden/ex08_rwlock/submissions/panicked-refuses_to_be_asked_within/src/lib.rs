//! Panics when it is asked by a closure that it is running, as a precaution against deadlocks, though the key is another.

use std::cell::Cell;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

thread_local! {
    static COMPUTING: Cell<bool> = const { Cell::new(false) };
}

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<OnceLock<Arc<V>>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        assert!(!COMPUTING.get(), "the closure asks the cache that is running it"); //~ panicked
        let found = self.slots.read().unwrap().get(&key).cloned();
        let slot = found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone());
        let compute = || {
            let _computing = Computing::begin();
            Arc::new(f(&key))
        };
        slot.get_or_init(compute).clone()
    }
}

struct Computing;

impl Computing {
    fn begin() -> Computing {
        COMPUTING.set(true);
        Computing
    }
}

impl Drop for Computing {
    fn drop(&mut self) {
        COMPUTING.set(false);
    }
}
