//! What a request is answered with. A page that was made for another site cannot ask in the reader's name: names that lead to
//! this machine, but are not its own, are refused (DNS rebinding), and so is every path that leaves the folder of the pages.

use super::{Request, Site};
use std::io::Write;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

/// Asks for what is new, and shows it.
const LIVE: &str = include_str!("live.js");
/// Bytes of the reader's results, at most.
const MOST: u64 = 4 * 1024 * 1024;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// This content, of this type.
    Content(&'static str, Vec<u8>),
    /// Events, for as long as somebody listens.
    Events,
    /// Nothing, and why.
    Refused(&'static str),
}

/// The answer to a request.
#[must_use]
pub fn answer(site: &Site, request: &Request) -> Answer {
    let is_ours = ["127.0.0.1", "localhost"].iter().any(|name| request.host == format!("{name}:{}", site.port));
    if !is_ours {
        return Answer::Refused("403 Forbidden");
    }
    if request.is_other {
        return Answer::Refused("405 Method Not Allowed");
    }
    let target = request.target.split(['?', '#']).next().unwrap_or_default();
    match target {
        "/fj-live.js" => Answer::Content("text/javascript; charset=utf-8", LIVE.into()),
        "/fj-events" => Answer::Events,
        "/progress.json" => Answer::Content("application/json; charset=utf-8", progress(site)),
        _ => page(site, target),
    }
}

/// The reader's results; nothing where there are none, or where there is something else.
fn progress(site: &Site) -> Vec<u8> {
    let path = site.room.progress();
    let is_small = std::fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= MOST);
    let bytes = if is_small { std::fs::read(path).unwrap_or_default() } else { Vec::new() };
    match serde_json::from_slice::<serde_json::Value>(&bytes) {
        Ok(_) => bytes,
        Err(_) => b"{}".to_vec(),
    }
}

fn page(site: &Site, target: &str) -> Answer {
    let _made = site.making.read().unwrap_or_else(PoisonError::into_inner);
    let Some(path) = path(&site.pages, target) else { return Answer::Refused("404 Not Found") };
    let Ok(bytes) = std::fs::read(&path) else { return Answer::Refused("404 Not Found") };
    let kind = kind(&path);
    match kind.starts_with("text/html") {
        true => Answer::Content(kind, live(bytes)),
        false => Answer::Content(kind, bytes),
    }
}

/// The file that is meant, if it is one and lies in the folder, links resolved.
fn path(pages: &Path, target: &str) -> Option<PathBuf> {
    let mut path = pages.canonicalize().ok()?;
    let root = path.clone();
    for part in decoded(target.strip_prefix('/')?)?.split('/') {
        match part {
            "" | "." => {}
            part if part == ".." || part.contains(['\\', '\0', ':']) => return None,
            part => path.push(part),
        }
    }
    if path.is_dir() {
        path.push("index.html");
    }
    let path = path.canonicalize().ok()?;
    (path.starts_with(root) && path.is_file()).then_some(path)
}

/// Without percent signs; `None` where it is not text.
fn decoded(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend(part.get(2..)?.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

fn live(mut page: Vec<u8>) -> Vec<u8> {
    const SCRIPT: &[u8] = b"<script src=\"/fj-live.js\"></script>";
    const END: &[u8] = b"</body>";
    let end = page.windows(END.len()).rposition(|bytes| bytes == END).unwrap_or(page.len());
    page.splice(end..end, SCRIPT.iter().copied());
    page
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

impl Answer {
    /// Sends it.
    pub fn write(&self, mut stream: &TcpStream, is_head: bool) -> std::io::Result<()> {
        let (status, kind, content): (_, _, &[u8]) = match self {
            Answer::Content(kind, content) => ("200 OK", *kind, content),
            Answer::Refused(status) => (*status, "text/plain; charset=utf-8", status.as_bytes()),
            Answer::Events => return Ok(()),
        };
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\
             Cross-Origin-Resource-Policy: same-origin\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
            content.len()
        );
        stream.write_all(head.as_bytes())?;
        if is_head { Ok(()) } else { stream.write_all(content) }
    }
}
