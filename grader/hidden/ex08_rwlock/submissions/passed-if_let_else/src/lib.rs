//! Asks for the write lock in the `else` of an `if let`: in the 2024 edition the read guard is gone there.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<OnceLock<Arc<V>>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slot = if let Some(slot) = self.slots.read().unwrap().get(&key) {
            Arc::clone(slot)
        } else {
            self.slots.write().unwrap().entry(key.clone()).or_default().clone()
        };
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
