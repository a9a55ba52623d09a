use weave::sync::mpsc;
use weave::thread;

pub fn program() {
    let (sender, receiver) = mpsc::sync_channel(1);
    let producer = thread::Builder::new().name("producer".into()).spawn(move || {
        for number in 0..2 {
            sender.send(number).unwrap();
        }
    });
    producer.unwrap().join().unwrap();
    assert_eq!(receiver.iter().count(), 2);
}
