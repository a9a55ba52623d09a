//! What a browser asks for: the first line and the host, of a request that is bounded in length and in time.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpStream;
use std::time::Duration;

/// Bytes of a request, at most.
const MOST: u64 = 16 * 1024;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What is asked for, as it was sent.
    pub target: String,
    /// Whom the browser believes to talk to.
    pub host: String,
    /// The answer goes without its content.
    pub is_head: bool,
    /// It asks for something else than a page.
    pub is_other: bool,
}

impl Request {
    /// Reads one; `None` where nothing came that is one.
    pub fn read(stream: &TcpStream) -> std::io::Result<Option<Request>> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let mut lines = BufReader::new(stream.take(MOST)).lines();
        let Some(first) = lines.next().transpose()? else { return Ok(None) };
        let mut host = String::new();
        for line in lines {
            let line = line?;
            if line.is_empty() {
                return Ok(Request::of(&first, host));
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("host")
            {
                host = value.trim().to_ascii_lowercase();
            }
        }
        Ok(None)
    }

    fn of(first: &str, host: String) -> Option<Request> {
        let mut words = first.split(' ');
        let (method, target) = (words.next()?, words.next()?);
        let is_head = method == "HEAD";
        Some(Request { target: target.to_owned(), host, is_head, is_other: !is_head && method != "GET" })
    }
}
