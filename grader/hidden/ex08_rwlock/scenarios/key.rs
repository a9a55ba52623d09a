//! The keys of all scenarios: they can be compared, hashed and cloned, and nothing else.

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Different keys have the same hash, as they may.
#[derive(Clone)]
pub struct Key {
    id: u32,
    act: Option<Arc<Act>>,
}

/// Done once, by the thread that has the key, when it is compared with an equal one: so the key has been found, and those who
/// look it up are still doing so. The flag is the real one, and no scheduling point: no other thread has this key.
pub struct Act {
    done: AtomicBool,
    act: Box<dyn Fn() + Send + Sync>,
}

impl Act {
    pub fn is_done(&self) -> bool {
        self.done.load(Relaxed)
    }
}

impl Key {
    pub fn new(id: u32) -> Key {
        Key { id, act: None }
    }

    /// For keys that are there: one that gets into a map would act in the hands of others.
    pub fn acting(id: u32, act: impl Fn() + Send + Sync + 'static) -> (Key, Arc<Act>) {
        let act = Arc::new(Act { done: AtomicBool::new(false), act: Box::new(act) });
        (Key { id, act: Some(act.clone()) }, act)
    }

    pub fn id(&self) -> u32 {
        self.id
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        let act = self.act.as_ref().or(other.act.as_ref()).filter(|_| self.id == other.id);
        if let Some(act) = act.filter(|act| !act.done.swap(true, Relaxed)) {
            (act.act)();
        }
        self.id == other.id
    }
}

impl Eq for Key {}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u8(0);
    }
}
