//! Keeps what came of the computation, also if that was a panic, and panics again for all who come later.

use std::collections::HashMap;
use std::hash::Hash;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Arc, OnceLock, RwLock};

/// The value, or nothing after a panic.
type Outcome<V> = Arc<OnceLock<Option<Arc<V>>>>;

pub struct Cache<K, V> {
    outcomes: RwLock<HashMap<K, Outcome<V>>>,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { outcomes: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let found = self.outcomes.read().unwrap().get(&key).cloned();
        let outcome = found.unwrap_or_else(|| self.outcomes.write().unwrap().entry(key.clone()).or_default().clone());
        let mut panic = None;
        let value = outcome.get_or_init(|| match catch_unwind(AssertUnwindSafe(|| f(&key))) {
            Ok(value) => Some(Arc::new(value)),
            Err(payload) => {
                panic = Some(payload);
                None
            }
        });
        if let Some(payload) = panic {
            resume_unwind(payload);
        }
        value.clone().expect("the value could not be computed") //~ panicked
    }
}
