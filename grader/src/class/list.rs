//! Who hands in: a folder of folders and archives, or a list of repositories.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{HandedIn, Origin};

/// What archives end in.
const ARCHIVES: [&str; 4] = [".zip", ".tar.gz", ".tgz", ".tar"];

/// Why nobody can be found: the user's mistake.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", path.display())]
pub struct ListError {
    /// The folder or the list.
    pub path: PathBuf,
    /// What is wrong, with the line where there is one, and what to do.
    pub problem: String,
}

/// Everybody who hands in under `path`, by name: the folders and archives in a folder, or the lines of a `.csv` (columns
/// `student`, `url`, `commit`) or the tables `[[submissions]]` of a `.toml` with the same keys. In place of `url` a line may
/// have `archive`, as in what `grader collect` writes. What is relative is a path from the folder that the list is in.
///
/// # Errors
/// There is no such folder or list, it names nobody, names somebody twice, or a line of it lacks something.
pub fn list(path: &Path) -> Result<Vec<HandedIn>, ListError> {
    let error = |problem: String| ListError { path: path.to_owned(), problem };
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut all = match &extension[..] {
        _ if path.is_dir() => in_folder(path).map_err(|problem| error(problem.to_string()))?,
        "csv" => repositories(path, csv_lines(path).map_err(error)?),
        "toml" => repositories(path, toml_tables(path).map_err(error)?),
        _ if path.exists() => {
            return Err(error("is no folder, .csv or .toml: name the folder that holds submissions".to_owned()));
        }
        _ => return Err(error("is not there: name the folder that holds submissions, or a list of them".to_owned())),
    };
    all.sort_by(|one, other| one.student.cmp(&other.student));
    if let Some(twice) = all.windows(2).find(|pair| pair[0].student == pair[1].student) {
        let [one, other] = [&twice[0], &twice[1]].map(|handed_in| handed_in.origin.to_string());
        return Err(error(format!(
            "`{}` is there twice ({one} and {other}): keep one",
            twice[0].student.escape_debug()
        )));
    }
    match all.is_empty() {
        true => {
            Err(error("holds no submission: it should have a folder, a .zip or a .tar.gz for each student".to_owned()))
        }
        false => Ok(all),
    }
}

fn in_folder(path: &Path) -> std::io::Result<Vec<HandedIn>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(path)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let archive = ARCHIVES.iter().find_map(|ending| {
            let (student, found) = name.split_at_checked(name.len().checked_sub(ending.len())?)?;
            (found.eq_ignore_ascii_case(ending) && !student.is_empty()).then_some(student)
        });
        // Whoever collects may use links; what is in them is looked at as it is.
        match archive {
            _ if name.starts_with('.') => {}
            _ if path.is_dir() => all.push(HandedIn { student: name, origin: Origin::Folder(path), commit: None }),
            Some(student) => {
                all.push(HandedIn { student: student.to_owned(), origin: Origin::Archive(path), commit: None });
            }
            None => {}
        }
    }
    Ok(all)
}

/// What a list is like.
const REMEDY: &str =
    "the first line says student,url,commit (or student,archive,commit); every other line has the three";

/// A line of a list.
#[derive(Debug, Deserialize)]
struct Line {
    student: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    archive: String,
    commit: String,
}

impl Line {
    /// Whether something is missing, or two things are there in place of one.
    fn is_whole(&self) -> bool {
        !self.student.is_empty() && !self.commit.is_empty() && self.url.is_empty() != self.archive.is_empty()
    }
}

#[derive(Debug, Deserialize)]
struct Tables {
    submissions: Vec<Line>,
}

fn csv_lines(path: &Path) -> Result<Vec<Line>, String> {
    let mut reader =
        csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).map_err(|error| error.to_string())?;
    let mut lines = Vec::new();
    for line in reader.deserialize::<Line>() {
        let line = line.map_err(|error| format!("{error}: {REMEDY}"))?;
        if !line.is_whole() {
            return Err(format!("line {}: an empty cell: {REMEDY}", lines.len() + 2));
        }
        lines.push(line);
    }
    Ok(lines)
}

