//! What is served, and what whoever has a page open is told: that it changed, that it could not be made, that something was
//! graded.

use crate::room::Room;
use std::io::Write;
use std::net::TcpStream;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Duration;

/// What is served.
#[derive(Debug)]
pub struct Site {
    /// The book.
    pub room: Room,
    /// The folder of its pages.
    pub pages: PathBuf,
    /// Where it is served.
    pub port: u16,
    /// Held for writing while pages are made.
    pub making: RwLock<()>,
    news: Mutex<News>,
    changed: Condvar,
}

/// What happened so far.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct News {
    made: u64,
    graded: u64,
    mistake: Option<String>,
}

impl Site {
    /// The site of a book, on that port.
    #[must_use]
    pub fn new(room: &Room, port: u16) -> Site {
        let (news, changed) = (Mutex::default(), Condvar::new());
        Site { room: room.clone(), pages: room.served(), port, making: RwLock::new(()), news, changed }
    }

    /// The pages were made anew.
    pub fn made(&self) {
        self.tell(|news| {
            news.made += 1;
            news.mistake = None;
        });
    }

    /// They could not be made.
    pub fn failed(&self, mistake: String) {
        self.tell(|news| news.mistake = Some(mistake));
    }

    /// The reader's own results changed.
    pub fn graded(&self) {
        self.tell(|news| news.graded += 1);
    }

    fn tell(&self, change: impl FnOnce(&mut News)) {
        change(&mut self.news());
        self.changed.notify_all();
    }

    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells events until nobody listens.
    pub fn tell_events(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n: here\n\n")?;
        let mut told = News { mistake: None, ..self.news().clone() };
        loop {
            let news = self.after(&told);
            if news.made != told.made {
                stream.write_all(b"event: made\ndata: 1\n\n")?;
            }
            if news.graded != told.graded {
                stream.write_all(b"event: graded\ndata: 1\n\n")?;
            }
            if news.mistake != told.mistake {
                let text = news.mistake.clone().unwrap_or_default().replace('\n', "\ndata: ");
                stream.write_all(format!("event: mistake\ndata: {text}\n\n").as_bytes())?;
            }
            // Says nothing, but fails where nobody listens any more.
            stream.write_all(b": here\n\n")?;
            told = news;
        }
    }

    /// What is new, or the same after a while.
    fn after(&self, told: &News) -> News {
        let wait = self.changed.wait_timeout_while(self.news(), Duration::from_secs(10), |news| news == told);
        wait.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}
