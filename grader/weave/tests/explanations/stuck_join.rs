use weave::sync::{Arc, Mutex};
use weave::thread;

pub fn program() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let theirs = log.clone();
    let guard = log.lock().unwrap();
    let writer = thread::Builder::new().name("writer".into()).spawn(move || theirs.lock().unwrap().push(1)).unwrap();
    writer.join().unwrap();
    drop(guard);
}
