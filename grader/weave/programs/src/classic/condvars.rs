//! Wake-ups that come too early, too late or without reason: `Condvar` and `park`.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

use crate::{Expect, Program};

/// The programs of this module.
pub const PROGRAMS: &[Program] = &[
    Program::wrong("oven_checked_before_the_lock", oven_checked_before_the_lock, Expect::Deadlock),
    Program::wrong("oven_waited_for_without_a_flag", oven_waited_for_without_a_flag, Expect::Deadlock),
    Program::wrong("oven_believed_at_the_first_ring", oven_believed_at_the_first_ring, Expect::Panics),
    Program::exactly("oven_waited_for_in_a_loop", oven_waited_for_in_a_loop, &["hot"]),
    Program::wrong("two_cooks_check_the_counter_once", two_cooks_check_the_counter_once, Expect::Panics),
    Program::wrong("token_given_before_the_flag", token_given_before_the_flag, Expect::Deadlock),
    Program::exactly("flag_set_before_the_token", flag_set_before_the_token, &["awake"]),
];

#[derive(Default)]
struct Oven {
    hot: Mutex<bool>,
    bell: Condvar,
}

/// The oven rings when it is hot; the baker waits unless it is hot already.
/// The baker looks, lets go of the lock, and only then waits: the bell may ring in between, and never again.
fn oven_checked_before_the_lock() -> String {
    bake(|oven| {
        let hot = *oven.hot.lock().unwrap();
        if !hot {
            let guard = oven.hot.lock().unwrap();
            drop(oven.bell.wait(guard).unwrap());
        }
    })
}

/// The oven rings when it is hot; the baker waits for the bell.
/// Nothing remembers the ring: when the oven is first, the baker waits for ever.
fn oven_waited_for_without_a_flag() -> String {
    bake(|oven| {
        let guard = oven.hot.lock().unwrap();
        drop(oven.bell.wait(guard).unwrap());
    })
}

/// The oven rings when it is hot; the baker waits under the lock if it is not hot yet.
/// `if` where `while` is needed: `wait` may return without a ring, and then the oven is still cold.
fn oven_believed_at_the_first_ring() -> String {
    bake(|oven| {
        let mut hot = oven.hot.lock().unwrap();
        if !*hot {
            hot = oven.bell.wait(hot).unwrap();
        }
        assert!(*hot, "the oven is still cold");
    })
}

/// The oven rings when it is hot; the baker waits under the lock while it is not.
/// Right: looking and going to sleep are one step for the oven, and every wake-up is followed by a look.
fn oven_waited_for_in_a_loop() -> String {
    bake(|oven| {
        let mut hot = oven.hot.lock().unwrap();
        while !*hot {
            hot = oven.bell.wait(hot).unwrap();
        }
    })
}

fn bake(wait_until_hot: fn(&Oven)) -> String {
    let oven = Arc::new(Oven::default());
    let heater = Arc::clone(&oven);
    let heating = thread::spawn(move || {
        *heater.hot.lock().unwrap() = true;
        heater.bell.notify_one();
    });
    wait_until_hot(&oven);
    heating.join().unwrap();
    "hot".to_owned()
}

/// Two cooks take one plate each from a counter that is filled plate by plate.
/// `if` where `while` is needed: one plate wakes both cooks, and the slower one finds the counter empty.
fn two_cooks_check_the_counter_once() -> String {
    let counter = Arc::new((Mutex::new(VecDeque::new()), Condvar::new()));
    let cooks = [(); 2].map(|()| {
        let counter = Arc::clone(&counter);
        thread::spawn(move || {
            let (plates, served) = &*counter;
            let mut plates = plates.lock().unwrap();
            if plates.is_empty() {
                plates = served.wait(plates).unwrap();
            }
            plates.pop_front().expect("the counter is empty")
        })
    });
    for plate in 1..=2 {
        counter.0.lock().unwrap().push_back(plate);
        counter.1.notify_all();
    }
    let plates: u32 = cooks.map(|cook| cook.join().unwrap()).iter().sum();
    plates.to_string()
}

/// A sleeper parks until a flag is set.
/// The token is given before the flag is set: the sleeper may use it up, see no flag, and park for good.
fn token_given_before_the_flag() -> String {
    wake(|flag, sleeper| {
        sleeper.unpark();
        flag.store(true, Ordering::Release);
    })
}

/// A sleeper parks until a flag is set.
/// Right: the flag is set first, so whoever gets the token sees it.
fn flag_set_before_the_token() -> String {
    wake(|flag, sleeper| {
        flag.store(true, Ordering::Release);
        sleeper.unpark();
    })
}

fn wake(call: fn(&AtomicBool, &thread::Thread)) -> String {
    let flag = Arc::new(AtomicBool::new(false));
    let shared = Arc::clone(&flag);
    let sleeper = thread::spawn(move || {
        while !shared.load(Ordering::Acquire) {
            thread::park();
        }
    });
    call(&flag, sleeper.thread());
    sleeper.join().unwrap();
    "awake".to_owned()
}
