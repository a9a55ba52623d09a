//! What a batch writes. Each call is one transaction: it is there as a whole, or not at all.

use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Transaction, TransactionBehavior, named_params, params};

use super::{Key, Store, StoreError};
use crate::{
    judge::{ExerciseResult, Verdict},
    report::Fate,
    submission::Submission,
};

/// One batch in this store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BatchId(pub(super) i64);

/// What is known of a batch when it begins.
#[derive(Debug, Clone, Copy)]
pub struct Began<'a> {
    /// What `rustc -vV` says.
    pub compiler: &'a str,
    /// The level, A to D.
    pub level: &'a str,
    /// Which part of the class: `1/1`.
    pub shard: &'a str,
}

impl Store {
    /// Begins a batch.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn begin(&self, began: &Began) -> Result<BatchId, StoreError> {
        let insert = "INSERT INTO batch (uid, began, grader, compiler, level, shard)
            VALUES (lower(hex(randomblob(16))), ?1, ?2, ?3, ?4, ?5)";
        let Began { compiler, level, shard } = began;
        let grader = env!("CARGO_PKG_VERSION");
        self.tell(self.connection.execute(insert, params![now(), grader, compiler, level, shard]))?;
        Ok(BatchId(self.connection.last_insert_rowid()))
    }

    /// Says that a batch has come to its end.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn end(&self, batch: BatchId) -> Result<(), StoreError> {
        let update = "UPDATE batch SET ended = ?1 WHERE id = ?2";
        self.tell(self.connection.execute(update, params![now(), batch.0])).map(drop)
    }

    /// Notes what somebody handed in; `problem` says why nothing of it can be taken.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn hand_in(
        &self,
        batch: BatchId,
        student: &str,
        origin: &str,
        commit: Option<&str>,
        problem: Option<&str>,
    ) -> Result<(), StoreError> {
        let insert = "INSERT OR REPLACE INTO handed_in (batch, student, origin, commit_id, problem, at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let values = params![batch.0, student, origin, commit, problem, now()];
        self.tell(self.connection.execute(insert, values)).map(drop)
    }

    /// What is known of a submission with that key.
    ///
    /// # Errors
    /// The file cannot be read, or says something that no version of ours has written.
    pub fn known(&self, key: &Key) -> Result<Option<ExerciseResult>, StoreError> {
        let select = "SELECT result FROM grading WHERE key = ?1 ORDER BY at DESC LIMIT 1";
        let result = self.connection.query_row(select, [key.digest()], |row| row.get::<_, String>(0));
        match result {
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(None),
            result => self.tell(result).and_then(|json| self.parse(&json)).map(Some),
        }
    }

    pub(super) fn parse(&self, json: &str) -> Result<ExerciseResult, StoreError> {
        serde_json::from_str(json).map_err(|error| self.error(format!("holds a result that cannot be read: {error}")))
    }

    /// Keeps what became of one exercise of one submission. A grading that was `known` is pointed to, and every other one is
    /// kept with the files that were graded.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(
        &mut self,
        batch: BatchId,
        student: &str,
        stem: &str,
        fate: &Fate,
        graded: Option<(&Key, &Submission)>,
        known: bool,
    ) -> Result<(), StoreError> {
        let path = self.path.clone();
        let failed = |error: rusqlite::Error| StoreError { path: path.clone(), problem: super::told(&error) };
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let written = write(&transaction, (batch, student, stem), fate, graded, known);
        written.and_then(|()| transaction.commit()).map_err(failed)
    }
}

fn write(
    transaction: &Transaction,
    (batch, student, stem): (BatchId, &str, &str),
    fate: &Fate,
    graded: Option<(&Key, &Submission)>,
    known: bool,
) -> rusqlite::Result<()> {
    let (name, grading, result) = match (fate, graded) {
        (Fate::Judged(result), Some((key, submission))) => {
            ("judged", Some(grading(transaction, result, key, submission, known)?), None)
        }
        (Fate::Judged(result), None) => ("refused", None, Some(json(result))),
        (Fate::NotHandedIn, _) => ("absent", None, None),
        (Fate::Fault(fault), _) => ("fault", None, Some(json(fault))),
    };
    let insert = "INSERT OR REPLACE INTO entry (batch, student, stem, at, fate, grading, reused, result)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    transaction.prepare_cached(insert)?.execute(params![
        batch.0,
        student,
        stem,
        now(),
        name,
        grading,
        known,
        result
    ])?;
    Ok(())
}

/// The row of the grading: the newest with its key where it was known, else a new one.
fn grading(
    transaction: &Transaction,
    result: &ExerciseResult,
    key: &Key,
    submission: &Submission,
    known: bool,
) -> rusqlite::Result<i64> {
    let digest = key.digest();
    if known {
        let select = "SELECT id FROM grading WHERE key = ?1 ORDER BY at DESC LIMIT 1";
        return transaction.prepare_cached(select)?.query_row([digest], |row| row.get(0));
    }
    let insert = "INSERT OR IGNORE INTO source (submission, path, text) VALUES (?1, ?2, ?3)";
    for (path, text) in &submission.files {
        transaction.prepare_cached(insert)?.execute(params![submission.digest, path, text])?;
    }
    let insert = "INSERT INTO grading
        (key, stem, submission, checks, compiler, level, seal, course_key, verdict, score, max_score, seconds, at, result)
        VALUES (:key, :stem, :submission, :checks, :compiler, :level, :seal, :course_key, :verdict, :score, :max_score,
            :seconds, :at, :result)";
    transaction.prepare_cached(insert)?.execute(named_params! {
        ":key": digest,
        ":stem": key.stem,
        ":submission": key.submission,
        ":checks": key.checks,
        ":compiler": key.compiler,
        ":level": key.level,
        ":seal": key.seal,
        ":course_key": key.course_key,
        ":verdict": result.verdict.map(Verdict::name),
        ":score": result.score(),
        ":max_score": result.max_score(),
        ":seconds": result.seconds,
        ":at": now(),
        ":result": json(result),
    })?;
    Ok(transaction.last_insert_rowid())
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("results have no maps with other keys than texts")
}

/// Microseconds since 1970-01-01 (UTC).
pub(super) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}
