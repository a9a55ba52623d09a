//! A folder that somebody handed in: files, links, pipes and folders of any name, in any place, with anything in them.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs::{self, File},
    io::Write,
    os::unix::{ffi::OsStrExt, fs::symlink},
    path::{Component, Path, PathBuf},
};

use grader::{
    course::Exercise,
    judge::{Finding, Verdict},
    sandbox::Limits,
    submission::{NotTaken, Submission, digest, take},
};
use nix::{sys::stat::Mode, unistd::mkfifo};

use super::{draw::Draw, place::folder};

/// What is outside, and must never be taken. Too long to be drawn, and no name either.
const SECRET: &str = "outside/the folder, where nobody may look";

/// The most bytes of a file, and the most files.
const BYTES: u64 = 1 << 20;
const FILES: usize = 200;

/// Takes a folder that is drawn from the bytes.
pub fn check(bytes: &[u8]) {
    let scratch = tempfile::tempdir_in(folder()).unwrap();
    let outside = scratch.path().join("outside.rs");
    fs::write(&outside, SECRET).unwrap();
    let handed_in = scratch.path().join("ex01_thread");
    fs::create_dir(&handed_in).unwrap();
    let mut draw = Draw(bytes);
    for _ in 0..16 {
        if draw.more() {
            // What cannot be made is not there: a name twice, a file below a file.
            let _ = make(&handed_in, &outside, &mut draw);
        }
    }
    let expected = expected(&handed_in);
    match take(&exercise(), &handed_in) {
        Ok(submission) => assert_taken(&submission, expected),
        Err(NotTaken::Refused(finding)) => assert_refused(&finding, &handed_in, expected),
        Err(other) => panic!("{other}"),
    }
    assert_eq!(fs::read_to_string(outside).unwrap(), SECRET);
}

fn exercise() -> Exercise {
    Exercise {
        stem: "ex01_thread".into(),
        package: "ex01".into(),
        title: String::new(),
        minutes: 0,
        chapter: String::new(),
        files: vec!["src/**/*.rs".into()],
        given: vec!["src/main.rs".into()],
        required: vec!["src/lib.rs".into()],
        crates: Vec::new(),
        sockets: false,
        limits: Limits::default(),
        explored: None,
        checks: Vec::new(),
        hidden: PathBuf::from("hidden"),
        fault: None,
    }
}

fn make(folder: &Path, outside: &Path, draw: &mut Draw) -> std::io::Result<()> {
    let path = folder.join(path(draw));
    if path.ancestors().take_while(|ancestor| *ancestor != folder).any(Path::is_symlink) {
        // Nothing is made where a link leads.
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    match draw.byte() % 16 {
        0 => symlink(target(outside, draw), path),
        1 => Ok(mkfifo(&path, Mode::S_IRWXU)?),
        2 => fs::create_dir_all(path),
        3 => File::create_new(path)?.set_len(BYTES - 1 + draw.below(3) as u64),
        4 => (0..FILES - 1 + draw.below(3)).try_for_each(|number| fs::write(path.join(format!("{number}.rs")), "//")),
        5 => fs::create_dir_all((0..40 + draw.below(200)).fold(path, |path, _| path.join("deeper"))),
        _ => File::create_new(path)?.write_all(&draw.bytes()),
    }
}

/// A relative path that does not lead out of where it begins.
fn path(draw: &mut Draw) -> PathBuf {
    const PLACES: [&str; 8] =
        ["src/lib.rs", "src/main.rs", "src", "src/a.rs", "src/a/b.rs", "Cargo.toml", "src/.hidden.rs", "src/bin/é.rs"];
    if draw.flag() {
        return draw.of(&PLACES).into();
    }
    let mut path = PathBuf::from(draw.of(&["src", "src/a", "tests", ""]));
    for _ in 0..=draw.byte() % 3 {
        let mut name = draw.bytes();
        name.retain(|byte| ![0, b'/'].contains(byte));
        if draw.flag() {
            name.extend(b".rs");
        }
        let dots = name.iter().all(|byte| *byte == b'.');
        path.push(if dots { OsStr::new("dots") } else { OsStr::from_bytes(&name) });
    }
    path
}

fn target(outside: &Path, draw: &mut Draw) -> PathBuf {
    match draw.byte() % 6 {
        0 => outside.to_owned(),
        1 => outside.parent().unwrap_or(outside).to_owned(),
        2 => "lib.rs".into(),
        3 => "../../outside.rs".into(),
        4 => "/dev/zero".into(),
        _ => OsStr::from_bytes(&draw.bytes()).into(),
    }
}

/// The files that are to be taken, by a way of looking that is not the grader's; `None` where something in the way must be
/// refused.
fn expected(folder: &Path) -> Option<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    let source = folder.join("src");
    if fs::symlink_metadata(&source).is_ok_and(|source| !source.is_dir()) {
        return None;
    }
    let mut folders = vec![source];
    while let Some(folder_here) = folders.pop() {
        for entry in fs::read_dir(folder_here).into_iter().flatten() {
            let (name, path) = (entry.as_ref().ok()?.file_name(), entry.ok()?.path());
            let relative = path.strip_prefix(folder).unwrap();
            let kind = fs::symlink_metadata(&path).ok()?;
            if name.as_bytes().starts_with(b".") || relative == Path::new("src/main.rs") {
                continue;
            }
            match (kind.is_dir(), kind.is_file(), name.as_bytes().ends_with(b".rs")) {
                (true, ..) => folders.push(path),
                (_, true, true) if kind.len() > BYTES => return None,
                (_, true, true) => {
                    files.insert(relative.to_str()?.to_owned(), String::from_utf8(fs::read(&path).ok()?).ok()?);
                }
                (_, true, false) => {}
                _ => return None,
            }
        }
    }
    let whole = files.get("src/lib.rs").is_some_and(|text| !text.is_empty()) && files.len() <= FILES;
    whole.then_some(files)
}

fn assert_taken(submission: &Submission, expected: Option<BTreeMap<String, String>>) {
    for (name, text) in &submission.files {
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        assert!(inside && name.starts_with("src/") && name.ends_with(".rs"), "{name}");
        assert!(text.len() as u64 <= BYTES && !text.contains(SECRET), "{name}: {text}");
    }
    assert_eq!(Some(&submission.files), expected.as_ref());
    let files = submission.files.iter().map(|(name, text)| (name.as_str(), text.as_bytes()));
    assert_eq!(submission.digest, digest(files));
}

fn assert_refused(finding: &Finding, folder: &Path, expected: Option<BTreeMap<String, String>>) {
    assert_eq!(expected, None, "refused: {finding:?}");
    assert!(
        [Verdict::DoesNotCompile, Verdict::Forbidden, Verdict::OverLimit].contains(&finding.verdict),
        "{finding:?}"
    );
    for told in [&finding.message, &finding.expected, &finding.seen] {
        assert!(!told.is_empty() && !told.contains(char::is_control), "{told:?}");
        assert!(!told.contains(&*folder.to_string_lossy()) && !told.contains(SECRET), "{told}");
    }
}
