use weave::sync::{Arc, Condvar, Mutex};
use weave::thread;

pub fn program() {
    let shared = Arc::new((Mutex::new(false), Condvar::new()));
    let theirs = shared.clone();
    let waiter = thread::Builder::new().name("waiter".into()).spawn(move || {
        let (ready, changed) = &*theirs;
        if !*ready.lock().unwrap() {
            let guard = ready.lock().unwrap();
            drop(changed.wait(guard).unwrap());
        }
    });
    *shared.0.lock().unwrap() = true;
    shared.1.notify_one();
    waiter.unwrap().join().unwrap();
}
