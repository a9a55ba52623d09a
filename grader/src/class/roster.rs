//! Names and addresses of a class, from a list of the teachers' own.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use super::ListError;

/// What a roster tells of a student.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Person {
    /// What the submission is called.
    student: String,
    /// The name.
    #[serde(default)]
    pub name: Option<String>,
    /// The address for mail.
    #[serde(default)]
    pub email: Option<String>,
}

/// The people of the roster at `path`, by what their submissions are called: a `.csv` with the columns `student`, `name` and
/// `email`, of which the last two may be missing or empty.
///
/// # Errors
/// It cannot be read, or names somebody twice or not at all.
pub fn roster(path: &Path) -> Result<BTreeMap<String, Person>, ListError> {
    let error = |problem: String| ListError { path: path.to_owned(), problem };
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).map_err(|problem| error(problem.to_string()))?;
    let mut people = BTreeMap::new();
    for (index, person) in reader.deserialize::<Person>().enumerate() {
        let line = index + 2;
        let remedy = "the first line says student,name,email";
        let person = person.map_err(|problem| error(format!("{problem}: {remedy}")))?;
        let told = person.student.escape_debug().to_string();
        if person.student.is_empty() {
            return Err(error(format!("line {line}: no student: {remedy}")));
        }
        if people.insert(person.student.clone(), person).is_some() {
            return Err(error(format!("line {line}: `{told}` is there twice: keep one")));
        }
    }
    Ok(people)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn of(text: &str) -> Result<BTreeMap<String, Person>, ListError> {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("roster.csv");
        fs::write(&path, text).unwrap();
        roster(&path)
    }

    #[test]
    fn names_and_addresses_may_be_missing() {
        let people = of("student,name,email\nal, Al A ,al@x.org\nbo,,\n").unwrap();
        assert_eq!(people["al"].name.as_deref(), Some("Al A"));
        assert_eq!((&people["bo"].name, &people["bo"].email), (&None, &None));
        assert_eq!(of("student\nal\n").unwrap()["al"].name, None);
    }

    #[test]
    fn what_is_wrong_is_told_with_the_line() {
        for (text, told) in [
            ("name\nAl\n", "missing field `student`"),
            ("student\nal\nal\n", "line 3: `al`"),
            ("student,name\n,x\n", "line 2: no student"),
        ] {
            assert!(of(text).unwrap_err().to_string().contains(told), "{text}");
        }
    }
}
