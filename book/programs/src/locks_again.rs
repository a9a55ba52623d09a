//! A method that holds a lock calls another one, which asks for the same lock.

// ANCHOR: all
use std::sync::Mutex;

struct Pantry {
    eggs: Mutex<u32>,
}

impl Pantry {
    fn eggs(&self) -> u32 {
        *self.eggs.lock().unwrap()
    }

    fn use_one(&self) -> u32 {
        let mut eggs = self.eggs.lock().unwrap();
        *eggs -= 1;
        self.eggs()
    }
}

/// How many eggs are left.
pub fn run() -> u32 {
    let pantry = Pantry { eggs: Mutex::new(6) };
    pantry.use_one()
}
// ANCHOR_END: all
