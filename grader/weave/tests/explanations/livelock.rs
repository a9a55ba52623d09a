use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

static WANTS: [AtomicU32; 2] = [AtomicU32::new(0), AtomicU32::new(0)];

fn enter(me: usize) {
    WANTS[me].store(1, Ordering::SeqCst);
    while WANTS[1 - me].load(Ordering::SeqCst) == 1 {
        thread::yield_now();
    }
    WANTS[me].store(0, Ordering::SeqCst);
}

pub fn program() {
    let other = thread::spawn(|| enter(1));
    enter(0);
    other.join().unwrap();
}
