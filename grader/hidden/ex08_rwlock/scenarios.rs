//! A few threads with one cache: what must hold whatever the order in which they run. A scenario returns what was seen in the
//! end; which of that is right is said by the checks.

use std::sync::Arc;
use std::time::Duration;

use weave::sync::Barrier;
use weave::{Polling, Time, thread};

use exploring::Scenarios;
#[path = "scenarios/call.rs"]
mod call;
use call::{Cache, Call, get, get_and_panic, get_with, joined, spawn, told, two};
#[path = "scenarios/key.rs"]
mod key;
use key::Key;

/// How many calls for one key computed, and whether they agree.
type Told = (usize, bool);

fn main() {
    let mut scenarios = exploring::open();
    scenarios.explore("one_thread", one_thread);
    together(&mut scenarios);
    readers(&mut scenarios);
    apart(&mut scenarios);
    scenarios.explore("asks_within", asks_within);
    scenarios.explore("asks_for_what_another_computes", asks_for_what_another_computes);
    scenarios.explore("asks_within_while_two_wait", || {
        two_on_their_way(|cache, meanwhile| {
            get_with(cache, Key::new(2), &mut || {
                meanwhile();
                20
            })
        })
    });
    panics(&mut scenarios);
    hands_over(&mut scenarios);
    let asleep_by = exploring::explorer().time(Time::Ideal).polling(Polling::Fail);
    scenarios.explore_by(&asleep_by, "asleep", asleep);
    scenarios.explore("crowd", crowd);
    scenarios.close();
}

/// Nobody but the cache has the two values when they are asked for again.
fn one_thread() -> [(Told, Option<u32>); 2] {
    let cache = filled();
    let asked = |key| {
        let calls = [get(&cache, key, 0), get(&cache, key, 0)];
        (told(&calls), calls[0].value.as_deref().copied())
    };
    [asked(2), asked(1)]
}

fn together(scenarios: &mut Scenarios) {
    scenarios.explore("two_ask", || {
        let cache = Cache::new();
        let [mine, other] = two(&mut || get(&cache, 1, 10), &mut || get(&cache, 1, 20));
        told(&[mine, other, get(&cache, 1, 30)])
    });
    scenarios.explore("one_asks_meanwhile", || {
        let cache = Cache::new();
        thread::scope(|scope| {
            let mut other = None;
            let mine = get_with(&cache, Key::new(1), &mut || {
                other = Some(spawn(scope, &cache, 1, 20));
                10
            });
            told(&[mine, joined(other), get(&cache, 1, 30)])
        })
    });
    scenarios.explore("two_ask_meanwhile", || {
        let cache = Cache::new();
        thread::scope(|scope| {
            let mut others = [None, None];
            let mine = get_with(&cache, Key::new(1), &mut || {
                others = [Some(spawn(scope, &cache, 1, 20)), Some(spawn(scope, &cache, 1, 30))];
                10
            });
            let [one, other] = others;
            told(&[mine, joined(one), joined(other)])
        })
    });
    scenarios.explore("two_keys", || {
        let cache = Cache::new();
        let both = |value| [get(&cache, 1, value), get(&cache, 2, value)];
        let [[one, two], [one_too, two_too]] = two(&mut || both(10), &mut || both(20));
        [told(&[one, one_too]), told(&[two, two_too])]
    });
}

