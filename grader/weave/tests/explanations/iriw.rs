use weave::sync::atomic::{AtomicU32, Ordering};
use weave::thread;

static NORTH: AtomicU32 = AtomicU32::new(0);
static SOUTH: AtomicU32 = AtomicU32::new(0);

pub fn program() {
    let north = thread::spawn(|| NORTH.store(1, Ordering::Release));
    let south = thread::spawn(|| SOUTH.store(1, Ordering::Release));
    let other = thread::spawn(|| {
        let north = NORTH.load(Ordering::Acquire);
        (north, SOUTH.load(Ordering::Acquire))
    });
    let south_seen = SOUTH.load(Ordering::Acquire);
    let seen = (south_seen, NORTH.load(Ordering::Acquire));
    let other_seen = other.join().unwrap();
    assert!(!(seen == (1, 0) && other_seen == (1, 0)), "they do not agree which came first");
    north.join().unwrap();
    south.join().unwrap();
}
