//! What a store tells: the newest of everything, or whatever somebody asks for in SQL.

use std::collections::BTreeMap;

use rusqlite::{Row, types::ValueRef};

use super::{Store, StoreError};
use crate::report::Fate;

/// What is asked for. Nothing named is everything.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only of this student.
    pub student: Option<String>,
    /// Only of exercises with these stems.
    pub stems: Vec<String>,
    /// Only with this verdict.
    pub verdict: Option<String>,
}

/// The newest result of one exercise of one student.
#[derive(Debug, Clone, PartialEq)]
pub struct Latest {
    /// Who handed it in.
    pub student: String,
    /// The exercise's stem.
    pub stem: String,
    /// When it was graded, in microseconds since 1970-01-01 (UTC).
    pub at: i64,
    /// What became of it.
    pub fate: Fate,
    /// The digest of what was graded; `None` where nothing could be taken.
    pub submission: Option<String>,
    /// The level at which it was graded.
    pub level: Option<String>,
}

/// What somebody handed in, the last time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedIn {
    /// Who.
    pub student: String,
    /// The folder, the archive, or the URL and the commit.
    pub origin: String,
    /// The commit that was graded.
    pub commit: Option<String>,
    /// Why nothing of it could be taken.
    pub problem: Option<String>,
}

impl Store {
    /// The newest result of each exercise of each student, by student and stem.
    ///
    /// # Errors
    /// The file cannot be read, or says something that no version of ours has written.
    pub fn latest(&self, filter: &Filter) -> Result<Vec<Latest>, StoreError> {
        let select = "SELECT student, stem, at, fate, result, submission, level FROM latest
            WHERE (?1 IS NULL OR student = ?1) AND (?2 IS NULL OR verdict = ?2) ORDER BY student, stem";
        let mut statement = self.tell(self.connection.prepare(select))?;
        let raw =
            |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?));
        let rows = self.tell(statement.query_map((&filter.student, &filter.verdict), raw))?;
        let mut latest = Vec::new();
        for row in rows {
            let (student, stem, at, fate, result, submission, level): (
                String,
                String,
                i64,
                String,
                Option<String>,
                _,
                _,
            ) = self.tell(row)?;
            if filter.stems.is_empty() || filter.stems.contains(&stem) {
                let fate = self.fate(&fate, result.as_deref().unwrap_or("null"))?;
                latest.push(Latest { student, stem, at, fate, submission, level });
            }
        }
        Ok(latest)
    }

    fn fate(&self, name: &str, result: &str) -> Result<Fate, StoreError> {
        match name {
            "judged" | "refused" => Ok(Fate::Judged(self.parse(result)?)),
            "fault" => Ok(Fate::Fault(serde_json::from_str(result).unwrap_or_else(|_| result.to_owned()))),
            _ => Ok(Fate::NotHandedIn),
        }
    }

    /// What everybody handed in the last time, by student.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn handed_in(&self) -> Result<Vec<HandedIn>, StoreError> {
        let select = "SELECT student, origin, commit_id, problem FROM (
                SELECT *, row_number() OVER (PARTITION BY student ORDER BY at DESC, batch DESC) AS age FROM handed_in)
            WHERE age = 1 ORDER BY student";
        let mut statement = self.tell(self.connection.prepare(select))?;
        let row = |row: &Row| {
            Ok(HandedIn { student: row.get(0)?, origin: row.get(1)?, commit: row.get(2)?, problem: row.get(3)? })
        };
        let rows = self.tell(statement.query_map([], row))?;
        rows.map(|row| self.tell(row)).collect()
    }

    /// The text of each file of a submission, by its path in the exercise's folder.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn files(&self, submission: &str) -> Result<BTreeMap<String, String>, StoreError> {
        let select = "SELECT path, text FROM source WHERE submission = ?1";
        let mut statement = self.tell(self.connection.prepare_cached(select))?;
        let rows = self.tell(statement.query_map([submission], |row| Ok((row.get(0)?, row.get(1)?))))?;
        rows.map(|row| self.tell(row)).collect()
    }

    /// The answer to a question in SQL: the names of its columns, then its rows. Nothing can be changed by it.
    ///
    /// # Errors
    /// It is no question, or would change something.
    pub fn ask(&self, sql: &str) -> Result<Vec<Vec<String>>, StoreError> {
        let mut statement = self.tell(self.connection.prepare(sql))?;
        if !statement.readonly() {
            return Err(self.error("results are only added by a batch: ask with SELECT"));
        }
        let mut table = vec![statement.column_names().map(str::to_owned).collect::<Vec<_>>()];
        let columns = table[0].len();
        let rows = self
            .tell(statement.query_map([], |row| (0..columns).map(|index| Ok(text(row.get_ref(index)?))).collect()))?;
        for row in rows {
            table.push(self.tell(row)?);
        }
        Ok(table)
    }
}

fn text(value: ValueRef) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}
