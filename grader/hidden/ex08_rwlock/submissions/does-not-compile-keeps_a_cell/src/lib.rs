//! A `RefCell` around the map: it is borrowed through a shared reference, but not by two threads.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

pub struct Cache<K, V> {
    values: RefCell<HashMap<K, Arc<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { values: RefCell::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(value) = self.values.borrow().get(&key) {
            return value.clone();
        }
        let value = Arc::new(f(&key));
        self.values.borrow_mut().insert(key, value.clone());
        value
    }
}
