//! A `Once` for each key: after a panic it panics for all who come later.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, Once, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<Slot<V>>>>,
}

struct Slot<V> {
    once: Once,
    value: Mutex<Option<Arc<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let found = self.slots.read().unwrap().get(&key).cloned();
        let slot = found.unwrap_or_else(|| {
            let new = || Arc::new(Slot { once: Once::new(), value: Mutex::new(None) });
            self.slots.write().unwrap().entry(key.clone()).or_insert_with(new).clone()
        });
        slot.once.call_once(|| {
            //~ panicked
            let value = Arc::new(f(&key));
            *slot.value.lock().unwrap() = Some(value);
        });
        slot.value.lock().unwrap().clone().expect("it was put in, by this thread or another")
    }
}
