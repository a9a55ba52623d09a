//! Two runs at the same time: what the kernel counts by user, one of them cannot use up for the other.

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use grader::{
    judge::ends_well,
    sandbox::{Launcher, NOBODY, Plan, Schedule},
};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};

use super::{
    facts::hold,
    run::{launcher, plan},
};

/// Of descriptors that wait in sockets no user may have more than a process may have open (unix(7)). Where we cannot make
/// users, all runs are one, and a neighbour does disturb: then there is nothing to hold.
#[test]
fn descriptors_that_one_run_leaves_in_sockets_are_not_missed_by_another() {
    let seal = *launcher().seal();
    if seal.uid.is_none_or(|uid| uid == NOBODY) {
        return;
    }
    let [hoarding, other] = [(); 2].map(|()| Launcher::sealed(env!("CARGO_BIN_EXE_grader"), seal));
    let word = format!("hoard of {}", std::process::id());
    let arguments = vec!["hoard_descriptors".to_owned(), word.clone()];
    let hoards = Plan { arguments, schedule: Schedule::FREE, ..plan("") };
    thread::scope(|scope| {
        let hoard = scope.spawn(|| hoarding.run(&hoards));
        let pid = hoarder(&word);
        let seen = other.run(&plan("pass_a_descriptor")).unwrap();
        kill(Pid::from_raw(parent(pid)), Signal::SIGKILL).unwrap();
        hold(&seen, [ends_well()]);
        assert!(hoard.join().unwrap().is_err(), "it held its descriptors until it was ended");
    });
}

/// The process that was given this word, when it has started its thread, which comes last.
fn hoarder(word: &str) -> i32 {
    let began = Instant::now();
    loop {
        let names = fs::read_dir("/proc").unwrap().flatten().map(|entry| entry.file_name());
        let pids = names.filter_map(|name| name.to_str()?.parse::<i32>().ok());
        let is_ready = |pid: &i32| {
            let folder = Path::new("/proc").join(pid.to_string());
            let arguments = fs::read(folder.join("cmdline")).unwrap_or_default();
            let tasks = fs::read_dir(folder.join("task")).map_or(0, Iterator::count);
            String::from_utf8_lossy(&arguments).contains(word) && tasks == 2
        };
        if let Some(pid) = pids.into_iter().find(is_ready) {
            return pid;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "the run never got on");
        thread::yield_now();
    }
}

fn parent(pid: i32) -> i32 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("PPid:")).unwrap();
    line.trim().parse().unwrap()
}
