//! The table of all attacks, for whoever wants to see at one look what stops what.

use std::{collections::BTreeMap, fs, sync::Mutex};

use super::{attack::Attack, course::root};

static ROWS: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

/// What an attack came to.
pub fn row(attack: &Attack, verdict: &str, untouched: bool) {
    let untouched = if untouched { "untouched" } else { "DISTURBED" };
    let row = [&attack.name, &attack.phase, &attack.told.stopped_by, verdict, untouched].join("\t");
    ROWS.lock().unwrap().insert(attack.name.clone(), row);
}

/// Writes what came of them to `target/grader/attacks.tsv`.
pub fn write() {
    let folder = root().join("target/grader");
    let rows: Vec<String> = ROWS.lock().unwrap().values().cloned().collect();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("attacks.tsv"), rows.join("\n") + "\n").unwrap();
}
