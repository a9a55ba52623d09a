//! Waiting for an execution to end, and noticing that a thread runs on without ever coming to a point. That is told by the
//! processor time that it used, never by how long it took.

use super::baton::Baton;
use super::execution::{execution, try_with};
use super::task::TaskId;
use crate::fault::Fault;
use std::time::Duration;

/// How often to look. It decides nothing.
const LOOK: Duration = Duration::from_millis(500);
/// Seconds of processor time without a visible operation.
const ENDLESS: f64 = 10.0;

/// Waits until `done` is given. A thread that computes for ever is left behind, and reported.
pub(super) fn wait(done: &Baton) {
    let mut before: Option<(TaskId, u32, f64)> = None;
    while !done.take_within(LOOK) {
        let Some((task, steps)) = stand() else { continue };
        let Some(seconds) = system::seconds_of(task) else { continue };
        match before {
            Some((then, steps_then, from)) if (then, steps_then) == (task, steps) => {
                if seconds - from > ENDLESS && give_up(task, steps) {
                    return;
                }
            }
            _ => before = Some((task, steps, seconds)),
        }
    }
}

fn stand() -> Option<(TaskId, u32)> {
    let mut stand = None;
    try_with(|execution| stand = Some((execution.current, execution.steps)));
    stand
}

fn give_up(task: TaskId, steps: u32) -> bool {
    let mut execution = execution();
    if execution.over || execution.steps != steps {
        return false;
    }
    execution.over = true;
    let at = execution.tasks[task].at;
    execution.fail(Fault::Endless, String::new(), Some(at));
    true
}

/// The calling thread, which has this folder, is `task` of the execution.
pub(super) fn note_thread(task: TaskId, folder: &Folder) {
    system::note_thread(task, folder);
}

pub(super) use system::{Folder, folder};

#[cfg(target_os = "linux")]
mod system {
    use super::TaskId;
    use std::path::{Path, PathBuf};
    use std::sync::{Arc, Mutex, PoisonError};

    /// Where the kernel tells of a thread, if it does.
    pub(in crate::engine) type Folder = Option<Arc<Path>>;

    static FOLDERS: Mutex<Vec<(TaskId, Folder)>> = Mutex::new(Vec::new());
    /// The kernel's clock ticks per second, as it reports times (USER_HZ, proc(5)).
    const TICKS: f64 = 100.0;

    /// That of the calling thread.
    pub(in crate::engine) fn folder() -> Folder {
        std::fs::read_link("/proc/thread-self").ok().map(|folder| PathBuf::from("/proc").join(folder).into())
    }

    pub(super) fn note_thread(task: TaskId, folder: &Folder) {
        let mut folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
        if task == 0 {
            folders.clear();
        }
        folders.push((task, folder.clone()));
    }

    /// Processor time of a thread so far.
    pub(super) fn seconds_of(task: TaskId) -> Option<f64> {
        let folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = folders.iter().find(|known| known.0 == task)?.1.as_ref()?;
        let stat = std::fs::read_to_string(folder.join("stat")).ok()?;
        let after_name = stat.rsplit_once(')')?.1;
        let ticks = |field: usize| after_name.split_whitespace().nth(field)?.parse::<f64>().ok();
        Some((ticks(11)? + ticks(12)?) / TICKS)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use super::TaskId;

    pub(in crate::engine) type Folder = ();

    pub(in crate::engine) fn folder() -> Folder {}

    pub(super) fn note_thread(_task: TaskId, _folder: &Folder) {}

    /// Not known here: a thread that computes for ever is waited for.
    pub(super) fn seconds_of(_task: TaskId) -> Option<f64> {
        None
    }
}
