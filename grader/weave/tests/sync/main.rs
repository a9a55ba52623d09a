//! The types of `sync` under all schedules: what each program can return, and what goes wrong with the wrong ones.
#![expect(clippy::unwrap_used, reason = "the programs are written as people write them")]

mod barrier;
mod channels;
mod condvar;
mod mutex;
mod names;
mod once;
mod polling;
mod reduction;
mod rendezvous;
mod rwlock;
mod seq_cst;
mod statics;
mod threads;
mod time;

use std::fmt::Debug;
use weave::{Exploration, Explorer, Fault, Verdict};

/// Everything that the closure returns, under all schedules, none of which fails.
#[track_caller]
fn outcomes<T: Debug>(body: impl Fn() -> T + Send + Sync + 'static) -> Vec<String> {
    outcomes_of(&Explorer::new().explore(body))
}

#[track_caller]
fn outcomes_of(exploration: &Exploration) -> Vec<String> {
    let message = exploration.failing.as_ref().map(|failing| (&failing.replay, &failing.explanation.steps));
    assert_eq!(exploration.verdict, Verdict::Passed, "{message:#?}");
    assert!(exploration.complete, "{}", exploration.covered());
    println!("{}", exploration.covered());
    exploration.outcomes.keys().cloned().collect()
}

/// What the closure fails with under some schedule, which fails again when it is replayed.
#[track_caller]
fn fault<T: Debug>(body: impl Fn() -> T + Send + Sync + Clone + 'static) -> Option<Fault> {
    let exploration = Explorer::new().explore(body.clone());
    if let Some(failing) = &exploration.failing {
        let again = Explorer::new().replay(&failing.replay, body).expect("a replay string can be replayed");
        if exploration.fault() != Some(Fault::Outlives) {
            assert_eq!(again.fault(), exploration.fault(), "the replay of {}", failing.replay);
        }
    }
    exploration.fault()
}
