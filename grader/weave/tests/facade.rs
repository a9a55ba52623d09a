//! The types of the facade but those of `std::sync`'s locks and channels: atomics, cells, time, what is printed, and exit.

use std::collections::HashMap;
use std::sync::Arc;
use weave::cell::UnsafeCell;
use weave::sync::atomic::{AtomicBool, AtomicI8, AtomicPtr, AtomicU8, AtomicU32, Ordering, fence};
use weave::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use weave::{Exploration, Explorer, Fault, LeftThreads, Time, print, process, thread};

fn outcomes(exploration: &Exploration) -> Vec<&str> {
    assert!(exploration.passed(), "{:?}", exploration.failing);
    assert!(exploration.complete, "{}", exploration.covered());
    exploration.outcomes.keys().map(String::as_str).collect()
}

/// What the thread panicked with that ran `body` in an exploration.
fn panic_of(body: impl Fn() + Send + Sync + 'static) -> String {
    let exploration = Explorer::new().explore(body);
    assert_eq!(exploration.fault(), Some(Fault::Panicked));
    exploration.failing.expect("it failed").explanation.message
}

#[test]
fn an_update_of_a_load_and_a_store_can_be_lost() {
    let exploration = Explorer::new().explore(|| {
        let count = AtomicU8::new(0);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| count.store(count.load(Ordering::SeqCst) + 1, Ordering::SeqCst));
            }
        });
        count.into_inner()
    });
    assert_eq!(outcomes(&exploration), ["1", "2"]);
}

#[test]
fn no_update_of_a_read_modify_write_is_lost() {
    let exploration = Explorer::new().explore(|| {
        let (count, most, least, all) = (AtomicI8::new(0), AtomicI8::new(0), AtomicI8::new(0), AtomicBool::new(true));
        thread::scope(|scope| {
            for number in [3, -4] {
                let (count, most, least, all) = (&count, &most, &least, &all);
                scope.spawn(move || {
                    count.fetch_add(number, Ordering::Relaxed);
                    most.fetch_max(number, Ordering::Relaxed);
                    least.fetch_min(number, Ordering::Relaxed);
                    all.fetch_and(number > 0, Ordering::Relaxed);
                });
            }
        });
        (count.into_inner(), most.into_inner(), least.into_inner(), all.into_inner())
    });
    assert_eq!(outcomes(&exploration), ["(-1, 3, -4, false)"]);
}

#[test]
fn an_update_by_a_function_is_not_lost_either() {
    let exploration = Explorer::new().explore(|| {
        let count = AtomicU32::new(1);
        thread::scope(|scope| {
            scope.spawn(|| count.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_mul(3)).unwrap());
            scope.spawn(|| count.update(Ordering::Relaxed, Ordering::Relaxed, |n| n + 1));
        });
        count.into_inner()
    });
    assert_eq!(outcomes(&exploration), ["4", "6"]);
}

#[test]
fn a_weak_exchange_may_fail_for_no_reason_and_a_strong_one_may_not() {
    let explore = |explorer: Explorer| {
        explorer.explore(|| {
            let flag = AtomicBool::new(false);
            let weak = flag.compare_exchange_weak(false, true, Ordering::AcqRel, Ordering::Acquire);
            let strong = flag.compare_exchange(weak.is_ok(), true, Ordering::AcqRel, Ordering::Acquire);
            (weak.is_ok(), strong.is_ok())
        })
    };
    assert_eq!(outcomes(&explore(Explorer::new())), ["(false, true)", "(true, true)"]);
    assert_eq!(outcomes(&explore(Explorer::new().spurious_wakeups(0))), ["(true, true)"]);
}

#[test]
fn orderings_that_make_no_sense_panic_as_in_std() {
    let flag = || AtomicBool::new(false);
    assert!(panic_of(move || _ = flag().load(Ordering::Release)).contains("no such thing as a release load"));
    assert!(panic_of(move || flag().store(true, Ordering::Acquire)).contains("no such thing as an acquire store"));
    let exchange = move || _ = flag().compare_exchange(true, true, Ordering::SeqCst, Ordering::AcqRel);
    assert!(panic_of(exchange).contains("no such thing as an acquire-release failure ordering"));
    assert!(panic_of(|| fence(Ordering::Relaxed)).contains("no such thing as a relaxed fence"));
}

#[test]
fn a_relaxed_flag_publishes_nothing_and_with_fences_it_does() {
    let explore = |fences: bool| {
        Explorer::new().explore(move || {
            let (data, flag) = (AtomicU32::new(0), AtomicBool::new(false));
            thread::scope(|scope| {
                scope.spawn(|| {
                    data.store(1, Ordering::Relaxed);
                    if fences {
                        fence(Ordering::Release);
                    }
                    flag.store(true, Ordering::Relaxed);
                });
                let seen = flag.load(Ordering::Relaxed);
                if fences {
                    fence(Ordering::Acquire);
                }
                (seen, data.load(Ordering::Relaxed))
            })
        })
    };
    assert_eq!(outcomes(&explore(false)), ["(false, 0)", "(false, 1)", "(true, 0)", "(true, 1)"]);
    assert_eq!(outcomes(&explore(true)), ["(false, 0)", "(false, 1)", "(true, 1)"]);
}

