//! Locks the slot before it lets go of the map: whoever waits for a value keeps the map locked meanwhile.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

type Slot<V> = Arc<Mutex<Option<Arc<V>>>>;

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Slot<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if !self.slots.read().unwrap().contains_key(&key) {
            self.slots.write().unwrap().entry(key.clone()).or_default();
        }
        let slots = self.slots.read().unwrap(); //~ not-parallel
        let slot = slots[&key].clone();
        let mut value = slot.lock().unwrap_or_else(PoisonError::into_inner);
        drop(slots);
        value.get_or_insert_with(|| Arc::new(f(&key))).clone()
    }
}
