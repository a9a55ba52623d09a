//! Runs that nobody observes: they end as any other, within the same limits, and nothing of them is left.

use std::{
    fs,
    io::Write,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
};

use grader::{
    Fault,
    judge::{Lack, Verdict, ends, ends_well, threads},
    observe::{Ending, Exit, Observation, Stream},
    sandbox::{LAUNCH, Launcher, Limits, Plan, Reach, Seal, order},
};
use libtest_mimic::Trial;
use tempfile::TempDir;

use super::{
    run::{launcher, plan, program},
    test,
};

/// A test of runs that are shut in as its subject says.
type Body = fn(&Subject);

pub fn trials() -> Vec<Trial> {
    let tests: [(&str, Body); 8] = [
        ("what_shows_of_a_run_is_known", what_shows),
        ("an_end_is_told_as_it_was", ends_as_it_was),
        ("whoever_uses_more_than_it_may_is_ended", over_a_limit),
        ("a_daemon_is_gone_with_its_run", daemon),
        ("whoever_runs_away_is_gone_with_its_run", runaway),
        ("a_launcher_that_nobody_listens_to_ends_its_run", told_to_stop),
        ("what_cannot_be_shut_in_is_our_fault_and_names_the_doctor", not_shut_in),
        ("what_cannot_be_executed_is_our_fault", not_executed),
    ];
    let whole = *launcher().seal();
    let seals = [("another_user", whole), ("the_same_user", Seal { uid: None, ..whole })];
    let seals = seals.into_iter().filter(|(name, seal)| seal.uid.is_some() || *name == "the_same_user");
    let of = move |(user, seal): (&'static str, Seal)| {
        tests.map(move |(name, body)| test(format!("{name}/{user}"), move || body(&Subject::new(seal))))
    };
    seals.flat_map(of).collect()
}

/// The observer's subject under a name of its own, so that its processes are known.
struct Subject {
    seal: Seal,
    program: PathBuf,
    _folder: TempDir,
}

impl Subject {
    fn new(seal: Seal) -> Subject {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let driver = folder.path().join("driver");
        fs::copy(program(), &driver).unwrap();
        fs::set_permissions(&driver, fs::Permissions::from_mode(0o755)).unwrap();
        Subject { seal: Seal { observed: false, ..seal }, program: driver, _folder: folder }
    }

    fn plan(&self, part: &str) -> Plan {
        let reach = Reach { sockets: false, ..Reach::default() };
        Plan { program: self.program.clone(), reach, ..plan(part) }
    }

    fn run(&self, plan: &Plan) -> Result<Observation, Fault> {
        let seen = Launcher::sealed(env!("CARGO_BIN_EXE_grader"), self.seal).run(plan);
        assert_eq!(self.processes(), Vec::<i32>::new(), "processes of the run are still there");
        seen
    }

    fn seen(&self, part: &str) -> Observation {
        self.run(&self.plan(part)).unwrap()
    }

    /// Those that execute the subject, under whatever name.
    fn processes(&self) -> Vec<i32> {
        let file = |path: &Path| fs::metadata(path).map(|data| (data.dev(), data.ino())).ok();
        let ours = file(&self.program);
        let pids =
            fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        pids.filter(|pid: &i32| file(&Path::new("/proc").join(pid.to_string()).join("exe")) == ours).collect()
    }
}

fn what_shows(subject: &Subject) {
    let seen = subject.seen("replies");
    assert!(seen.unobserved && !seen.replies.is_empty(), "{seen:#?}");
    let seen = subject.seen("wait");
    assert_eq!(seen.printed(Stream::Out), b"done\n");
    assert_eq!(ends_well().findings(&seen), Ok(Vec::new()));
    assert_eq!(threads(0).findings(&seen), Err(Lack::Sight));
    assert!(seen.wall_us > 0 && seen.output_bytes == 5);
    let whole = subject.seen("one_big_write");
    assert_eq!(whole.printed(Stream::Out).len() as u64, whole.output_bytes);
}

