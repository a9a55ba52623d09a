use weave::sync::{Arc, Mutex};
use weave::thread;

fn transfer(from: &Mutex<i64>, to: &Mutex<i64>, amount: i64) {
    let mut from = from.lock().unwrap();
    let mut to = to.lock().unwrap();
    *from -= amount;
    *to += amount;
}

pub fn program() {
    let savings = Arc::new(Mutex::new(100));
    let wages = Arc::new(Mutex::new(50));
    let (theirs, other) = (savings.clone(), wages.clone());
    let teller = thread::Builder::new().name("teller".into()).spawn(move || transfer(&other, &theirs, 10)).unwrap();
    transfer(&savings, &wages, 20);
    teller.join().unwrap();
}
