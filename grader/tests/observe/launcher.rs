//! The launcher as a process: whatever becomes of it or of whoever started it, nothing of the run is left.

use std::{
    fs,
    io::Read,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use grader::{
    Fault,
    judge::{children, ends_well},
    observe::{Ending, Exit, Lines, Observation, Stream, Wait},
    sandbox::{GIVING_WAY, LAUNCH, Launcher, Plan, Seal, Watched, order},
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::{Pid, getpgid, getsid},
};
use tempfile::TempDir;

use super::{
    facts::{hold, waited},
    run::{launcher, observe, plan, processes_of, program},
};

/// A launcher whose run, a driver and its child, waits for ever.
struct Started {
    launcher: Child,
    program: PathBuf,
    _folder: TempDir,
}

/// Starts a launcher by hand, and returns when the driver and its child are there.
fn started() -> Started {
    let started = starting(&[]);
    until("the run is there", || processes_of(&started.program).len() == 2);
    started
}

/// Starts a launcher by hand, with further arguments, and gives it its order.
fn starting(arguments: &[&str]) -> Started {
    ordered(arguments, plan("sleeping_child"))
}

/// The same, with what its run is.
fn ordered(arguments: &[&str], plan: Plan) -> Started {
    let folder = tempfile::tempdir_in(program().parent().unwrap()).unwrap();
    let program = folder.path().join("driver");
    fs::hard_link(self::program(), &program).unwrap();
    let mut launcher = Command::new(env!("CARGO_BIN_EXE_grader"))
        .arg(LAUNCH)
        .args(arguments)
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let plan = Plan { program: program.clone(), ..plan };
    // The same user: another might not be able to reach the program where it lies.
    let line = order(&plan, Seal { uid: None, ..*self::launcher().seal() }, folder.path()).unwrap() + "\n";
    std::io::Write::write_all(launcher.stdin.as_mut().unwrap(), line.as_bytes()).unwrap();
    Started { launcher, program, _folder: folder }
}

#[test]
fn a_launcher_that_is_killed_takes_its_run_with_it() {
    let Started { mut launcher, program, _folder } = started();
    launcher.kill().unwrap();
    launcher.wait().unwrap();
    until("the run is gone", || processes_of(&program).is_empty());
}

#[test]
fn a_launcher_that_nobody_listens_to_ends_its_run() {
    let Started { mut launcher, program, _folder } = started();
    drop(launcher.stdin.take());
    let seen = facts(&mut launcher);
    let status = launcher.wait().unwrap();
    assert!(status.success(), "{status}");
    assert!(processes_of(&program).is_empty());
    assert_eq!(seen.ending, Ending::Stopped);
}

/// A run that has printed and ended before the launcher gets to look.
#[test]
fn what_is_printed_last_is_not_lost() {
    let printing =
        Plan { arguments: ["child", "print_when_told"].map(String::from).into(), watched: Watched::Tasks, ..plan("") };
    let Started { mut launcher, program, _folder: folder } = ordered(&[], printing);
    let pid = Pid::from_raw(launcher.id() as i32);
    until("it runs", || folder.path().join("there").exists());
    kill(pid, Signal::SIGSTOP).unwrap();
    until("the launcher is stopped", || stat(pid.as_raw(), 3) == "T");
    fs::write(folder.path().join("go"), "").unwrap();
    until("it has ended", || processes_of(&program).is_empty());
    kill(pid, Signal::SIGCONT).unwrap();
    let seen = facts(&mut launcher);
    drop(launcher.stdin.take());
    launcher.wait().unwrap();
    assert_eq!(seen.ending, Ending::Ended(Exit::Code(0)));
    assert_eq!((seen.printed(Stream::Out), seen.output_bytes), (b"at last\n".to_vec(), 8));
}

/// What a launcher tells of its run, without the replies.
fn facts(launcher: &mut Child) -> Observation {
    let output = launcher.stdout.as_mut().unwrap();
    let mut lengths = [0; 16];
    output.read_exact(&mut lengths).unwrap();
    let mut json = vec![0; u64::from_le_bytes(lengths[..8].try_into().unwrap()) as usize];
    output.read_exact(&mut json).unwrap();
    serde_json::from_slice(&json).unwrap()
}

/// By its policy; and since the kernel weighs sessions against each other, whoever is in them, in the session of those who go
/// first. On a busy machine this takes as long as the others like.
#[test]
fn a_run_gives_way_where_its_launcher_is_told_to_and_nowhere_else() {
    let ours = policy(std::process::id() as i32);
    for (arguments, of_all, is_in_our_session) in [(&[][..], ours, false), (&[GIVING_WAY], nix::libc::SCHED_IDLE, true)]
    {
        let Started { mut launcher, program, _folder } = starting(arguments);
        until("its run is there", || processes_of(&program).len() == 2);
        let run = processes_of(&program);
        let policies: Vec<i32> = run.iter().copied().chain([launcher.id() as i32]).map(policy).collect();
        assert_eq!(policies, [of_all; 3], "{arguments:?}");
        let run: Vec<Pid> = run.into_iter().map(Pid::from_raw).collect();
        assert!(run.iter().all(|pid| (getsid(Some(*pid)) == getsid(None)) == is_in_our_session), "{arguments:?}");
        let groups: Vec<Pid> = run.iter().map(|pid| getpgid(Some(*pid)).unwrap()).collect();
        assert!(run.contains(&groups[0]) && groups[0] == groups[1], "{run:?} of {groups:?}");
        launcher.kill().unwrap();
        launcher.wait().unwrap();
    }
}

#[test]
fn a_run_can_be_ended_at_any_moment_of_its_beginning() {
    for step in 0..60 {
        let Started { mut launcher, program, _folder } = starting(&[]);
        thread::sleep(Duration::from_micros(200) * step);
        drop(launcher.stdin.take());
        until("the launcher is gone", || launcher.try_wait().unwrap().is_some());
        assert!(processes_of(&program).is_empty(), "after {step} steps");
    }
}

#[test]
fn what_is_no_program_is_our_fault_and_no_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, mode| {
        let path = folder.path().join(name);
        fs::write(&path, "no program\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    };
    for program in [file("unexecutable", 0o600), file("text", 0o700), folder.path().join("missing")] {
        let fault = run(&program).unwrap_err().to_string();
        assert!(fault.starts_with("failed to run "), "{fault}");
    }
}

/// As cargo does when it builds the checks while the first builds are under way.
#[test]
fn a_grader_whose_file_is_gone_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let grader = folder.path().join("grader");
    fs::copy(env!("CARGO_BIN_EXE_grader"), &grader).unwrap();
    let launcher = Launcher::sealed(&grader, *launcher().seal());
    for round in ["with its file", "without", "without"] {
        let seen = launcher.run(&plan("join"));
        assert!(seen.is_ok_and(|seen| ends_well().findings(&seen).unwrap().is_empty()), "{round}");
        let _ = fs::remove_file(&grader);
    }
}

#[test]
fn a_program_behind_a_link_is_seen_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(program().parent().unwrap(), &link).unwrap();
    let seen = observe(&Plan { program: link.join("driver"), ..plan("wait") });
    hold(&seen, [ends_well(), children(1), waited(0, Wait::Child(Some(1)), "wait")]);
}

