//! A class through our own command: folders, archives and commits, broken ones among them, in one go, in shards, interrupted
//! and killed. Whatever the way, the results are the same.

#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use grader::{
    course::{Course, Visibility},
    store::{Filter, Latest, Store},
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tempfile::TempDir;

#[path = "support/hidden.rs"]
mod hidden;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn solution() -> PathBuf {
    root().join("solutions/ex01_thread/src/lib.rs")
}

/// What a submission to the first exercise is, by who hands it in.
fn wrong(name: &str) -> PathBuf {
    root().join("grader/hidden/ex01_thread/submissions").join(name).join("src/lib.rs")
}

/// A class of five: a folder, an archive, a commit's files as a folder, a broken archive, and a folder with nothing in it.
fn class() -> TempDir {
    let class = TempDir::new().unwrap();
    let folder = |student: &str, file: PathBuf| {
        let source = class.path().join(student).join("exercises/ex01_thread/src");
        fs::create_dir_all(&source).unwrap();
        fs::copy(file, source.join("lib.rs")).unwrap();
    };
    folder("al", solution());
    folder("bo", wrong("not-joined-never_joins"));
    let mut zip = zip::ZipWriter::new(fs::File::create(class.path().join("cy.zip")).unwrap());
    zip.start_file("cy-main/exercises/ex01_thread/src/lib.rs", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(&fs::read(wrong("not-joined-sleeps")).unwrap()).unwrap();
    zip.finish().unwrap();
    fs::write(class.path().join("di.tar.gz"), "no archive").unwrap();
    fs::create_dir(class.path().join("ed")).unwrap();
    class
}

fn command(arguments: &[&str], submissions: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command.arg("batch").arg(submissions).arg("--out").arg(out).args(["--exercise", "ex01"]).args(arguments);
    command.env("GRADER_HIDDEN", hidden::hidden_binary(&root()));
    command
}

fn batch(arguments: &[&str], submissions: &Path, out: &Path) -> Output {
    command(arguments, submissions, out).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The newest results, without when they were made and how long they took.
fn latest(out: &Path) -> Vec<Latest> {
    let store = Store::open_existing(&out.join("results.sqlite")).unwrap();
    let mut latest = store.latest(&Filter::default()).unwrap();
    for one in &mut latest {
        one.at = 0;
        if let grader::report::Fate::Judged(result) = &mut one.fate {
            result.seconds = 0.0;
            for check in &mut result.checks {
                check.timeline.clear(); // with times
            }
        }
    }
    latest
}

/// One student's folder: right answers, wrong ones of several kinds, and one that means harm.
const MIXED: [(&str, &str); 7] = [
    ("ex01_thread", "attacks/exits_with_success"),
    ("ex02_process", "ex02_process/submissions/does-not-compile-immutable_command"),
    ("ex04_results", "ex04_results/submissions/does-not-compile-takes_a_slice"),
    ("ex06_mutex", "ex06_mutex/submissions/race-reads_and_writes_apart"),
    ("ex07_atomics", "ex07_atomics/submissions/race-loads_then_stores"),
    ("ex12_barrier", "../../solutions/ex12_barrier"),
    ("ex14_ordering", "../../solutions/ex14_ordering"),
];

/// The results of one student, with builds of their own; and how many of these builds share a program.
fn mixed(exercises: &[&str], class: &Path, kit: &Path) -> (Vec<Latest>, usize) {
    let (out, scratch) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o711)).unwrap();
    std::os::unix::fs::symlink(kit, scratch.path().join("kit")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command.arg("batch").arg(class).arg("--out").arg(out.path());
    command.args(exercises.iter().flat_map(|exercise| ["--exercise", *exercise]));
    command.env("GRADER_HIDDEN", hidden::hidden_binary(&root())).env("FORKJOIN_SCRATCH", scratch.path());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let builds = fs::read_dir(scratch.path().join("builds")).unwrap().flatten();
    let shared = builds.filter(|build| {
        let files = fs::read_dir(build.path()).unwrap().flatten();
        files.filter(|file| file.metadata().unwrap().nlink() > 1).count() > 0
    });
    (latest(out.path()), shared.count())
}

#[test]
fn exercises_that_are_built_together_get_what_they_get_alone() {
    let class = TempDir::new().unwrap();
    for (stem, from) in MIXED {
        let source = class.path().join("al/exercises").join(stem).join("src");
        fs::create_dir_all(&source).unwrap();
        for file in fs::read_dir(root().join("grader/hidden").join(from).join("src")).unwrap().flatten() {
            fs::copy(file.path(), source.join(file.file_name())).unwrap();
        }
    }
    let kit = root().join("target/grader/kit");
    fs::create_dir_all(&kit).unwrap();
    let stems = MIXED.map(|(stem, _)| stem);
    let (together, shared) = mixed(&stems, class.path(), &kit);
    assert_eq!(shared, 5, "all but those that do not compile or do not fit");
    let mut alone = Vec::new();
    for stem in stems {
        let (one, shared) = mixed(&[stem], class.path(), &kit);
        assert_eq!((one.len(), shared), (1, 0), "{stem}");
        alone.extend(one);
    }
    assert_eq!(together, alone);
}

fn rows(out: &Path, sql: &str) -> Vec<Vec<String>> {
    Store::open_existing(&out.join("results.sqlite")).unwrap().ask(sql).unwrap().split_off(1)
}

#[test]
fn one_broken_submission_stops_no_other_and_what_is_known_is_not_graded_again() {
    let (class, out) = (class(), TempDir::new().unwrap());
    let first = batch(&[], class.path(), out.path());
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    assert!(
        said(&first).contains("5 submissions: 1 exercises passed, 3 did not, 1 were not handed in"),
        "{}",
        said(&first)
    );
    let verdicts = "SELECT student, coalesce(verdict, fate) FROM latest ORDER BY student";
    let expected =
        [["al", "passed"], ["bo", "not-joined"], ["cy", "not-joined"], ["di", "absent"], ["ed", "does-not-compile"]];
    assert_eq!(rows(out.path(), verdicts), expected);
    let query = Command::new(env!("CARGO_BIN_EXE_grader")).args(["results", "query"]).arg(out.path()).output().unwrap();
    for told in ["is no whole archive", "src/lib.rs is missing", "src/lib.rs:14", "not-joined"] {
        assert!(said(&query).contains(told), "{told}: {}", said(&query));
    }
    let (before, refused) = (latest(out.path()), batch(&[], class.path(), out.path()));
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("--resume"));
    let again = batch(&["--resume"], class.path(), out.path());
    assert!(said(&again).contains("3 of these were known already"), "{}", said(&again));
    assert_eq!(latest(out.path()), before);
    fs::copy(solution(), class.path().join("bo/exercises/ex01_thread/src/lib.rs")).unwrap();
    let mended = batch(&["--resume"], class.path(), out.path());
    assert!(said(&mended).contains("2 exercises passed, 2 did not"), "{}", said(&mended));
    // What is the same as somebody else's is known, too.
    assert!(said(&mended).contains("3 of these were known already"), "{}", said(&mended));
}

