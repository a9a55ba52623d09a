//! Looks up with the read lock taken, and then takes the write lock all the same, to count the hit.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Slot<V>>>,
}

struct Slot<V> {
    value: Arc<OnceLock<Arc<V>>>,
    hits: u64,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let found = self.slots.read().unwrap().get(&key).map(|slot| slot.value.clone()); //~ not-parallel
        if found.is_some()
            && let Some(slot) = self.slots.write().unwrap().get_mut(&key)
        {
            slot.hits += 1;
        }
        let value = found.unwrap_or_else(|| {
            let mut slots = self.slots.write().unwrap();
            slots.entry(key.clone()).or_insert_with(|| Slot { value: Arc::default(), hits: 0 }).value.clone()
        });
        value.get_or_init(|| Arc::new(f(&key))).clone()
    }

    pub fn hits(&self) -> u64 {
        self.slots.read().unwrap().values().map(|slot| slot.hits).sum()
    }
}
