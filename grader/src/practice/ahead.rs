//! What is built for the grader's own checks while somebody waits for the visible tests. Where it is done decides how soon there is
//! a verdict, and nothing else: what it comes to is kept where grading finds it, and what is not there is built then.

use std::{
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use super::Place;
use crate::{course::Exercise, pipeline, sandbox::Launcher};

/// How many compilers it runs at once.
pub(super) const COMPILERS: usize = 2;

/// How long one that gives way is waited for when nobody else wants the cores any more. It takes a fifth of that; but where others
/// have come for them in the meantime, it would not come on.
const PATIENCE: Duration = Duration::from_secs(1);

/// A build that goes on beside us.
pub(super) struct Ahead {
    /// Closed when it is over.
    over: Receiver<()>,
    gives_way: bool,
}

impl Ahead {
    /// Begins. Whatever `launcher` runs gives way where it says so.
    pub(super) fn begin(place: &Place, exercise: &Exercise, launcher: &Launcher) -> Ahead {
        let (root, folder, exercise) = (place.course.root.clone(), place.folder(exercise), exercise.clone());
        let (gives_way, launcher) = (launcher.gives_way(), launcher.clone());
        let (until, over) = mpsc::channel();
        // Nobody has to end it: with this process its compilers end.
        thread::spawn(move || {
            pipeline::build_ahead(&root, &exercise, &folder, &launcher);
            drop(until);
        });
        Ahead { over, gives_way }
    }

    /// Waits until it is over, or is not to be waited for.
    pub(super) fn wait(self) {
        match self.gives_way {
            true => drop(self.over.recv_timeout(PATIENCE)),
            false => drop(self.over.recv()),
        }
    }
}
