//! A log that is written by a thread of its own, which is joined when the log is dropped.

// ANCHOR: all
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

struct Log {
    lines: Sender<String>,
    writer: Option<JoinHandle<()>>,
}

impl Log {
    fn open() -> Log {
        let (lines, received) = mpsc::channel();
        let writer = thread::spawn(move || {
            for line in received {
                println!("{line}");
            }
        });
        Log { lines, writer: Some(writer) }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        let writer = self.writer.take().unwrap();
        writer.join().unwrap();
    }
}

/// Writes a line.
pub fn run() {
    let log = Log::open();
    log.lines.send("begun".to_owned()).unwrap();
}
// ANCHOR_END: all
