//! Computes while it still has the map locked for reading, so that no new key gets in.

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
        let found = self.slots.read().unwrap().contains_key(&key);
        if !found {
            self.slots.write().unwrap().entry(key.clone()).or_default();
        }
        let slots = self.slots.read().unwrap(); //~ not-parallel
        slots[&key].get_or_init(|| Arc::new(f(&key))).clone()
    }
}
