//! Several stores in one: the shards of a class, graded on as many machines. Merging the same again changes nothing.

use std::path::Path;

use super::{Store, StoreError};

/// A batch that is there already is taken anew, since it may have gone on meanwhile; everything else is only added.
const MERGE: &str = "
BEGIN IMMEDIATE;
DELETE FROM main.batch WHERE uid IN (SELECT uid FROM shard.batch);
INSERT INTO main.batch (uid, began, ended, grader, compiler, level, shard)
  SELECT uid, began, ended, grader, compiler, level, shard FROM shard.batch ORDER BY id;
CREATE TEMP TABLE moved AS
  SELECT theirs.id AS theirs, ours.id AS ours FROM shard.batch AS theirs JOIN main.batch AS ours USING (uid);
INSERT INTO main.handed_in (batch, student, origin, commit_id, problem, at)
  SELECT moved.ours, student, origin, commit_id, problem, at FROM shard.handed_in JOIN moved ON moved.theirs = batch;
INSERT OR IGNORE INTO main.source SELECT * FROM shard.source;
INSERT OR IGNORE INTO main.grading
  (key, stem, submission, checks, compiler, level, seal, course_key, verdict, score, max_score, seconds, at, result)
  SELECT key, stem, submission, checks, compiler, level, seal, course_key, verdict, score, max_score, seconds, at, result
  FROM shard.grading ORDER BY id;
INSERT INTO main.entry (batch, student, stem, at, fate, grading, reused, result)
  SELECT moved.ours, student, entry.stem, entry.at, fate, ours.id, reused, entry.result
  FROM shard.entry AS entry JOIN moved ON moved.theirs = batch
  LEFT JOIN shard.grading AS theirs ON theirs.id = entry.grading
  LEFT JOIN main.grading AS ours ON ours.key = theirs.key AND ours.at = theirs.at
  ORDER BY entry.id;
DROP TABLE moved;
COMMIT;
";

impl Store {
    /// Adds all that is in the store at `shard`; says how many results came with it.
    ///
    /// # Errors
    /// There is no store, or one of the two cannot be read or written. Nothing has changed then.
    pub fn merge(&self, shard: &Path) -> Result<i64, StoreError> {
        let other = Store::open_existing(shard)?;
        let count = "SELECT count(*) FROM entry";
        let entries = other.tell(other.connection.query_row(count, [], |row| row.get::<_, i64>(0)))?;
        let whole = "SELECT count(*) FROM pragma_foreign_key_check";
        if other.tell(other.connection.query_row(whole, [], |row| row.get::<_, i64>(0)))? > 0 {
            return Err(other.error("points to rows that are not there: it is damaged"));
        }
        let path = shard.to_str().ok_or_else(|| other.error("has a path that is not UTF-8: rename it"))?;
        if self.path.canonicalize().ok() == shard.canonicalize().ok() {
            return Err(other.error("is the store that is merged into: name another"));
        }
        self.tell(self.connection.execute("ATTACH DATABASE ?1 AS shard", [path]))?;
        let merged = self.connection.execute_batch(MERGE);
        if merged.is_err() {
            let _ = self.connection.execute_batch("ROLLBACK; DROP TABLE IF EXISTS temp.moved;");
        }
        let detached = self.connection.execute_batch("DETACH DATABASE shard");
        self.tell(merged.and(detached))?;
        Ok(entries)
    }
}
