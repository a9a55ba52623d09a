use weave::sync::RwLock;

pub fn program() {
    let settings = RwLock::new(vec![1]);
    let read = settings.read().unwrap();
    if read.len() == 1 {
        settings.write().unwrap().push(2);
    }
}
