//! Who waits by asking again and again, where that is forbidden, and who only does much.

use std::time::Duration;
use weave::sync::atomic::{AtomicU32, Ordering};
use weave::sync::{Condvar, Mutex};
use weave::{Explorer, Fault, Polling, Time, Verdict, thread};

/// The line at which somebody asks again and again for what comes after an hour.
#[track_caller]
fn blamed(wait: fn(&Mutex<bool>)) -> String {
    let exploration = Explorer::new().polling(Polling::Fail).time(Time::Ideal).explore(move || {
        let ready = Mutex::new(false);
        thread::scope(|scope| {
            scope.spawn(|| wait(&ready));
            thread::sleep(Duration::from_secs(3600));
            *ready.lock().unwrap() = true;
        });
    });
    assert_eq!(exploration.fault(), Some(Fault::Polling), "{exploration}");
    exploration.failing.and_then(|failing| failing.explanation.at).map(|at| at.source).unwrap_or_default()
}

#[test]
fn whoever_locks_again_and_again_is_polling() {
    let spins = blamed(|ready| {
        while !*ready.lock().unwrap() {
            std::hint::black_box(());
        }
    });
    assert_eq!(spins, "while !*ready.lock().unwrap() {");
    let yields = blamed(|ready| {
        while !*ready.lock().unwrap() {
            thread::yield_now();
        }
    });
    assert_eq!(yields, "thread::yield_now();");
    let naps = blamed(|ready| {
        while !*ready.lock().unwrap() {
            thread::sleep(Duration::from_millis(1));
        }
    });
    assert_eq!(naps, "thread::sleep(Duration::from_millis(1));");
    let times_out = blamed(|ready| {
        let (condvar, mut guard) = (Condvar::new(), ready.lock().unwrap());
        while !*guard {
            guard = condvar.wait_timeout(guard, Duration::from_millis(1)).unwrap().0;
        }
    });
    assert_eq!(times_out, "guard = condvar.wait_timeout(guard, Duration::from_millis(1)).unwrap().0;");
}

/// To be seen waiting it has to be begun first, and left unfinished then.
#[test]
fn whoever_waits_for_the_end_of_what_has_begun_is_polling() {
    let exploration = Explorer::new().polling(Polling::Fail).explore(|| {
        let state = AtomicU32::new(0);
        thread::scope(|scope| {
            scope.spawn(|| {
                state.store(1, Ordering::Release);
                state.store(2, Ordering::Release);
            });
            while state.load(Ordering::Acquire) == 1 {
                std::hint::spin_loop();
            }
        });
    });
    assert_eq!(exploration.fault(), Some(Fault::Polling), "{exploration}");
}

#[test]
fn whoever_has_much_to_do_is_not_polling() {
    let exploration = Explorer::new().polling(Polling::Fail).time(Time::Ideal).explore(|| {
        let hits = Mutex::new(0);
        thread::scope(|scope| {
            scope.spawn(|| (0..1_000).for_each(|_| *hits.lock().unwrap() += 1));
            thread::sleep(Duration::from_secs(3600));
        });
        hits.into_inner().unwrap()
    });
    assert_eq!(exploration.verdict, Verdict::Passed, "{exploration}");
    assert_eq!(exploration.outcomes.keys().collect::<Vec<_>>(), ["1000"]);
}
