//! The results of a class, kept in one SQLite file: every grading with what it was a function of, who handed it in and when it
//! was graded. It is the cache of a batch as well: what is known is looked up by its key. Grading is the pipeline's concern,
//! and how results are told that of `report`.

mod key;
mod merge;
mod read;
mod write;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

pub use key::Key;
pub use read::{Filter, HandedIn, Latest};
use rusqlite::{Connection, OpenFlags};
pub use write::{BatchId, Began};

/// The version of the schema, kept in the file as `user_version`.
const VERSION: u32 = 1;
/// What tells the file from every other SQLite file: "FkJn", as `application_id`.
const APPLICATION: u32 = 0x466b_4a6e;
/// How long another process may hold the file.
const PATIENCE: Duration = Duration::from_secs(60);

/// An open store.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

/// What is wrong with a store, or with what was asked of it.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", path.display())]
pub struct StoreError {
    /// The store's file.
    pub path: PathBuf,
    /// What is wrong, and what to do.
    pub problem: String,
}

impl Store {
    /// Opens the store in the file at `path`, or makes one.
    ///
    /// # Errors
    /// The file cannot be opened or made, or is something else.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        Store::opened(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a store that is there.
    ///
    /// # Errors
    /// There is none, or it is something else.
    pub fn open_existing(path: &Path) -> Result<Store, StoreError> {
        if !path.is_file() {
            let problem = "there is no store: `cargo grader batch` makes one".to_owned();
            return Err(StoreError { path: path.to_owned(), problem });
        }
        Store::opened(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    }

    fn opened(path: &Path, flags: OpenFlags) -> Result<Store, StoreError> {
        let failed = |error: rusqlite::Error| StoreError { path: path.to_owned(), problem: told(&error) };
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        let store = Store { connection, path: path.to_owned() };
        store.prepare()?;
        Ok(store)
    }

    /// Makes the tables of a new file, and makes sure of those of an old one.
    fn prepare(&self) -> Result<(), StoreError> {
        let number = |name: &str| self.connection.pragma_query_value(None, name, |row| row.get::<_, u32>(0));
        let (application, version) =
            self.tell(number("application_id").and_then(|id| Ok((id, number("user_version")?))))?;
        let tables = self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, u32>(0));
        match (application, version) {
            // A shard may come from a machine that ran what students wrote: nothing else may be in it than what we would make.
            (APPLICATION, VERSION) if self.tell(schema(&self.connection))? == self.tell(ours())? => {}
            (APPLICATION, VERSION) => {
                return Err(self.error("has other tables than a store of results: it was tampered with"));
            }
            (APPLICATION, other) => {
                let problem =
                    format!("was written by another version (schema {other}, not {VERSION}): use that grader");
                return Err(self.error(problem));
            }
            _ if self.tell(tables)? > 0 => return Err(self.error("is a database, but no store of results")),
            _ => {
                let create = format!(
                    "BEGIN IMMEDIATE; {} PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;",
                    include_str!("schema.sql")
                );
                self.tell(self.connection.execute_batch(&create))?;
            }
        }
        // A process that is killed loses nothing that was committed; the file is one again when the last one closes it.
        self.tell(self.connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;",
        ))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn tell<T>(&self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        result.map_err(|error| self.error(told(&error)))
    }

    fn error(&self, problem: impl Into<String>) -> StoreError {
        StoreError { path: self.path.clone(), problem: problem.into() }
    }
}

/// All that a database has, by the statements that made it.
fn schema(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut select = connection.prepare("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY 1")?;
    select.query_map([], |row| row.get(0))?.collect()
}

/// The same of a new store.
fn ours() -> rusqlite::Result<Vec<String>> {
    let new = Connection::open_in_memory()?;
    new.execute_batch(include_str!("schema.sql"))?;
    schema(&new)
}

/// What SQLite complains of, with a remedy where there is one.
fn told(error: &rusqlite::Error) -> String {
    use rusqlite::ErrorCode;
    let remedy = match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => ": it is no SQLite file; name another",
        Some(ErrorCode::DatabaseCorrupt) => ": it is damaged; take the copy that you keep, or start anew with another",
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            ": another process holds it; try again when it is done"
        }
        Some(ErrorCode::CannotOpen) => ": its folder must be there, and must let you write",
        Some(ErrorCode::DiskFull) => ": the disk is full; make room and call again with --resume",
        Some(ErrorCode::ReadOnly) => ": it cannot be written to",
        _ => "",
    };
    format!("{error}{remedy}")
}

#[cfg(test)]
mod tests;
