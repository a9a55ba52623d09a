use weave::sync::{Arc, Condvar, Mutex};
use weave::thread;

pub fn program() {
    let shared = Arc::new((Mutex::new(None), Condvar::new()));
    let theirs = shared.clone();
    let cook = thread::Builder::new().name("cook".into()).spawn(move || {
        *theirs.0.lock().unwrap() = Some("soup");
        theirs.1.notify_all();
    });
    let mut dish = shared.0.lock().unwrap();
    if dish.is_none() {
        dish = shared.1.wait(dish).unwrap();
    }
    assert_eq!(*dish, Some("soup"));
    drop(dish);
    cook.unwrap().join().unwrap();
}
