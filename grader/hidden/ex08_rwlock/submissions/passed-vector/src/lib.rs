//! No map: a vector of keys and slots, looked through from the beginning.

use std::hash::Hash;
use std::sync::{Arc, OnceLock, RwLock};

type Slot<V> = Arc<OnceLock<Arc<V>>>;

pub struct Cache<K, V> {
    entries: RwLock<Vec<(K, Slot<V>)>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { entries: RwLock::new(Vec::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let find =
            |entries: &[(K, Slot<V>)]| entries.iter().find(|(known, _)| *known == key).map(|(_, slot)| slot.clone());
        let mut found = find(&self.entries.read().unwrap());
        if found.is_none() {
            let mut entries = self.entries.write().unwrap();
            found = find(&entries);
            if found.is_none() {
                let slot = Slot::default();
                entries.push((key.clone(), slot.clone()));
                found = Some(slot);
            }
        }
        found.expect("it was put in").get_or_init(|| Arc::new(f(&key))).clone()
    }
}
