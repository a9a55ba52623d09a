use weave::sync::Mutex;
use weave::thread;

pub fn program() {
    let winner = Mutex::new(None);
    thread::scope(|scope| {
        for runner in 1..=5 {
            let run = {
                let winner = &winner;
                move || _ = winner.lock().unwrap().get_or_insert(runner)
            };
            thread::Builder::new().name(format!("runner {runner}")).spawn_scoped(scope, run).unwrap();
        }
    });
    assert_eq!(winner.into_inner().unwrap(), Some(1), "the first to start is not the first to arrive");
}
