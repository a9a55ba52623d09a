use weave::sync::Mutex;
use weave::thread;

fn withdraw(account: &Mutex<u32>) {
    let balance = *account.lock().unwrap();
    if balance >= 80 {
        *account.lock().unwrap() -= 80;
    }
}

pub fn program() {
    let account = Mutex::new(100);
    thread::scope(|scope| {
        scope.spawn(|| withdraw(&account));
        withdraw(&account);
    });
}