#[test]
fn what_was_written_through_get_mut_is_what_is_read() {
    let exploration = Explorer::new().explore(|| {
        let mut number = AtomicU32::new(0);
        number.store(1, Ordering::Relaxed);
        *number.get_mut() = 2;
        let read = number.load(Ordering::Relaxed);
        thread::scope(|scope| scope.spawn(|| number.fetch_add(1, Ordering::Relaxed)).join().unwrap());
        (read, number.load(Ordering::Relaxed))
    });
    assert_eq!(outcomes(&exploration), ["(2, 3)"]);
}

#[test]
fn a_pointer_is_handed_over_with_what_it_points_to() {
    let exploration = Explorer::new().explore(|| {
        let slot = AtomicPtr::new(std::ptr::null_mut::<u32>());
        let mut number = 7;
        let pointer = AtomicPtr::from(&raw mut number);
        thread::scope(|scope| {
            scope.spawn(|| slot.store(pointer.load(Ordering::Relaxed), Ordering::Release));
            let seen = slot.load(Ordering::Acquire);
            // SAFETY: it is null or points to `number`, to which nobody writes.
            unsafe { seen.as_ref() }.copied()
        })
    });
    assert_eq!(outcomes(&exploration), ["None", "Some(7)"]);
}

#[test]
fn a_spin_lock_by_swap_lets_its_owner_go_on() {
    let exploration = Explorer::new().explore(|| {
        let (locked, count) = (AtomicBool::new(false), UnsafeCell::new(0));
        let shared = Shared(&count);
        thread::scope(|scope| {
            for _ in 0..2 {
                let (locked, shared) = (&locked, &shared);
                scope.spawn(move || {
                    while locked.swap(true, Ordering::Acquire) {}
                    // SAFETY: the flag lets in one thread at a time.
                    unsafe { *shared.0.get() += 1 };
                    locked.store(false, Ordering::Release);
                });
            }
        });
        count.into_inner()
    });
    assert!(exploration.passed(), "{:?}", exploration.failing);
    assert_eq!(exploration.outcomes.keys().collect::<Vec<_>>(), ["2"]);
}

/// A cell that threads share, as a lock would.
struct Shared<'a>(&'a UnsafeCell<u32>);

// SAFETY: it is what the tests are about: they say where that is wrong.
unsafe impl Sync for Shared<'_> {}

#[test]
fn two_threads_that_write_to_one_cell_are_a_race() {
    let exploration = Explorer::new().explore(|| {
        let cell = UnsafeCell::new(0);
        let shared = Shared(&cell);
        thread::scope(|scope| {
            for number in 1..=2 {
                let shared = &shared;
                // SAFETY: only one thread runs at a time in an exploration, which tells that it is not safe elsewhere.
                scope.spawn(move || unsafe { *shared.0.get() = number });
            }
        });
    });
    assert_eq!(exploration.fault(), Some(Fault::DataRace));
}

#[test]
fn a_writer_and_a_reader_of_one_cell_are_a_race() {
    let exploration = Explorer::new().explore(|| {
        let cell = UnsafeCell::new(0);
        let shared = Shared(&cell);
        thread::scope(|scope| {
            let shared = &shared;
            // SAFETY: as above.
            scope.spawn(move || unsafe { *shared.0.get() = 1 });
            // SAFETY: as above.
            unsafe { *shared.0.get() }
        })
    });
    assert_eq!(exploration.fault(), Some(Fault::DataRace));
}

#[test]
fn two_readers_of_one_cell_are_no_race_and_nor_is_a_writer_after_they_were_joined() {
    let exploration = Explorer::new().explore(|| {
        let mut cell = UnsafeCell::new(5);
        let shared = Shared(&cell);
        thread::scope(|scope| {
            for _ in 0..2 {
                let shared = &shared;
                // SAFETY: nobody writes.
                scope.spawn(move || unsafe { *shared.0.get() });
            }
        });
        *cell.get_mut() = 6;
        let shared = Shared(&cell);
        thread::scope(|scope| {
            let shared = &shared;
            // SAFETY: nobody writes.
            scope.spawn(move || unsafe { *shared.0.get() }).join().unwrap()
        })
    });
    assert_eq!(outcomes(&exploration), ["6"]);
}

#[test]
fn in_ideal_time_two_sleeps_side_by_side_take_as_long_as_one() {
    let exploration = Explorer::new().time(Time::Ideal).explore(|| {
        let (start, date) = (Instant::now(), SystemTime::now());
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| thread::sleep(Duration::from_secs(5)));
            }
        });
        (start.elapsed(), date.elapsed().unwrap())
    });
    assert_eq!(outcomes(&exploration), ["(5s, 5s)"]);
}