fn ends_as_it_was(subject: &Subject) {
    for (part, exit) in [
        ("wait", Exit::Code(0)),
        ("wait_for_abort", Exit::Code(0)),
        ("exec", Exit::Code(3)),
        ("exit_70", Exit::Code(70)),
    ] {
        let seen = subject.seen(part);
        assert_eq!(seen.ending, Ending::Ended(exit), "{part}: {seen:#?}");
    }
}

fn over_a_limit(subject: &Subject) {
    let few = Limits::default();
    for (part, too_much, limits) in [
        ("processes", "too many processes at once", Limits { processes: 12, ..few }),
        ("threads", "too many threads at once", Limits { threads: 20, ..few }),
        ("lines", "too much output", Limits { output_bytes: 50_000, ..few }),
        ("memory", "too much memory", Limits { memory_mib: 64, ..few }),
        ("cpu", "too much CPU time", Limits { cpu_seconds: 1, ..few }),
        ("cpu_on_a_thread", "too much CPU time", Limits { cpu_seconds: 1, ..few }),
        ("time", "too much time", Limits { wall_seconds: 1, ..few }),
        ("sleeping_child", "too much time", Limits { wall_seconds: 1, ..few }),
    ] {
        let seen = subject.run(&Plan { limits, ..subject.plan(part) }).unwrap();
        let findings = ends().findings(&seen).unwrap();
        let found = findings.first().map(|finding| (finding.verdict, finding.message.as_str()));
        assert_eq!(found, Some((Verdict::OverLimit, too_much)), "{part}: {:?}", seen.ending);
    }
}

fn daemon(subject: &Subject) {
    for _ in 0..20 {
        let seen = subject.seen("daemon");
        assert_eq!(seen.ending, Ending::Ended(Exit::Code(0)), "{seen:#?}");
    }
}

fn runaway(subject: &Subject) {
    for _ in 0..20 {
        let seen = subject.seen("runaway");
        assert_eq!(seen.ending, Ending::Ended(Exit::Code(0)), "{seen:#?}");
    }
}

fn told_to_stop(subject: &Subject) {
    let folder = tempfile::tempdir().unwrap();
    let mut launcher: Child = Command::new(env!("CARGO_BIN_EXE_grader"))
        .arg(LAUNCH)
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let seal = Seal { uid: None, ..subject.seal };
    let line = order(&subject.plan("sleeping_child"), seal, folder.path()).unwrap() + "\n";
    launcher.stdin.as_mut().unwrap().write_all(line.as_bytes()).unwrap();
    while subject.processes().len() < 2 {
        assert!(launcher.try_wait().unwrap().is_none(), "the launcher has ended");
        thread::yield_now();
    }
    drop(launcher.stdin.take());
    let output = launcher.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert_eq!(subject.processes(), Vec::<i32>::new());
    assert!(String::from_utf8_lossy(&output.stdout).contains(r#""ending":"stopped""#));
}

fn not_shut_in(subject: &Subject) {
    let reach = Reach { read: vec!["/nowhere/at/all".into()], ..Reach::default() };
    for observed in [true, false] {
        let seal = Seal { observed, ..subject.seal };
        let plan = Plan { reach: reach.clone(), ..subject.plan("wait") };
        let fault = Launcher::sealed(env!("CARGO_BIN_EXE_grader"), seal).run(&plan).unwrap_err();
        assert!(matches!(fault, Fault::Seal { .. }), "{fault:?}");
        let told = fault.to_string();
        assert!(
            ["Landlock", "/nowhere/at/all", "cargo grader doctor"].iter().all(|word| told.contains(word)),
            "{told}"
        );
    }
}

fn not_executed(subject: &Subject) {
    fs::write(&subject.program, "no program\n").unwrap();
    let fault = subject.run(&subject.plan("wait")).unwrap_err().to_string();
    assert!(fault.contains("build the submission again"), "{fault}");
}