#[test]
fn a_program_in_a_folder_with_spaces_is_seen_with_its_lines() {
    let folder = tempfile::Builder::new().prefix("three words  here").tempdir_in(program().parent().unwrap()).unwrap();
    let copy = folder.path().join("the driver");
    fs::copy(program(), &copy).unwrap();
    // The same user: for another, the program is executed under a name of ours.
    let launcher = Launcher::sealed(env!("CARGO_BIN_EXE_grader"), Seal { uid: None, ..*launcher().seal() });
    let mut seen = launcher.run(&Plan { program: copy.clone(), ..plan("wait") }).unwrap();
    Lines::of(&copy).unwrap().resolve(&mut seen);
    hold(&seen, [ends_well(), waited(0, Wait::Child(Some(1)), "wait")]);
}

/// How a process is scheduled.
fn policy(pid: i32) -> i32 {
    stat(pid, 41).parse().unwrap()
}

/// A field of what the kernel says of a process, counted from its name's end, in which there may be spaces: its state is the
/// third, how it is scheduled the 41st (proc_pid_stat(5)).
fn stat(pid: i32, field: usize) -> String {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    stat.rsplit_once(')').unwrap().1.split_whitespace().nth(field - 3).unwrap().to_owned()
}

fn run(program: &Path) -> Result<Observation, Fault> {
    launcher().run(&Plan { program: program.to_owned(), ..plan("join") })
}

/// Waits for something that is sure to come, and gives up where it does not.
#[track_caller]
fn until(what: &str, mut there: impl FnMut() -> bool) {
    let began = Instant::now();
    while !there() {
        assert!(began.elapsed() < Duration::from_secs(120), "waited in vain: {what}");
        thread::yield_now();
    }
}
