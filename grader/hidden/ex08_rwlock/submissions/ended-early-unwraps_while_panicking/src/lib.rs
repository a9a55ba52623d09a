//! Tidies up after a panic in a destructor that unwraps the lock which this very panic has poisoned: a second panic ends all.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, RwLock};

type Slot<V> = Mutex<Option<Arc<V>>>;

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<Slot<V>>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let found = self.slots.read().unwrap().get(&key).cloned();
        let slot = found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone());
        let _tidy = ClearPoison(&slot);
        let mut value = slot.lock().unwrap();
        value.get_or_insert_with(|| Arc::new(f(&key))).clone()
    }
}

/// Dropped after the guard, so that those who come later find a lock as good as new.
struct ClearPoison<'a, V>(&'a Slot<V>);

impl<V> Drop for ClearPoison<'_, V> {
    fn drop(&mut self) {
        if self.0.lock().unwrap().is_none() {
            self.0.clear_poison();
        }
    }
}
