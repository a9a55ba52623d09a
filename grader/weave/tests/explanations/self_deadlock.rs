use weave::sync::Mutex;

pub fn program() {
    let total = Mutex::new(1);
    let guard = total.lock().unwrap();
    *total.lock().unwrap() += *guard;
}
