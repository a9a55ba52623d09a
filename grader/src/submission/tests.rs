//! What is taken, what is refused and what is found. Real folders, since links and pipes cannot be made up.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
};

use nix::{sys::stat::Mode, unistd};
use tempfile::TempDir;

use super::{Found, NotTaken, PathError, Submission, find, take};
use crate::{
    course::Exercise,
    judge::{Finding, Place, Verdict},
    sandbox::Limits,
};

fn exercise(stem: &str) -> Exercise {
    Exercise {
        stem: stem.into(),
        package: stem[..4].into(),
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
        hidden: PathBuf::from("hidden").join(stem),
        fault: None,
    }
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        write(folder.path(), name, bytes);
    }
    folder
}

fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn taken(folder: &TempDir) -> Submission {
    take(&exercise("ex01_thread"), folder.path()).unwrap()
}

#[track_caller]
fn refused(folder: &Path) -> Finding {
    match take(&exercise("ex01_thread"), folder) {
        Err(NotTaken::Refused(finding)) => *finding,
        other => panic!("not refused: {other:?}"),
    }
}

#[test]
fn only_the_files_that_are_asked_for_are_taken() {
    let folder = folder(&[
        ("src/lib.rs", b"mod a;"),
        ("src/a/mod.rs", b""),
        ("src/main.rs", b"\xff not ours"),
        ("src/notes.txt", b"\xff"),
        ("src/.#lib.rs", b"\xff"),
        ("src/.git/x.rs", b"\xff"),
        ("build.rs", b"\xff"),
        ("tests/visible.rs", b"\xff"),
        ("Cargo.toml", b"\xff"),
    ]);
    let files = taken(&folder).files;
    assert_eq!(
        files.into_iter().collect::<Vec<_>>(),
        [("src/a/mod.rs".to_owned(), String::new()), ("src/lib.rs".to_owned(), "mod a;".to_owned())]
    );
}

#[test]
fn the_digest_depends_on_what_is_taken_and_on_nothing_else() {
    let one = folder(&[("src/lib.rs", b"pub fn f() {}")]);
    let other = folder(&[("src/lib.rs", b"pub fn f() {}"), ("README.md", b"mine"), ("src/main.rs", b"fn main() {}")]);
    let changed = folder(&[("src/lib.rs", b"pub fn f() { }")]);
    let renamed = folder(&[("src/lib.rs", b""), ("src/a.rs", b"pub fn f() {}")]);
    fs::write(renamed.path().join("src/lib.rs"), "x").unwrap();
    assert_eq!(taken(&one).digest, taken(&other).digest);
    assert_ne!(taken(&one).digest, taken(&changed).digest);
    assert_ne!(taken(&one).digest, taken(&renamed).digest);
}

#[test]
fn each_content_that_cannot_be_graded_is_refused_by_its_name() {
    let large = vec![b' '; (1 << 20) + 1];
    let cases: [(&str, &[u8], Verdict, &str, &str); 5] = [
        ("README.md", b"", Verdict::DoesNotCompile, "src/lib.rs is missing: there is nothing to compile", "README.md"),
        ("src/lib.rs", b"", Verdict::DoesNotCompile, "src/lib.rs is empty: there is nothing to compile", "0 bytes"),
        ("src/lib.rs", &large, Verdict::OverLimit, "src/lib.rs is too large", "more than 1048576 bytes"),
        ("src/lib.rs", b"ab\ncd\xffe", Verdict::DoesNotCompile, "src/lib.rs is not UTF-8 text", "offset 5, in line 2"),
        ("src/lib.rs", b"\xff\xfea\0", Verdict::DoesNotCompile, "src/lib.rs is UTF-16 text", "UTF-16"),
    ];
    for (name, bytes, verdict, message, seen) in cases {
        let finding = refused(folder(&[(name, bytes)]).path());
        assert_eq!((finding.verdict, finding.message.as_str()), (verdict, message));
        assert!(finding.seen.contains(seen), "{}", finding.seen);
        assert!(!finding.expected.is_empty());
    }
}

#[test]
fn a_byte_that_is_no_text_is_named_with_its_line() {
    let folder = folder(&[("src/lib.rs", b"//\n//\n\xc3(")]);
    assert_eq!(refused(folder.path()).place, Some(Place { file: "src/lib.rs".into(), line: 3 }));
}

#[test]
fn a_file_of_exactly_the_limit_is_taken() {
    let folder = folder(&[("src/lib.rs", &vec![b' '; 1 << 20])]);
    assert_eq!(taken(&folder).files["src/lib.rs"].len(), 1 << 20);
}

