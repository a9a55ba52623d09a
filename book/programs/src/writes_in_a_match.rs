//! Looks at a list with the read lock, and writes to it in the same `match`.

// ANCHOR: all
use std::sync::RwLock;

/// Who is first on the list.
pub fn run() -> &'static str {
    let list = RwLock::new(Vec::<&str>::new());
    match list.read().unwrap().first() {
        Some(first) => first,
        None => {
            list.write().unwrap().push("Ada");
            "Ada"
        }
    }
}
// ANCHOR_END: all
