use weave::sync::Mutex;
use weave::thread;

pub fn program() {
    let rest = Mutex::new(1_u32);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut rest = rest.lock().unwrap();
                *rest = rest.checked_sub(1).expect("enough for both");
            });
        }
    });
}
