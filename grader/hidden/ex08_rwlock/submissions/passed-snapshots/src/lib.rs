//! Readers take the whole map with them, and look up without any lock; who writes puts a changed copy in its place.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

type Slot<V> = Arc<OnceLock<Arc<V>>>;

pub struct Cache<K, V> {
    snapshot: RwLock<Arc<HashMap<K, Slot<V>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { snapshot: RwLock::new(Arc::new(HashMap::new())) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let snapshot = self.snapshot.read().unwrap().clone();
        let slot = snapshot.get(&key).cloned().unwrap_or_else(|| self.add(&key));
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }

    fn add(&self, key: &K) -> Slot<V> {
        let mut snapshot = self.snapshot.write().unwrap();
        if let Some(slot) = snapshot.get(key) {
            return slot.clone();
        }
        let mut changed = HashMap::clone(&snapshot);
        let slot = changed.entry(key.clone()).or_default().clone();
        *snapshot = Arc::new(changed);
        slot
    }
}
