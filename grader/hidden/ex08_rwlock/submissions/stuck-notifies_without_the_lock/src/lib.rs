//! The mark is an atomic that is cleared without the lock: who has just seen it, and is about to wait, misses the news.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<Slot<V>>>>,
}

struct Slot<V> {
    on_its_way: AtomicBool,
    value: Mutex<Option<Arc<V>>>,
    changed: Condvar,
}

impl<V> Default for Slot<V> {
    fn default() -> Slot<V> {
        Slot { on_its_way: AtomicBool::new(false), value: Mutex::new(None), changed: Condvar::new() }
    }
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let slot = self.slots.read().unwrap().get(&key).cloned();
        let slot = slot.unwrap_or_else(|| self.slots.write().unwrap().entry(key.clone()).or_default().clone());
        slot.get_or_compute(|| f(&key))
    }
}

impl<V> Slot<V> {
    fn get_or_compute(&self, f: impl FnOnce() -> V) -> Arc<V> {
        let mut value = self.value.lock().unwrap();
        while value.is_none() && self.on_its_way.swap(true, Ordering::SeqCst) {
            value = self.changed.wait(value).unwrap(); //~ stuck
        }
        if let Some(value) = &*value {
            return Arc::clone(value);
        }
        drop(value);
        let _computing = Computing { slot: self };
        let computed = Arc::new(f());
        *self.value.lock().unwrap() = Some(Arc::clone(&computed));
        computed
    }
}

struct Computing<'a, V> {
    slot: &'a Slot<V>,
}

impl<V> Drop for Computing<'_, V> {
    fn drop(&mut self) {
        self.slot.on_its_way.store(false, Ordering::SeqCst);
        self.slot.changed.notify_all();
    }
}
