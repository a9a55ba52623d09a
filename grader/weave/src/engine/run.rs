//! One execution from beginning to end.

use super::choice::{Guide, Rng};
use super::end::note_panic_of;
use super::event::Action;
use super::execution::{Execution, Panicked, Ticket, execution, me, replace, try_with};
use super::worker::{self, Worker};
use super::{statics, watch};
use crate::settings::Settings;
use std::any::Any;
use std::panic::{AssertUnwindSafe, Location, catch_unwind};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Once};

/// The explored closure; it returns the Debug form of its value.
pub(crate) type Body = Arc<dyn Fn() -> String + Send + Sync>;

/// Runs `body` once under `guide`, and returns all that happened. The caller sees to it that only one runs at a time.
pub(crate) fn run(settings: &Settings, mut guide: Guide, seed: u64, body: &Body) -> Box<Execution> {
    /// 0 is never used: it stands for objects that no execution has seen.
    static EPOCH: AtomicU32 = AtomicU32::new(1);
    install_panic_hook();
    statics::restore();
    if let Guide::Reduced(reduction) = &mut guide {
        reduction.touch_everything();
    }
    let epoch = EPOCH.fetch_add(1, Ordering::Relaxed);
    let mut new = Box::new(Execution::new(epoch, settings.clone(), guide, seed));
    let main = worker::hire(Some(MAIN), None);
    let (done, first) = (new.done.clone(), main.baton());
    let task = new.new_task(Some(MAIN.into()), first.clone(), Location::caller());
    let ticket = new.ticket(task);
    drop(replace(Some(new)));
    start_main(main, ticket, body.clone());
    first.give();
    watch::wait(&done);
    let mut finished = replace(None).expect("nobody else takes an execution away");
    worker::release(std::mem::take(&mut finished.resting), finished.failure.is_some());
    statics::restore();
    finished
}

const MAIN: &str = "main";

fn start_main(main: Worker, ticket: Ticket, body: Body) {
    let job = move || {
        match catch_unwind(AssertUnwindSafe(|| body())) {
            Ok(outcome) => execution().outcome = Some(outcome),
            Err(payload) => {
                note_panic_of(0);
                drop_quietly(payload);
            }
        }
        drop(body);
    };
    main.start(ticket, Box::new(job)).expect("the machine allows one more thread");
}

/// Whatever a program panics with may panic again when it is dropped.
fn drop_quietly(payload: Box<dyn Any + Send>) {
    if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(again);
    }
}

/// What a panic said, if it said it in words.
pub(crate) fn message(payload: &(dyn Any + Send)) -> String {
    match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => (*text).into(),
        (None, Some(text)) => text.clone(),
        (None, None) => "(a value that is not text)".into(),
    }
}

/// Panics of explored threads are written down, all others go where they went before.
fn install_panic_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let Some(task) = me() else { return before(info) };
            let at = info.location().map(|at| (at.file().to_owned(), at.line(), at.column()));
            let panicked = Panicked { task, message: message(info.payload()), at };
            let noted = try_with(|execution| {
                let at = execution.tasks[task].at;
                execution.panics.push(panicked);
                execution.event(Action::Panics, None, at);
            });
            if !noted {
                before(info);
            }
        }));
    });
}

/// The seed of one execution, from that of the exploration and a number.
pub(crate) fn seed(of: u64, number: u64) -> u64 {
    Rng(of ^ number.rotate_left(32)).next()
}