/// A key that is there is looked up while another thread is in the middle of doing the same.
fn readers(scenarios: &mut Scenarios) {
    for (name, other) in [("reads_the_same_meanwhile", 1), ("reads_another_meanwhile", 2)] {
        scenarios.explore_with(name, move || {
            let cache = Arc::new(filled());
            let within = cache.clone();
            let (key, act) = Key::acting(1, move || {
                let reader = within.clone();
                let _ = thread::spawn(move || get(&reader, other, 0)).join();
            });
            (told(&[get_with(&cache, key, &mut || 0), get(&cache, 1, 0)]), act.is_done())
        });
    }
    scenarios.explore("readers_meet", || {
        let (cache, meeting) = (filled(), Arc::new(Barrier::new(2)));
        let meets = || {
            let meeting = meeting.clone();
            Key::acting(1, move || drop(meeting.wait()))
        };
        let ((mine, came), (others, other_came)) = (meets(), meets());
        let calls =
            two(&mut || get_with(&cache, mine.clone(), &mut || 0), &mut || get_with(&cache, others.clone(), &mut || 0));
        (told(&calls), came.is_done() && other_came.is_done())
    });
}

/// A value that is computed only when other keys have been asked for.
fn apart(scenarios: &mut Scenarios) {
    for (name, key) in [("a_present_key_meanwhile", 2), ("a_new_key_meanwhile", 4)] {
        scenarios.explore_with(name, move || {
            let cache = filled();
            let slow = thread::scope(|scope| {
                get_with(&cache, Key::new(3), &mut || {
                    let _ = spawn(scope, &cache, key, 40).join();
                    30
                })
            });
            [told(&[slow, get(&cache, 3, 0)]), told(&[get(&cache, key, 0)])]
        });
    }
    scenarios.explore("many_keys_meanwhile", || {
        let cache = filled();
        let slow = thread::scope(|scope| {
            get_with(&cache, Key::new(3), &mut || {
                let _ = scope.spawn(|| (4..MANY).for_each(|key| drop(get(&cache, key, 40)))).join();
                30
            })
        });
        told(&[slow])
    });
    scenarios.explore("keys_meanwhile_and_one_waits", || {
        let cache = filled();
        thread::scope(|scope| {
            let mut waits = None;
            let slow = get_with(&cache, Key::new(3), &mut || {
                waits = Some(spawn(scope, &cache, 3, 0));
                let _ = scope.spawn(|| [get(&cache, 4, 40), get(&cache, 2, 40)]).join();
                30
            });
            [told(&[slow, joined(waits)]), told(&[get(&cache, 4, 0)])]
        })
    });
}

/// More keys than one would make locks for keys to share.
const MANY: u32 = 24;

fn asks_within() -> [Told; 3] {
    let cache = filled();
    let (mut present, mut new) = (None, None);
    let outer = get_with(&cache, Key::new(3), &mut || {
        present = Some(get(&cache, 1, 0));
        new = Some(get(&cache, 4, 40));
        30
    });
    let again = |call: Option<Call>, key| {
        told(&[call.expect("the key was absent, so its closure is called"), get(&cache, key, 0)])
    };
    [again(Some(outer), 3), again(present, 1), again(new, 4)]
}

fn asks_for_what_another_computes() -> [Told; 2] {
    let cache = Cache::new();
    let mut inner = None;
    let mut outer = || {
        get_with(&cache, Key::new(1), &mut || {
            inner = Some(get(&cache, 2, 20));
            10
        })
    };
    let [outer, other] = two(&mut outer, &mut || get(&cache, 2, 21));
    let inner = inner.expect("the key was absent, so its closure is called");
    [told(&[outer, get(&cache, 1, 0)]), told(&[inner, other, get(&cache, 2, 0)])]
}

fn panics(scenarios: &mut Scenarios) {
    scenarios.explore("panics", || {
        let cache = filled();
        let panicked = [get_and_panic(&cache, 3, &mut || ()), get_and_panic(&cache, 3, &mut || ())];
        let again = [get(&cache, 3, 30), get(&cache, 3, 0)];
        [told(&panicked), told(&again), told(&[get(&cache, 1, 0)]), told(&[get(&cache, 4, 40)])]
    });
    scenarios.explore("panics_beside_another_key", || {
        let cache = Cache::new();
        let [panicked, other] = two(&mut || get_and_panic(&cache, 1, &mut || ()), &mut || get(&cache, 2, 20));
        [told(&[panicked, get(&cache, 1, 10)]), told(&[other, get(&cache, 2, 0)])]
    });
}

