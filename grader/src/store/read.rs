//! What a store tells: the newest of everything, or whatever somebody asks for in SQL.

use std::collections::BTreeMap;

use rusqlite::{
    Connection, ErrorCode, OpenFlags, Row,
    hooks::{AuthAction, AuthContext, Authorization},
    types::ValueRef,
};

use super::{PATIENCE, Store, StoreError, told};
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

    /// The answer to a question in SQL: the names of its columns, then its rows. Nothing can be changed by it, here or in
    /// another file.
    ///
    /// # Errors
    /// It is no question, or would change something.
    pub fn ask(&self, sql: &str) -> Result<Vec<Vec<String>>, StoreError> {
        let reader = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut reader = self.tell(Connection::open_with_flags(&self.path, reader))?;
        self.tell(reader.busy_timeout(PATIENCE))?;
        self.tell(reader.authorizer(Some(only_reads)))?;
        answer(&reader, sql).map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::AuthorizationForStatementDenied) => {
                self.error("results are only added by a batch: ask with SELECT")
            }
            _ => self.error(told(&error)),
        })
    }
}

fn answer(reader: &Connection, sql: &str) -> rusqlite::Result<Vec<Vec<String>>> {
    let mut statement = reader.prepare(sql)?;
    let names: Vec<_> = statement.column_names().map(str::to_owned).collect();
    let columns = names.len();
    let rows = statement.query_map([], |row| (0..columns).map(|index| Ok(text(row.get_ref(index)?))).collect())?;
    std::iter::once(Ok(names)).chain(rows).collect()
}

/// Whether a part of a statement may be: what reads rows, and nothing else. (SQLite's own `stmt_readonly` is true of ATTACH, which
/// makes files.)
fn only_reads(part: AuthContext) -> Authorization {
    match part.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Function { .. } | AuthAction::Recursive => {
            Authorization::Allow
        }
        _ => Authorization::Deny,
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
