//! `grader merge`: one store out of several.

use std::fs;

use super::{
    ExitCode, Failure,
    arguments::Merge,
    batch::{STORE, store_at},
    output::Screen,
};
use crate::store::Store;

/// Adds each shard to the store in the folder for what comes out.
///
/// # Errors
/// A shard is no store, or the store cannot be written. Those before it have been added.
pub(super) fn merge(asked: &Merge, screen: &Screen) -> Result<ExitCode, Failure> {
    let out = asked.out.display();
    fs::create_dir_all(&asked.out).map_err(|error| Failure::Usage(format!("failed to make {out}: {error}")))?;
    let usage = |error: crate::store::StoreError| Failure::Usage(error.to_string());
    let store = Store::open(&asked.out.join(STORE)).map_err(usage)?;
    let mut text = String::new();
    for shard in &asked.shards {
        let path = store_at(shard);
        let entries = store.merge(&path).map_err(usage)?;
        text += &format!("{entries} results from {}\n", path.display());
    }
    text += &format!("\nNext: cargo grader results query {out}\n");
    screen.write(&text)?;
    Ok(ExitCode::Passed)
}