fn toml_tables(path: &Path) -> Result<Vec<Line>, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let tables: Tables = toml::from_str(&text).map_err(|error| error.to_string())?;
    match tables.submissions.iter().position(|line| !line.is_whole()) {
        Some(index) => Err(format!("number {} of [[submissions]]: {REMEDY}", index + 1)),
        None => Ok(tables.submissions),
    }
}

fn repositories(list: &Path, lines: Vec<Line>) -> Vec<HandedIn> {
    let folder = list.canonicalize().ok().and_then(|list| list.parent().map(Path::to_owned)).unwrap_or_default();
    let handed_in = |line: Line| {
        if line.url.is_empty() {
            let origin = Origin::Archive(folder.join(&line.archive));
            return HandedIn { student: line.student, origin, commit: Some(line.commit) };
        }
        let is_path = !line.url.contains("://") && !line.url.split('/').next().unwrap_or_default().contains(':');
        let url = if is_path { folder.join(&line.url).display().to_string() } else { line.url.clone() };
        HandedIn { student: line.student, origin: Origin::Commit { url, commit: line.commit }, commit: None }
    };
    lines.into_iter().map(handed_in).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, text: &str) -> (tempfile::TempDir, Result<Vec<HandedIn>, ListError>) {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let found = list(&path);
        (folder, found)
    }

    #[test]
    fn folders_and_archives_are_named_after_whom_they_are_from() {
        let folder = tempfile::TempDir::new().unwrap();
        for name in ["zoe", ".git"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        for name in ["bob.zip", "al.b.tar.gz", "cy.TGZ", "README.md", ".zip"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let found: Vec<String> = list(folder.path()).unwrap().into_iter().map(|handed_in| handed_in.student).collect();
        assert_eq!(found, ["al.b", "bob", "cy", "zoe"]);
        fs::write(folder.path().join("zoe.zip"), "").unwrap();
        assert!(list(folder.path()).unwrap_err().problem.contains("`zoe` is there twice"));
    }

    #[test]
    fn lists_of_repositories_may_be_csv_or_toml() {
        let (folder, csv) = of("class.csv", "student,url,commit\nbo, repos/bo.git ,main\nal,https://h/al.git,abc\n");
        let (csv, path) = (csv.unwrap(), folder.path().canonicalize().unwrap().join("repos/bo.git"));
        assert_eq!(csv[0].origin, Origin::Commit { url: "https://h/al.git".into(), commit: "abc".into() });
        assert_eq!(csv[1].origin, Origin::Commit { url: path.display().to_string(), commit: "main".into() });
        let toml = "[[submissions]]\nstudent = \"al\"\nurl = \"git@h:al.git\"\ncommit = \"abc\"\n";
        let (_folder, toml) = of("class.toml", toml);
        assert_eq!(toml.unwrap()[0].origin, Origin::Commit { url: "git@h:al.git".into(), commit: "abc".into() });
    }

    #[test]
    fn what_is_wrong_with_a_list_is_told_with_the_line() {
        for (name, text, told) in [
            ("a.csv", "student,url\nal,x\n", "missing field `commit`"),
            ("a.csv", "student,url,archive,commit\nal,x,y,z\n", "line 2"),
            ("a.csv", "student,url,commit\nal,x\n", "line: 2"),
            ("a.csv", "student,url,commit\nal,,x\n", "line 2: an empty cell"),
            ("a.csv", "student,url,commit\n", "holds no submission"),
            ("a.csv", "student,url,commit\nal,x,y\nal,z,y\n", "`al` is there twice"),
            ("a.toml", "[[submissions]]\nstudent = \"al\"\n", "line 1"),
            ("a.toml", "[[submissions]]\nstudent = \"al\"\ncommit = \"x\"\n", "number 1"),
            ("a.txt", "", "is no folder, .csv or .toml"),
        ] {
            let (_folder, found) = of(name, text);
            let problem = found.unwrap_err().to_string();
            assert!(problem.contains(told), "{text}: {problem}");
        }
        assert!(list(Path::new("/nowhere")).unwrap_err().problem.contains("is not there"));
    }
}
