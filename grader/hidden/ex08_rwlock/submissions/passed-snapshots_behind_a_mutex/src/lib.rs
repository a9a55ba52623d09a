//! A mutex, but only to fetch the map or to replace it: nobody looks anything up while holding it, except to add a key.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock};

type Slots<K, V> = HashMap<K, Arc<OnceLock<Arc<V>>>>;

pub struct Cache<K, V> {
    slots: Mutex<Arc<Slots<K, V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: Mutex::default() }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slots = Arc::clone(&self.slots.lock().unwrap());
        let slot = match slots.get(&key) {
            Some(slot) => slot.clone(),
            None => {
                let mut slots = self.slots.lock().unwrap();
                // Copies the map if somebody still looks at it.
                Arc::make_mut(&mut slots).entry(key.clone()).or_default().clone()
            }
        };
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }
}
