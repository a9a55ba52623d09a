//! Puts a new slot in without a second look, over the one that another thread has just put in.

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
        let found = self.slots.read().unwrap().get(&key).cloned(); //~ race
        let slot = found.unwrap_or_else(|| {
            let slot = Arc::new(OnceLock::new());
            self.slots.write().unwrap().insert(key.clone(), slot.clone());
            slot
        });
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
