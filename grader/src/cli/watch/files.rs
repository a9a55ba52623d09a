//! Which files were saved. The kernel says that something has happened below `exercises/`; what the files hold says whether that
//! matters. So it is all the same how an editor saves: in place, by renaming a new file, or by way of a copy.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant, SystemTime},
};

use notify::{
    Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode, ModifyKind, RenameMode},
};

use super::Input;
use crate::{
    course::EXERCISES,
    practice::{Place, crate_files},
};

/// An editor saves in several steps, between which a file may be empty or gone: the time without a further one that ends them.
const SETTLED: Duration = Duration::from_millis(20);
/// The same after a step that leaves a file whole: it was closed, or got its name.
const WHOLE: Duration = Duration::from_millis(4);
/// The time after the first step in any case.
const LATEST: Duration = Duration::from_millis(60);
/// Between two looks, where the kernel tells nothing: on some network file systems, or when it has no watches left.
const LOOKS: Duration = Duration::from_millis(500);

/// Looks at files.
pub(super) struct Files {
    seen: Seen,
    _watcher: Box<dyn Watcher>,
}

type Seen = Vec<(PathBuf, Option<SystemTime>, Vec<u8>)>;

impl Files {
    /// Watches all exercises, and tells when something has changed.
    ///
    /// # Errors
    /// Nothing can be watched.
    pub(super) fn watch(place: &Place, to: &Sender<Input>) -> notify::Result<Files> {
        let (steps, happened) = mpsc::channel();
        let to = to.clone();
        thread::spawn(move || settle(&happened, &to));
        let room = place.course.root.join(EXERCISES);
        let told = steps.clone();
        let by_kernel = RecommendedWatcher::new(move |event| step(event, &told), Config::default());
        let watcher: Box<dyn Watcher> = match by_kernel.and_then(|watcher| begin(watcher, &room)) {
            Ok(watcher) => Box::new(watcher),
            Err(_) => {
                let config = Config::default().with_poll_interval(LOOKS);
                Box::new(begin(PollWatcher::new(move |event| step(event, &steps), config)?, &room)?)
            }
        };
        Ok(Files { seen: Vec::new(), _watcher: watcher })
    }

    /// Whether the files of the crate in `folder` are others than at the last look.
    pub(super) fn changed(&mut self, folder: &Path) -> bool {
        let modified = |path: &PathBuf| path.metadata().and_then(|metadata| metadata.modified()).ok();
        let now: Seen =
            crate_files(folder).into_iter().map(|(path, text)| (path.clone(), modified(&path), text)).collect();
        let changed = now != self.seen;
        self.seen = now;
        changed
    }
}

fn begin<W: Watcher>(mut watcher: W, room: &Path) -> notify::Result<W> {
    watcher.watch(room, RecursiveMode::Recursive)?;
    Ok(watcher)
}

/// How long a further step may take to come after this one; `None` for what is no step. Reading is none: the compiler reads all of
/// them.
fn patience(kind: &EventKind) -> Option<Duration> {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => Some(WHOLE),
        EventKind::Access(_) => None,
        _ => Some(SETTLED),
    }
}

fn step(event: notify::Result<Event>, to: &Sender<Duration>) {
    if let Some(patience) = event.ok().and_then(|event| patience(&event.kind)) {
        let _ = to.send(patience);
    }
}

/// Takes steps that follow each other closely for one.
fn settle(happened: &Receiver<Duration>, to: &Sender<Input>) {
    while let Ok(mut patience) = happened.recv() {
        let latest = Instant::now() + LATEST;
        loop {
            let left = latest.saturating_duration_since(Instant::now()).min(patience);
            match happened.recv_timeout(left) {
                Ok(next) if !left.is_zero() => patience = next,
                Ok(_) | Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if to.send(Input::Saved).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use notify::event::DataChange;

    use super::*;

    #[test]
    fn a_file_that_is_whole_is_waited_for_no_longer_and_reading_is_no_step() {
        assert_eq!(patience(&EventKind::Modify(ModifyKind::Data(DataChange::Any))), Some(SETTLED));
        assert_eq!(patience(&EventKind::Access(AccessKind::Close(AccessMode::Write))), Some(WHOLE));
        assert_eq!(patience(&EventKind::Modify(ModifyKind::Name(RenameMode::To))), Some(WHOLE));
        assert_eq!(patience(&EventKind::Access(AccessKind::Open(AccessMode::Any))), None);
        assert_eq!(patience(&EventKind::Access(AccessKind::Close(AccessMode::Read))), None);
    }
}