#[test]
fn a_symlink_is_refused_wherever_it_leads_and_never_followed() {
    let elsewhere = folder(&[("src/lib.rs", b"pub fn run() {}")]);
    let target = elsewhere.path();
    for (name, leads_to) in [
        ("src/lib.rs", target.join("src/lib.rs")),
        ("src/lib.rs", PathBuf::from("nowhere")),
        ("src/more", target.join("src")),
        ("src/loop", PathBuf::from("..")),
        ("src", target.join("src")),
    ] {
        let folder = folder(&[("README.md", b"")]);
        fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        symlink(leads_to, folder.path().join(name)).unwrap();
        let finding = refused(folder.path());
        assert_eq!((finding.verdict, finding.message), (Verdict::Forbidden, format!("{name} is a symbolic link")));
    }
}

#[test]
fn a_folder_that_is_itself_a_symlink_is_refused() {
    let (elsewhere, here) = (folder(&[("src/lib.rs", b"pub fn run() {}")]), folder(&[]));
    symlink(elsewhere.path(), here.path().join("ex01_thread")).unwrap();
    assert_eq!(refused(&here.path().join("ex01_thread")).message, "ex01_thread is a symbolic link");
}

#[test]
fn a_named_pipe_is_refused_without_waiting_for_a_writer() {
    let folder = folder(&[("src/a.rs", b"")]);
    unistd::mkfifo(&folder.path().join("src/lib.rs"), Mode::S_IRWXU).unwrap();
    let finding = refused(folder.path());
    assert_eq!((finding.verdict, finding.message.as_str()), (Verdict::Forbidden, "src/lib.rs is a named pipe"));
}

#[test]
fn a_pipe_that_takes_a_files_place_after_the_listing_is_not_waited_for() {
    let folder = folder(&[]);
    let path = folder.path().join("lib.rs");
    unistd::mkfifo(&path, Mode::S_IRWXU).unwrap();
    let refusal = super::read::read(&path, "lib.rs").unwrap_err();
    assert_eq!(refusal.finding().message, "lib.rs is a named pipe");
    fs::remove_file(&path).unwrap();
    symlink("/etc/hostname", &path).unwrap();
    assert_eq!(super::read::read(&path, "lib.rs").unwrap_err().finding().message, "lib.rs is a symbolic link");
}

#[test]
fn a_socket_is_refused() {
    let folder = folder(&[("src/lib.rs", b"x")]);
    let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("src/s.rs")).unwrap();
    assert_eq!(refused(folder.path()).message, "src/s.rs is a socket");
}

#[test]
fn a_folder_in_place_of_the_file_is_refused() {
    let folder = folder(&[("src/lib.rs/mod.rs", b"x")]);
    assert_eq!(refused(folder.path()).message, "src/lib.rs is a folder, not a file: there is nothing to compile");
}

#[test]
fn two_hundred_files_are_taken_and_one_more_is_refused() {
    let folder = folder(&[("src/lib.rs", b"x")]);
    for number in 1..200 {
        write(folder.path(), &format!("src/m{number}.rs"), b"");
    }
    assert_eq!(taken(&folder).files.len(), 200);
    write(folder.path(), "src/m200.rs", b"");
    let finding = refused(folder.path());
    assert_eq!((finding.verdict, finding.seen.as_str()), (Verdict::OverLimit, "more than 200"));
}

#[test]
fn a_name_that_is_not_utf8_is_refused() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[("src/lib.rs", b"x")]);
    let name = std::ffi::OsStr::from_bytes(b"src/\xff.rs");
    fs::write(folder.path().join(name), "").unwrap();
    assert_eq!(refused(folder.path()).message, "src/\u{fffd}.rs has a name that is not UTF-8");
}

#[test]
fn a_name_cannot_move_the_cursor() {
    let folder = folder(&[("src/lib.rs", b"x"), ("src/\x1b[2J.rs", b"\xff")]);
    assert_eq!(refused(folder.path()).message, "src/\\u{1b}[2J.rs is not UTF-8 text");
}

#[test]
fn a_file_that_may_not_be_read_is_refused() {
    if unistd::geteuid().is_root() {
        return; // root may read everything
    }
    let folder = folder(&[("src/lib.rs", b"x")]);
    fs::set_permissions(folder.path().join("src/lib.rs"), fs::Permissions::from_mode(0o000)).unwrap();
    assert_eq!(refused(folder.path()).message, "src/lib.rs cannot be read");
}

#[test]
fn a_file_that_cannot_be_opened_is_told_with_the_systems_reason() {
    let refusal = super::read::read(Path::new("/nowhere/lib.rs"), "src/lib.rs").unwrap_err();
    let finding = refusal.finding();
    assert_eq!(finding.message, "src/lib.rs cannot be read");
    assert!(finding.seen.contains("No such file"), "{}", finding.seen);
}

