//! The file in which hidden checks leave their records, one JSON line each. That a check left none is `judge`'s to say.

use std::{fs, io, path::Path};

use crate::{Fault, judge::Record};

/// The records of the exercise `stem` in the file at `path`; none where there is no file.
///
/// # Errors
/// The file cannot be read, or a line of it is no record: it was cut short, or somebody else wrote to it.
pub fn read(path: &Path, stem: &str) -> Result<Vec<Record>, Fault> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Fault::file("read", path)(error)),
    };
    let records = text.lines().zip(1..).map(|(line, number)| {
        serde_json::from_str(line).map_err(|error| Fault::course(path, format!("line {number} is no record: {error}")))
    });
    let records: Vec<Record> = records.collect::<Result<_, _>>()?;
    match records.iter().find(|record| record.stem != stem) {
        Some(other) => Err(Fault::course(path, format!("a record of {} among those of {stem}", other.stem))),
        None => Ok(records),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = r#"{"stem":"ex01_thread","check":"joins","case":"","seed":null,"outcome":"passed"}"#;

    fn read_back(text: &str) -> Result<Vec<Record>, Fault> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        read(file.path(), "ex01_thread")
    }

    #[test]
    fn each_line_is_a_record() {
        assert_eq!(read_back(&format!("{RECORD}\n{RECORD}\n")).unwrap().len(), 2);
        assert!(read(Path::new("/nowhere/records"), "ex01_thread").unwrap().is_empty());
    }

    #[test]
    fn a_line_that_is_no_record_is_a_fault_that_names_the_line() {
        for broken in ["{", "", &RECORD[..40], r#"{"stem":"ex01_thread"}"#] {
            let fault = read_back(&format!("{RECORD}\n{broken}\n")).unwrap_err().to_string();
            assert!(fault.contains("line 2"), "{fault}");
        }
        let other = RECORD.replace("ex01_thread", "ex02_process");
        assert!(read_back(&other).unwrap_err().to_string().contains("ex02_process"));
    }
}
