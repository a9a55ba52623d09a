//! Several stores in one: the shards of a class, graded on as many machines. Merging the same again changes nothing.

use std::path::Path;

use super::{Filter, Store, StoreError};
use crate::report::Fate;

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

/// Rows that no store of ours would have: results that are no JSON, other fates and verdicts than there are, rows that are
/// not there.
const STRANGE: &str = "
SELECT (SELECT count(*) FROM pragma_foreign_key_check)
  + (SELECT count(*) FROM grading WHERE NOT json_valid(result) OR score NOT BETWEEN 0 AND max_score OR max_score > 1000000)
  + (SELECT count(*) FROM entry WHERE result IS NOT NULL AND NOT json_valid(result) OR (fate = 'judged') = (grading IS NULL))";

impl Store {
    /// Makes sure that nothing is in it but what we would write.
    ///
    /// # Errors
    /// It is damaged, or somebody else has written to it.
    fn check(&self) -> Result<(), StoreError> {
        let sound = self.tell(self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0)))?;
        if sound != "ok" {
            return Err(self.error(format!("is damaged ({sound}): grade that shard again")));
        }
        if self.tell(self.connection.query_row(STRANGE, [], |row| row.get::<_, i64>(0)))? > 0 {
            return Err(self.error("holds rows that no grader has written: grade that shard again"));
        }
        for latest in self.latest(&Filter::default())? {
            let Fate::Judged(result) = latest.fate else { continue };
            if result.stem != latest.stem || result.score() > result.max_score() {
                return Err(self.error("holds results that no grader has written: grade that shard again"));
            }
        }
        Ok(())
    }

    /// Adds all that is in the store at `shard`; says how many results came with it.
    ///
    /// # Errors
    /// There is no store, or one of the two cannot be read or written. Nothing has changed then.
    pub fn merge(&self, shard: &Path) -> Result<i64, StoreError> {
        let other = Store::open_existing(shard)?;
        let count = "SELECT count(*) FROM entry";
        let entries = other.tell(other.connection.query_row(count, [], |row| row.get::<_, i64>(0)))?;
        other.check()?;
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
