//! Each key has a mutex, held while its value is computed; that it is poisoned by a panic does not matter.

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
        let slot = self.slot(&key);
        let mut value = slot.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(value.get_or_insert_with(|| Arc::new(f(&key))))
    }

    fn slot(&self, key: &K) -> Slot<V> {
        {
            let slots = self.slots.read().unwrap();
            if let Some(slot) = slots.get(key) {
                return slot.clone();
            }
        }
        self.slots.write().unwrap().entry(key.clone()).or_default().clone()
    }
}