#[test]
fn virtual_time_begins_with_each_execution() {
    let exploration = Explorer::new().explore(|| {
        thread::sleep(Duration::from_millis(1));
        (Instant::now(), SystemTime::now().duration_since(UNIX_EPOCH).unwrap())
    });
    assert_eq!(outcomes(&exploration), ["(Instant { tv_sec: 0, tv_nsec: 1000000 }, 1767225600.001s)"]);
}

#[test]
fn in_adversarial_time_a_sleep_in_place_of_join_is_found() {
    let explore = |time| {
        Explorer::new().time(time).explore(|| {
            let done = Arc::new(AtomicBool::new(false));
            let theirs = done.clone();
            let thread = thread::spawn(move || theirs.store(true, Ordering::SeqCst));
            thread::sleep(Duration::from_secs(1));
            let seen = done.load(Ordering::SeqCst);
            thread.join().unwrap();
            seen
        })
    };
    assert_eq!(outcomes(&explore(Time::Adversarial)), ["false", "true"]);
    assert_eq!(outcomes(&explore(Time::Ideal)), ["true"]);
}

#[test]
fn a_thread_that_waits_by_looking_at_the_clock_sees_time_pass() {
    let exploration = Explorer::new().explore(|| {
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(5) {}
        start.elapsed() >= Duration::from_millis(5)
    });
    assert_eq!(outcomes(&exploration), ["true"]);
}

#[test]
fn what_threads_print_is_kept_in_every_order() {
    let exploration = Explorer::new().explore(|| {
        thread::scope(|scope| {
            scope.spawn(|| print::print(format_args!("one\n")));
            print::eprint(format_args!("two\n"));
        });
    });
    assert!(exploration.complete);
    assert_eq!(exploration.printed.keys().collect::<Vec<_>>(), ["one\ntwo\n", "two\none\n"]);
}

#[test]
fn a_program_that_exits_is_found_at_the_line_where_it_does() {
    for (name, end) in [("exit", (|| process::exit(0)) as fn() -> ()), ("abort", || process::abort())] {
        let exploration = Explorer::new().explore(move || {
            thread::scope(|scope| drop(scope.spawn(end)));
        });
        assert_eq!(exploration.fault(), Some(Fault::Exited), "{name}");
        let steps = exploration.failing.expect("it failed").explanation.steps;
        let last = steps.last().expect("the call is a step");
        assert!(last.at.file.ends_with("facade.rs") && last.action.contains(name), "{last:?}");
    }
}

#[test]
fn a_hash_map_has_the_same_order_in_every_execution() {
    let exploration = Explorer::new().explore(|| {
        let order = || (0..20).map(|number| (number, ())).collect::<HashMap<_, _>>().into_keys().collect::<Vec<_>>();
        let theirs = thread::scope(|scope| {
            let thread = scope.spawn(order);
            thread::yield_now();
            thread.join().unwrap()
        });
        (order(), theirs)
    });
    assert!(exploration.schedules > 1);
    assert_eq!(outcomes(&exploration).len(), 1);
}

#[test]
fn threads_have_the_same_numbers_in_every_execution() {
    let exploration = Explorer::new().explore(|| {
        let thread = thread::spawn(|| thread::current().id());
        let known = thread.thread().id();
        let told = thread.join().unwrap();
        assert_eq!(known, told);
        (thread::current().id(), told)
    });
    assert_eq!(outcomes(&exploration), ["(ThreadId(1), ThreadId(2))"]);
}

/// A real thread may begin when the execution that it belongs to is already over, and the next one under way.
#[test]
fn threads_that_begin_late_stay_in_their_own_execution() {
    let explorer = Explorer::new().left_threads(LeftThreads::End).max_schedules(50).nearby(50, 0).random(0);
    let exploration = explorer.explore(|| {
        let number = Arc::new(AtomicU32::new(0));
        for _ in 0..10 {
            let number = number.clone();
            drop(thread::spawn(move || number.fetch_add(1, Ordering::Relaxed)));
        }
    });
    assert!(exploration.passed(), "{:?}", exploration.failing);
}

#[test]
fn outside_of_an_exploration_everything_is_as_in_std() {
    let number = AtomicU32::new(1);
    assert_eq!(number.compare_exchange_weak(2, 3, Ordering::AcqRel, Ordering::Relaxed), Err(1));
    assert_eq!(number.fetch_update(Ordering::AcqRel, Ordering::Relaxed, |n| Some(n + 1)), Ok(1));
    assert_eq!(format!("{number:?} {:?}", AtomicBool::default()), "2 false");
    let start = Instant::now();
    thread::sleep(Duration::from_millis(1));
    assert!(start.elapsed() >= Duration::from_millis(1));
    let cell = UnsafeCell::new(1);
    // SAFETY: nobody else uses the cell.
    assert_eq!(unsafe { *cell.get() }, 1);
}
