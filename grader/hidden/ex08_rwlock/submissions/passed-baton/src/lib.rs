//! The right to compute a key is a token in a channel of its own: who receives it computes, or finds that all is done.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, RwLock};

pub struct Cache<K, V> {
    slots: RwLock<HashMap<K, Arc<Slot<V>>>>,
}

struct Slot<V> {
    value: OnceLock<Arc<V>>,
    give: Sender<()>,
    take: Mutex<Receiver<()>>,
}

impl<V> Slot<V> {
    fn new() -> Slot<V> {
        let (give, take) = channel();
        give.send(()).expect("the receiver is here");
        Slot { value: OnceLock::new(), give, take: Mutex::new(take) }
    }
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { slots: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        let found = self.slots.read().unwrap().get(&key).cloned();
        let slot = found.unwrap_or_else(|| {
            let mut slots = self.slots.write().unwrap();
            slots.entry(key.clone()).or_insert_with(|| Arc::new(Slot::new())).clone()
        });
        if let Some(value) = slot.value.get() {
            return value.clone();
        }
        slot.take.lock().unwrap().recv().expect("the slot keeps a sender");
        let _passed_on = Token(&slot.give);
        if slot.value.get().is_none() {
            let _ = slot.value.set(Arc::new(f(&key)));
        }
        slot.value.get().expect("it is there now").clone()
    }
}

struct Token<'a>(&'a Sender<()>);

impl Drop for Token<'_> {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}
