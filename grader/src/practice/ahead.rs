//! What is built for the grader's own checks while somebody waits for the visible tests. Where it is done decides how soon there is
//! a verdict, and nothing else: what it comes to is kept where grading finds it, and what is not there is built then.

use std::{
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

use super::{Place, room::Room};
use crate::{course::Exercise, pipeline, sandbox::Launcher};

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
    /// Begins where there is room for it: as far as there is, it gives way to what is waited for.
    pub(super) fn within(room: Room, place: &Place, exercise: &Exercise, launcher: &Launcher) -> Option<Ahead> {
        match room {
            Room::Plenty => Some(Ahead::begin(place, exercise, launcher.clone(), false)),
            Room::Little => Some(Ahead::begin(place, exercise, launcher.giving_way(), true)),
            Room::None => None,
        }
    }

    /// Begins.
    pub(super) fn begin(place: &Place, exercise: &Exercise, launcher: Launcher, gives_way: bool) -> Ahead {
        let (root, folder, exercise) = (place.course.root.clone(), place.folder(exercise), exercise.clone());
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
