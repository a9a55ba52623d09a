//! Asks for the write lock while it still has the read lock, whose guard has a name.

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
        let slots = self.slots.read().unwrap();
        if let Some(slot) = slots.get(&key) {
            let slot = slot.clone();
            drop(slots);
            return slot.get_or_init(|| Arc::new(f(&key))).clone();
        }
        let slot = self.slots.write().unwrap().entry(key.clone()).or_default().clone(); //~ deadlock
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