#[test]
fn a_wrong_path_is_the_users_mistake_and_no_verdict() {
    let folder = folder(&[("file", b"")]);
    let (missing, file) = (folder.path().join("gone"), folder.path().join("file"));
    let error = |path: &Path| match take(&exercise("ex01_thread"), path) {
        Err(NotTaken::Path(error)) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(error(&missing), PathError::Missing(missing.clone()));
    assert_eq!(error(&file), PathError::NotAFolder(file.clone()));
    assert_eq!(error(&file.join("src")), PathError::NotAFolder(file.join("src")));
}

#[test]
fn a_pattern_that_leads_outside_is_our_fault() {
    let folder = folder(&[("src/lib.rs", b"x")]);
    for pattern in ["../**/*.rs", "/etc/*", "src//x.rs", "src/[.rs"] {
        let exercise = Exercise { files: vec![pattern.into()], ..exercise("ex01_thread") };
        assert!(matches!(take(&exercise, folder.path()), Err(NotTaken::Fault(_))), "{pattern}");
    }
}

fn course() -> [Exercise; 2] {
    [exercise("ex01_thread"), exercise("ex02_process")]
}

fn found(path: &Path, only: Option<&str>) -> (Vec<String>, Vec<String>) {
    let Found { folders, absent } = find(path, &course(), only).unwrap();
    let base = path.canonicalize().unwrap();
    (folders.iter().map(|(_, folder)| folder.strip_prefix(&base).unwrap().display().to_string()).collect(), absent)
}

#[test]
fn a_workspace_a_folder_of_exercises_and_one_exercise_are_found() {
    let workspace = folder(&[("exercises/ex02_process/src/lib.rs", b"x"), ("Cargo.toml", b"")]);
    let (path, absent) = (workspace.path(), vec!["ex01_thread".to_owned()]);
    assert_eq!(found(path, None), (vec!["exercises/ex02_process".into()], absent.clone()));
    assert_eq!(found(&path.join("exercises"), None), (vec!["ex02_process".into()], absent.clone()));
    assert_eq!(found(&path.join("exercises/ex02_process"), None), (vec![String::new()], vec![]));
    assert_eq!(found(path, Some("ex02")), (vec!["exercises/ex02_process".into()], vec![]));
    assert_eq!(found(path, Some("ex01_thread")), (vec![], absent));
}

#[test]
fn any_folder_will_do_for_an_exercise_that_is_named() {
    let folder = folder(&[("src/lib.rs", b"x")]);
    assert_eq!(found(folder.path(), Some("ex01")), (vec![String::new()], vec![]));
    assert_eq!(find(folder.path(), &course(), Some("ex01")).unwrap().folders[0].0, "ex01_thread");
}

#[test]
fn a_path_without_exercises_is_told_what_was_looked_for_and_what_to_do() {
    type Files = &'static [(&'static str, &'static [u8])];
    let cases: [(Files, &str); 4] = [
        (&[], "give a workspace, its `exercises` folder, or the folder of one exercise"),
        (&[("Cargo.toml", b"")], "give a workspace"),
        (&[("exercises/mine/src/lib.rs", b"")], "give a workspace"),
        (&[("src/lib.rs", b"")], "say which: `--exercise ex01_thread`"),
    ];
    for (files, remedy) in cases {
        let folder = folder(files);
        let text = find(folder.path(), &course(), None).unwrap_err().to_string();
        for part in [folder.path().to_str().unwrap(), "`ex01_thread`, `ex02_process`", remedy] {
            assert!(text.contains(part), "{text}");
        }
    }
}

#[test]
fn a_path_that_is_no_folder_is_told_so() {
    let folder = folder(&[("file", b"")]);
    let error = |path: PathBuf, only| find(&path, &course(), only).unwrap_err();
    let (gone, file) = (folder.path().join("gone"), folder.path().join("file"));
    assert_eq!(error(gone.clone(), None), PathError::Missing(gone));
    assert_eq!(error(file.clone(), Some("ex01")), PathError::NotAFolder(file));
    let unknown = error(folder.path().into(), Some("ex99")).to_string();
    assert_eq!(unknown, "`ex99` is not an exercise of this course: the exercises are `ex01_thread`, `ex02_process`");
}

#[test]
fn a_link_to_other_peoples_exercises_is_not_followed() {
    let (solutions, mine) = (folder(&[("ex01_thread/src/lib.rs", b"x")]), folder(&[]));
    symlink(solutions.path(), mine.path().join("exercises")).unwrap();
    assert!(matches!(find(mine.path(), &course(), None), Err(PathError::Link(_))));
    fs::remove_file(mine.path().join("exercises")).unwrap();
    symlink(solutions.path().join("ex01_thread"), mine.path().join("ex01_thread")).unwrap();
    let (_, folder) = find(mine.path(), &course(), None).unwrap().folders.remove(0);
    assert_eq!(refused(&folder).verdict, Verdict::Forbidden);
}
