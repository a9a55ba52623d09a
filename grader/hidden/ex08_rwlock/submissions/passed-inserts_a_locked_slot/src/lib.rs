//! A new slot is locked before anybody else can see it, and its lock is kept until the value is in it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

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
        let slot = match found {
            Some(slot) => slot,
            None => {
                let mut slots = self.slots.write().unwrap();
                match slots.entry(key.clone()) {
                    Entry::Occupied(entry) => entry.get().clone(),
                    Entry::Vacant(entry) => {
                        let slot = Arc::new(Mutex::new(None));
                        let mut value = slot.lock().unwrap();
                        entry.insert(slot.clone());
                        drop(slots);
                        return value.insert(Arc::new(f(&key))).clone();
                    }
                }
            }
        };
        // Empty if whoever made the slot has panicked.
        let mut value = slot.lock().unwrap_or_else(PoisonError::into_inner);
        value.get_or_insert_with(|| Arc::new(f(&key))).clone()
    }
}
