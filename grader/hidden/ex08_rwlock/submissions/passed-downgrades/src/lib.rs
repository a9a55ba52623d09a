//! Whoever puts a slot in becomes a reader of the map, clones the slot as all readers do, and then lets go.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock, RwLockReadGuard, RwLockWriteGuard};

type Slots<K, V> = HashMap<K, Arc<OnceLock<Arc<V>>>>;

pub struct Cache<K, V> {
    slots: RwLock<Slots<K, V>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slots = self.with_a_slot(&key);
        let slot = Arc::clone(&slots[&key]);
        drop(slots);
        slot.get_or_init(|| Arc::new(f(&key))).clone()
    }

    fn with_a_slot(&self, key: &K) -> RwLockReadGuard<'_, Slots<K, V>> {
        let slots = self.slots.read().unwrap();
        if slots.contains_key(key) {
            return slots;
        }
        drop(slots);
        let mut slots = self.slots.write().unwrap();
        slots.entry(key.clone()).or_default();
        RwLockWriteGuard::downgrade(slots)
    }
}