#[test]
fn shards_come_to_the_same_as_all_in_one() {
    let (class, out) = (class(), TempDir::new().unwrap());
    let whole = out.path().join("whole");
    assert_eq!(batch(&[], class.path(), &whole).status.code(), Some(0));
    let mut merge = Command::new(env!("CARGO_BIN_EXE_grader"));
    merge.arg("merge").arg("--out").arg(out.path().join("merged"));
    for shard in ["1/2", "2/2"] {
        let folder = out.path().join(shard.replace('/', "-"));
        assert_eq!(batch(&["--shard", shard], class.path(), &folder).status.code(), Some(0));
        merge.arg(folder);
    }
    let merged = merge.output().unwrap();
    assert_eq!(merged.status.code(), Some(0), "{}", said(&merged));
    assert_eq!(latest(&out.path().join("merged")), latest(&whole));
}

/// Starts a batch and sends it a signal when it has told of its first result.
fn interrupted(signal: Signal, class: &Path, out: &Path) -> std::process::ExitStatus {
    let mut child = command(&["--jobs", "1"], class, out).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    let mut lines = stderr.lines();
    assert!(lines.next().unwrap().unwrap().contains("of 5 graded"));
    kill(Pid::from_raw(i32::try_from(child.id()).unwrap()), signal).unwrap();
    lines.for_each(drop);
    child.wait().unwrap()
}

