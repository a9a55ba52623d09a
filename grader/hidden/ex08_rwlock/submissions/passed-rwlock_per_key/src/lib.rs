//! Each key has a lock to read and write: who reads a value that is there never writes anywhere.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

type Slot<V> = Arc<RwLock<Option<Arc<V>>>>;

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Slot<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slot = self.slot(&key);
        let value = slot.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(value) = value {
            return value;
        }
        let mut value = slot.write().unwrap_or_else(|poison| {
            slot.clear_poison();
            poison.into_inner()
        });
        // There by now, if another thread was first.
        if let Some(value) = &*value {
            return Arc::clone(value);
        }
        value.insert(Arc::new(f(&key))).clone()
    }

    fn slot(&self, key: &K) -> Slot<V> {
        let slots = self.slots.read().unwrap();
        match slots.get(key) {
            Some(slot) => slot.clone(),
            None => {
                drop(slots);
                self.slots.write().unwrap().entry(key.clone()).or_default().clone()
            }
        }
    }
}
