use weave::sync::Barrier;
use weave::thread;

pub fn program() {
    let start = Barrier::new(3);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| start.wait());
        }
    });
}
