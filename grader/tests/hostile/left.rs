//! Processes that were left behind. Whoever loses its parent becomes a child of this process, so that every child which we
//! did not start was left by somebody, whatever it calls itself now. A run has a session of its own, which it cannot leave for
//! ours; in ours are the grader's own processes, which end by themselves.

use std::{
    collections::BTreeSet,
    fs,
    process::{Child, Command, Output, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
};

use nix::{
    sys::{
        prctl,
        signal::{Signal, kill},
        wait::waitpid,
    },
    unistd::{Pid, getsid},
};

static STARTED: Mutex<BTreeSet<u32>> = Mutex::new(BTreeSet::new());

/// Held by whoever looks for strangers and waits for them: what two tests find at once, one of them would find gone.
static LOOKING: Mutex<()> = Mutex::new(());

/// Makes this process the one that orphans go to.
pub fn adopt_orphans() {
    prctl::set_child_subreaper(true).unwrap();
}

/// Starts a process that is ours.
pub fn spawn(command: &mut Command) -> Child {
    let mut started = started();
    let child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    started.insert(child.id());
    child
}

/// What a process of ours printed, to its end.
pub fn output(command: &mut Command) -> Output {
    let child = spawn(command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()));
    let pid = child.id();
    let output = child.wait_with_output().unwrap();
    started().remove(&pid);
    output
}

/// Waits for a process of ours.
pub fn end(mut child: Child) {
    // One that has ended by itself is what we want.
    let _ = child.kill();
    child.wait().unwrap();
    started().remove(&child.id());
}

/// Ends what runs have left behind, and tells what it was.
pub fn strangers() -> Vec<String> {
    let _looking = LOOKING.lock().unwrap_or_else(PoisonError::into_inner);
    let started = started();
    let tasks = fs::read_dir("/proc/self/task").unwrap().flatten();
    let children: String = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok()).collect();
    let children = children.split_whitespace().filter_map(|pid| pid.parse().ok());
    let strangers: Vec<i32> = children.filter(|pid: &i32| !started.contains(&pid.cast_unsigned())).collect();
    drop(started);
    strangers.into_iter().filter_map(put_down).collect()
}

fn put_down(stranger: i32) -> Option<String> {
    let pid = Pid::from_raw(stranger);
    let ours = getsid(Some(pid)) == getsid(None);
    let line = fs::read_to_string(format!("/proc/{stranger}/cmdline")).unwrap_or_default().replace('\0', " ");
    if !ours {
        let _ = kill(pid, Signal::SIGKILL);
    }
    waitpid(pid, None).unwrap();
    (!ours).then(|| format!("process {stranger} was left behind: {line}"))
}

fn started() -> MutexGuard<'static, BTreeSet<u32>> {
    STARTED.lock().unwrap_or_else(PoisonError::into_inner)
}
