use weave::sync::Mutex;
use weave::thread;

pub fn program() {
    let forks: Vec<Mutex<()>> = (0..3).map(|_| Mutex::new(())).collect();
    thread::scope(|scope| {
        for (seat, name) in ["Plato", "Kant", "Hypatia"].into_iter().enumerate() {
            let forks = &forks;
            let eat = move || {
                let _left = forks[seat].lock().unwrap();
                let _right = forks[(seat + 1) % 3].lock().unwrap();
            };
            thread::Builder::new().name(name.into()).spawn_scoped(scope, eat).unwrap();
        }
    });
}
