//! Which files were saved. The kernel says that something has happened below `exercises/`; what the files hold says whether that
//! matters. So it is all the same how an editor saves: in place, by renaming a new file, or by way of a copy.

use std::{
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant, SystemTime},
};

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::Input;
use crate::{
    course::EXERCISES,
    practice::{Place, crate_files},
};

/// An editor saves in several steps, between which a file may be empty or gone: the time without a further one that ends them.
const SETTLED: Duration = Duration::from_millis(20);
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

/// Reading is no step: the compiler reads all of them.
fn step(event: notify::Result<Event>, to: &Sender<()>) {
    if event.is_ok_and(|event| !matches!(event.kind, EventKind::Access(_))) {
        let _ = to.send(());
    }
}

/// Takes steps that follow each other closely for one.
fn settle(happened: &Receiver<()>, to: &Sender<Input>) {
    while happened.recv().is_ok() {
        let latest = Instant::now() + LATEST;
        loop {
            let left = latest.saturating_duration_since(Instant::now()).min(SETTLED);
            match happened.recv_timeout(left) {
                Ok(()) if !left.is_zero() => {}
                Ok(()) | Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if to.send(Input::Saved).is_err() {
            return;
        }
    }
}