#[test]
fn nothing_that_was_graded_is_lost_by_ctrl_c_or_by_being_killed() {
    let (class, out) = (class(), TempDir::new().unwrap());
    let whole = out.path().join("whole");
    assert_eq!(batch(&[], class.path(), &whole).status.code(), Some(0));
    for signal in [Signal::SIGINT, Signal::SIGKILL] {
        let folder = out.path().join(signal.as_str());
        let status = interrupted(signal, class.path(), &folder);
        if signal == Signal::SIGINT {
            assert_eq!(status.code(), Some(130));
        }
        let kept = rows(&folder, "SELECT count(*) FROM grading")[0][0].parse::<usize>().unwrap();
        assert!((1..3).contains(&kept), "{kept} after {signal}");
        let resumed = batch(&["--resume"], class.path(), &folder);
        assert!(said(&resumed).contains(&format!("{kept} of these were known already")), "{}", said(&resumed));
        assert_eq!(latest(&folder), latest(&whole));
    }
}

#[test]
fn commits_of_repositories_are_graded_as_they_were_committed() {
    let class = TempDir::new().unwrap();
    let repository = class.path().join("repos/al");
    let source = repository.join("exercises/ex01_thread/src");
    fs::create_dir_all(&source).unwrap();
    let git = |arguments: &[&str]| {
        let who = ["-c", "user.name=al", "-c", "user.email=al@example.org", "-c", "commit.gpgsign=false"];
        let output = Command::new("git").arg("-C").arg(&repository).args(who).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    git(&["init", "--quiet", "--initial-branch=main"]);
    let mut ids = Vec::new();
    for file in [wrong("not-joined-never_joins"), solution()] {
        fs::copy(file, source.join("lib.rs")).unwrap();
        git(&["add", "."]);
        git(&["commit", "--quiet", "--message=work"]);
        ids.push(git(&["rev-parse", "HEAD"]));
    }
    fs::write(source.join("lib.rs"), "not committed").unwrap();
    let list = class.path().join("class.csv");
    let url = format!("file://{}", repository.display());
    let lines = [
        format!("early,repos/al,{}", ids[0]),
        format!("late,{url},main"),
        format!("nobody,{url},{}", "0".repeat(40)),
        "nowhere,file:///nowhere/x.git,main".to_owned(),
    ];
    fs::write(&list, format!("student,url,commit\n{}\n", lines.join("\n"))).unwrap();
    let out = class.path().join("out");
    let graded = batch(&[], &list, &out);
    assert_eq!(graded.status.code(), Some(0), "{}", said(&graded));
    let verdicts = "SELECT student, coalesce(verdict, fate) FROM latest ORDER BY student";
    let expected = [["early", "not-joined"], ["late", "passed"], ["nobody", "absent"], ["nowhere", "absent"]];
    assert_eq!(rows(&out, verdicts), expected);
    let handed_in = "SELECT commit_id, problem FROM handed_in ORDER BY student";
    let handed_in = rows(&out, handed_in);
    assert_eq!([&handed_in[0][0], &handed_in[1][0]], [&ids[0], &ids[1]]);
    assert!(handed_in[2][1].contains("no commit"), "{handed_in:?}");
    assert!(handed_in[3][1].contains("cannot be fetched"), "{handed_in:?}");
    // The same by way of archives, as where those who grade have no network.
    let collected = class.path().join("collected");
    let mut collect = Command::new(env!("CARGO_BIN_EXE_grader"));
    let output = collect.arg("collect").arg(&list).arg("--out").arg(&collected).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("2 of 4 fetched") && said(&output).contains("nowhere: cannot be fetched"));
    let (list, out) = (collected.join("collected.csv"), class.path().join("again"));
    assert_eq!(batch(&[], &list, &out).status.code(), Some(0));
    assert_eq!(rows(&out, verdicts), expected);
    assert_eq!(
        rows(&out, "SELECT commit_id FROM handed_in ORDER BY student LIMIT 2"),
        [[ids[0].clone()], [ids[1].clone()]]
    );
}

