//! A key whose computation panics is taken out of the map, and those who waited for it begin anew with the map.

use std::collections::HashMap;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, OnceLock, RwLock};

/// What came of it: the value, or nothing after a panic.
type Slot<V> = Arc<OnceLock<Option<Arc<V>>>>;

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Slot<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let mut f = Some(f);
        loop {
            let (slot, mut panic) = (self.slot(&key), None);
            let outcome = slot.get_or_init(|| {
                let f = f.take().expect("nobody else has it");
                let computed = catch_unwind(AssertUnwindSafe(|| f(&key)));
                match computed {
                    Ok(value) => Some(Arc::new(value)),
                    Err(payload) => {
                        // Before the others can see that it came to nothing.
                        self.slots.write().unwrap().remove(&key);
                        panic = Some(payload);
                        None
                    }
                }
            });
            if let Some(payload) = panic {
                resume_unwind(payload);
            }
            if let Some(value) = outcome {
                return Arc::clone(value);
            }
        }
    }

    fn slot(&self, key: &K) -> Slot<V> {
        let found = self.slots.read().unwrap().get(key).cloned();
        found.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone())
    }
}
