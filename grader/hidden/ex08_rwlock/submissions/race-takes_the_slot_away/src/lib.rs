//! Takes the slot away after a panic; who waits at it computes there, and who comes later does so elsewhere.

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
        let slot = self.slot(&key);
        let value = slot.get_or_init(|| {
            let tidy = TakeAway { cache: self, key: &key };
            let value = Arc::new(f(&key));
            std::mem::forget(tidy);
            value
        });
        value.clone()
    }

    fn slot(&self, key: &K) -> Arc<OnceLock<Arc<V>>> {
        let found = self.slots.read().unwrap().get(key).cloned(); //~ race
        found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone())
    }
}

struct TakeAway<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
}

impl<K: Eq + Hash, V> Drop for TakeAway<'_, K, V> {
    fn drop(&mut self) {
        self.cache.slots.write().unwrap().remove(self.key);
    }
}
