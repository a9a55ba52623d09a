//! Tries to have the lock at once, and waits for it only if that fails.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

type Slot<V> = Arc<OnceLock<Arc<V>>>;

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Slot<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slot = self.try_slot(&key).unwrap_or_else(|| self.slot(&key));
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }

    fn try_slot(&self, key: &K) -> Option<Slot<V>> {
        self.slots.try_read().ok()?.get(key).cloned()
    }

    fn slot(&self, key: &K) -> Slot<V> {
        let found = self.slots.read().unwrap().get(key).cloned();
        found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone())
    }
}