/// A closure panics while others wait for what it computes.
fn hands_over(scenarios: &mut Scenarios) {
    scenarios.explore("panics_while_one_waits", || {
        let cache = Cache::new();
        thread::scope(|scope| {
            let mut waits = None;
            get_and_panic(&cache, 1, &mut || waits = Some(spawn(scope, &cache, 1, 20)));
            // This one may come before the one that waited has its turn, or after it.
            let again = get(&cache, 1, 10);
            told(&[again, joined(waits), get(&cache, 1, 30)])
        })
    });
    scenarios.explore("panics_while_two_wait", || {
        let cache = Cache::new();
        thread::scope(|scope| {
            let mut wait = [None, None];
            get_and_panic(&cache, 1, &mut || {
                wait = [Some(spawn(scope, &cache, 1, 20)), Some(spawn(scope, &cache, 1, 30))];
            });
            let [one, other] = wait;
            told(&[joined(one), joined(other)])
        })
    });
    scenarios.explore("panics_within_while_two_wait", || {
        two_on_their_way(|cache, meanwhile| get_and_panic(cache, 2, meanwhile))
    });
    scenarios.explore("panics_twice_while_one_waits", || {
        let cache = Cache::new();
        thread::scope(|scope| {
            let mut wait = [None, None];
            get_and_panic(&cache, 1, &mut || {
                wait = [Some(scope.spawn(|| get_and_panic(&cache, 1, &mut || ()))), Some(spawn(scope, &cache, 1, 20))];
            });
            let [one, other] = wait;
            told(&[joined(one), joined(other)])
        })
    });
}

/// Two keys are on their way, and somebody waits for each. When `second` is through with the second key, the first one goes on
/// as soon as that one's value is there.
fn two_on_their_way(second: impl Fn(&Cache, &mut dyn FnMut()) -> Call) -> [Told; 2] {
    let cache = Cache::new();
    thread::scope(|scope| {
        let (mut first_waits, mut others) = (None, Vec::new());
        let first = get_with(&cache, Key::new(1), &mut || {
            let mut second_waits = None;
            others.push(second(&cache, &mut || {
                first_waits = Some(spawn(scope, &cache, 1, 11));
                second_waits = Some(spawn(scope, &cache, 2, 21));
            }));
            others.push(joined(second_waits));
            10
        });
        [told(&[first, joined(first_waits)]), told(&others)]
    })
}

/// Somebody waits for a value that takes an hour. Time passes only when nobody can go on, so that who is not asleep has the
/// hour to fill.
fn asleep() -> Told {
    let cache = Cache::new();
    thread::scope(|scope| {
        let mut waits = None;
        let slow = get_with(&cache, Key::new(1), &mut || {
            waits = Some(spawn(scope, &cache, 1, 20));
            thread::sleep(Duration::from_secs(3600));
            10
        });
        told(&[slow, joined(waits)])
    })
}

/// Three threads ask for two keys, and one of them panics if it comes first to one of these.
fn crowd() -> [Told; 2] {
    let cache = Cache::new();
    let cache = &cache;
    thread::scope(|scope| {
        let ask = |first, second| scope.spawn(move || [get(cache, first, 10 * first), get(cache, second, 10 * first)]);
        let (up, down) = (ask(1, 2), ask(2, 1));
        let (one, two) = (get_and_panic(cache, 1, &mut || ()), get(cache, 2, 30));
        let [up_one, up_two] = joined(Some(up));
        let [down_two, down_one] = joined(Some(down));
        [told(&[one, up_one, down_one]), told(&[two, up_two, down_two])]
    })
}

/// A cache in which 1 and 2 are there.
fn filled() -> Cache {
    let cache = Cache::new();
    get(&cache, 1, 10);
    get(&cache, 2, 20);
    cache
}
