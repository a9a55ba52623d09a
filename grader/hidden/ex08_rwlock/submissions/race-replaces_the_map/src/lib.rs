//! Puts a changed copy of the map in the place of the map that is there by now, and what others have put in is gone.

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
        let snapshot = self.snapshot.read().unwrap().clone(); //~ race
        let slot = snapshot.get(&key).cloned().unwrap_or_else(|| {
            let mut changed = HashMap::clone(&snapshot);
            let slot = changed.entry(key.clone()).or_default().clone();
            *self.snapshot.write().unwrap() = Arc::new(changed);
            slot
        });
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
