use weave::sync::Mutex;

pub fn program() {
    let names: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let names = names.lock().unwrap();
    println!("{}", names.first().expect("somebody is there"));
}
