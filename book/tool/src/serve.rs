//! `cargo book serve`: the book on the reader's own machine, made again whenever something changes, with the reader's own
//! results beside the exercises. Answers nobody but this machine.

mod answer;
mod request;
mod site;
mod watch;

pub use answer::{Answer, answer};
pub use request::Request;
pub use site::Site;

use crate::build;
use crate::room::Room;
use anyhow::{Context, Result};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Connections at the same time: a browser holds six.
const MOST: usize = 64;

/// Serves until it is ended.
pub fn serve(room: &Room, port: u16) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("port {port} cannot be had: give another one, `cargo book serve {}`", port.wrapping_add(1))
    })?;
    let port = listener.local_addr().context("failed to learn the port")?.port();
    build::build(room, true)?;
    let site = Arc::new(Site::new(room, port));
    let watching = Arc::clone(&site);
    thread::spawn(move || watch::watch(&watching));
    println!("http://127.0.0.1:{port}/ (Ctrl-C ends it)");
    accept(&listener, &site);
    Ok(())
}

fn accept(listener: &TcpListener, site: &Arc<Site>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        if open.fetch_add(1, Ordering::Relaxed) >= MOST {
            open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let (site, open) = (Arc::clone(site), Arc::clone(&open));
        thread::spawn(move || {
            // Whoever has gone need not be answered.
            let _ = talk(&site, &stream);
            open.fetch_sub(1, Ordering::Relaxed);
        });
    }
}

fn talk(site: &Site, stream: &TcpStream) -> std::io::Result<()> {
    let Some(request) = Request::read(stream)? else { return Ok(()) };
    match answer(site, &request) {
        Answer::Events => site.tell_events(stream),
        answer => answer.write(stream, request.is_head),
    }
}
