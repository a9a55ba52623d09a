//! The driver's side of the reply channel: values go to the grader through a descriptor of their own, never through what is
//! printed. Included by every driver; `grader::sandbox::parse_replies` is the other side.

use std::{
    fs::File,
    io::Write,
    os::fd::FromRawFd,
    panic::{self, PanicHookInfo},
    sync::{Mutex, OnceLock},
};

static CHANNEL: OnceLock<Mutex<File>> = OnceLock::new();

/// Takes the descriptor that the launcher left open under the number in the first argument, so that no child inherits it,
/// and gives the other arguments; `None` where the first is no number, as for a child of the driver.
pub fn open() -> Option<Vec<String>> {
    let mut arguments = std::env::args().skip(1);
    let number = arguments.next()?.parse().ok()?;
    // SAFETY: the launcher passes the number of an open descriptor that nothing else in this process owns.
    let inherited = unsafe { File::from_raw_fd(number) };
    // A clone is closed when a program is executed; the original, which is not, goes away here.
    let channel = inherited.try_clone().expect("the launcher left the reply channel open");
    CHANNEL.set(Mutex::new(channel)).expect("the reply channel is opened once");
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        reply("panic", panic_text(panic).as_bytes());
        default(panic);
    }));
    Some(arguments.collect())
}

/// Sends one frame: `u32` length of what follows, little end first, `u8` length of the name, the name, the value.
pub fn reply(name: &str, value: &[u8]) {
    let length = u32::try_from(1 + name.len() + value.len()).expect("a reply is smaller than 4 GiB");
    let mut frame = Vec::with_capacity(4 + length as usize);
    frame.extend(length.to_le_bytes());
    frame.push(u8::try_from(name.len()).expect("a name is short"));
    frame.extend(name.as_bytes());
    frame.extend(value);
    if let Some(channel) = CHANNEL.get() {
        let mut channel = channel.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // The grader is gone when this fails, and with it whoever could be told.
        let _ = channel.write_all(&frame);
    }
}

/// Says that the submission's function has returned. The last thing that a driver does.
pub fn done() {
    reply("done", b"");
}

/// `file:line:column`, the thread's name, and the message, a line each.
fn panic_text(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
    format!("{place}\n{thread}\n{}", panic.payload_as_str().unwrap_or("a panic without a message"))
}
