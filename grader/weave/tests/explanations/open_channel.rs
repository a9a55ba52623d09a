use weave::sync::mpsc;
use weave::thread;

pub fn program() {
    let (sender, receiver) = mpsc::channel();
    for number in 0..2 {
        let sender = sender.clone();
        thread::spawn(move || sender.send(number).unwrap());
    }
    let sum: i32 = receiver.iter().sum();
    assert_eq!(sum, 1);
}
