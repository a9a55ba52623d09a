//! Keeps nothing but a Weak: when nobody has the value any more, it is computed again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};

type Slot<V> = Arc<Mutex<Weak<V>>>;

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Slot<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let found = self.slots.read().unwrap().get(&key).cloned();
        let slot = found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone());
        let mut weak = slot.lock().unwrap_or_else(PoisonError::into_inner); //~ wrong-answer
        weak.upgrade().unwrap_or_else(|| {
            let value = Arc::new(f(&key));
            *weak = Arc::downgrade(&value);
            value
        })
    }
}