#[test]
fn a_graded_class_is_written_as_files_of_which_students_get_theirs() {
    let (class, out) = (class(), TempDir::new().unwrap());
    assert_eq!(batch(&[], class.path(), out.path()).status.code(), Some(0));
    let write = |name: &str, text: &str| {
        fs::write(out.path().join(name), text).unwrap();
        out.path().join(name)
    };
    let roster = write("roster.csv", "student,name,email\nal,Al A,al@example.org\nbo,Bo B,bo@example.org\n");
    let times = write("times.csv", "student,submitted_at\nal,2026-10-07T10:00:00Z\n");
    let late =
        "format_version = 1\nkind = \"percentage\"\npercent_per_day = 20\n[due]\nex01 = \"2026-10-06T10:00:00Z\"\n";
    let late = write("late.toml", late);
    let published = out.path().join("published");
    let export = |more: &[&Path]| {
        let mut export = Command::new(env!("CARGO_BIN_EXE_grader"));
        export.args(["results", "export"]).arg(out.path()).arg("--out").arg(&published).arg("--roster").arg(&roster);
        export.arg("--times").arg(&times).arg("--late").args(more).output().unwrap()
    };
    let wrong = export(&[Path::new("/nowhere/late.toml")]);
    assert!(wrong.status.code() == Some(2) && !published.exists(), "{}", said(&wrong));
    let written = export(&[&late]);
    assert_eq!(written.status.code(), Some(0), "{}", said(&written));
    assert!(said(&written).contains("cy: not in"), "{}", said(&written));
    let read = |name: &str| fs::read_to_string(published.join(name)).unwrap();
    let marks = read("marks.csv");
    assert!(marks.contains("al,Al A,al@example.org,,2026-10-07T10:00:00Z,10,8,passed,8,"), "{marks}");
    assert!(read("gradebook.html").contains("Bo B") && read("canvas.csv").contains("Al A"));
    assert!(read("moodle.csv").contains("al@example.org") && read("reports/bo.json").contains("not-joined"));
    // What is hidden is in what staff get, and in nothing else.
    let course = Course::load(&root()).unwrap();
    let mut checks = course.exercise("ex01").unwrap().checks.iter();
    let hidden = checks.find(|check| check.visibility == Visibility::Hidden).unwrap().sentence.clone();
    assert!(read("gradebook.html").contains(&hidden));
    for page in ["students/bo.html", "feedback/bo.md"] {
        assert!(read(page).contains("not-joined") && !read(page).contains(&hidden), "{page}");
    }
    let again = export(&[&late]);
    assert!(again.status.code() == Some(2) && said(&again).contains("is there already"), "{}", said(&again));
}

#[test]
fn a_wrong_call_is_told_before_anything_is_graded() {
    let (class, out) = (class(), TempDir::new().unwrap());
    for (arguments, path, told) in [
        (&["--shard", "3/2"][..], class.path(), "1/8"),
        (&["--exercise", "ex99"], class.path(), "no exercise is called `ex99`"),
        (&[], Path::new("/nowhere"), "is not there"),
        (&["--anew"], class.path(), "--resume"),
    ] {
        let output = batch(arguments, path, &out.path().join("out"));
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert!(said(&output).contains(told), "{told}: {}", said(&output));
    }
}
