//! Who waits leaves a sender in the entry, and receives the value; if the computation panics, its senders are dropped, and
//! that wakes as well.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, RwLock};

pub struct Cache<K, V> {
    entries: RwLock<HashMap<K, Entry<V>>>,
}

enum Entry<V> {
    Ready(Arc<V>),
    Awaited(Vec<Sender<Arc<V>>>),
}

/// What a look at the map leads to.
enum Next<V> {
    Have(Arc<V>),
    Wait(Receiver<Arc<V>>),
    Compute,
}

impl<K: Eq + Hash + Clone, V> Cache<K, V> {
    pub fn new() -> Cache<K, V> {
        Cache { entries: RwLock::new(HashMap::new()) }
    }

    pub fn get_or_compute(&self, key: K, f: impl FnOnce(&K) -> V) -> Arc<V> {
        loop {
            match self.next(&key) {
                Next::Have(value) => return value,
                Next::Wait(receiver) => {
                    if let Ok(value) = receiver.recv() {
                        return value;
                    }
                }
                Next::Compute => break,
            }
        }
        let absent_again = Remove { cache: self, key: &key };
        let value = Arc::new(f(&key));
        std::mem::forget(absent_again);
        let before = self.entries.write().unwrap().insert(key, Entry::Ready(value.clone()));
        if let Some(Entry::Awaited(senders)) = before {
            for sender in senders {
                let _ = sender.send(value.clone());
            }
        }
        value
    }

    fn next(&self, key: &K) -> Next<V> {
        if let Some(Entry::Ready(value)) = self.entries.read().unwrap().get(key) {
            return Next::Have(value.clone());
        }
        let mut entries = self.entries.write().unwrap();
        match entries.get_mut(key) {
            Some(Entry::Ready(value)) => Next::Have(value.clone()),
            Some(Entry::Awaited(senders)) => {
                let (sender, receiver) = channel();
                senders.push(sender);
                Next::Wait(receiver)
            }
            None => {
                entries.insert(key.clone(), Entry::Awaited(Vec::new()));
                Next::Compute
            }
        }
    }
}

struct Remove<'a, K: Eq + Hash, V> {
    cache: &'a Cache<K, V>,
    key: &'a K,
}

impl<K: Eq + Hash, V> Drop for Remove<'_, K, V> {
    fn drop(&mut self) {
        self.cache.entries.write().unwrap().remove(self.key);
    }
}
