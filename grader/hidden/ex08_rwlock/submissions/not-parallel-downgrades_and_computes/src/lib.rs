//! Becomes a reader of the map before it computes, so that other readers go on; but nobody puts a new key in meanwhile.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock, RwLockWriteGuard};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, OnceLock<Arc<V>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let mut slots = self.slots.read().unwrap();
        if !slots.contains_key(&key) {
            drop(slots);
            let mut writing = self.slots.write().unwrap();
            writing.entry(key.clone()).or_default();
            slots = RwLockWriteGuard::downgrade(writing); //~ not-parallel
        }
        slots[&key].get_or_init(|| Arc::new(f(&key))).clone()
    }
}
