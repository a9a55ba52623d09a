//! Replaces an entry inside of the `if let` that has it from the read lock.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

pub struct Cache<K, V> {
    values: RwLock<HashMap<K, Arc<OnceLock<Arc<V>>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(value) = self.values.read().unwrap().get(&key) {
            if let Some(value) = value.get() {
                return value.clone();
            }
            return self.fill(key, f);
        }
        self.fill(key, f)
    }

    /// Makes sure that there is a slot, and fills it outside of the lock.
    fn fill(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slot = self.values.write().unwrap().entry(key.clone()).or_default().clone(); //~ deadlock
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
