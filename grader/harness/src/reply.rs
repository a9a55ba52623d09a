//! The driver's side of the reply channel: values go to the grader through a descriptor of their own, never through what is
//! printed. Used by every driver; `grader::sandbox::parse_replies` is the other side.

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
    let arguments = open_without_hook()?;
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        reply("panic", panic_text(panic).as_bytes());
        default(panic);
    }));
    Some(arguments)
}

/// The same, for a driver in which panics are told in another way.
pub fn open_without_hook() -> Option<Vec<String>> {
    let mut arguments = std::env::args().skip(1);
    let number = arguments.next()?.parse().ok()?;
    // SAFETY: the launcher passes the number of an open descriptor that nothing else in this process owns.
    let inherited = unsafe { File::from_raw_fd(number) };
    // A clone is closed when a program is executed; the original, which is not, goes away here.
    let channel = inherited.try_clone().expect("the launcher left the reply channel open");
    CHANNEL.set(Mutex::new(channel)).expect("the reply channel is opened once");
    Some(arguments.collect())
}

/// Sends one [`frame`].
///
/// # Panics
/// As [`frame`] does.
pub fn reply(name: &str, value: &[u8]) {
    let frame = frame(name, value);
    if let Some(channel) = CHANNEL.get() {
        let mut channel = channel.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // The grader is gone when this fails, and with it whoever could be told.
        let _ = channel.write_all(&frame);
    }
}

/// Sends numbers, eight bytes each, little end first.
///
/// # Panics
/// As [`frame`] does.
pub fn numbers(name: &str, numbers: &[u64]) {
    reply(name, &bytes(numbers));
}

fn bytes(numbers: &[u64]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(8 * numbers.len());
    // Eight bytes at a time: one at a time, without optimisation, a million numbers would take longer than a run.
    for number in numbers {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    bytes
}

/// Sends lines, as one text.
///
/// # Panics
/// As [`frame`] does.
pub fn lines(name: &str, lines: &[String]) {
    reply(name, lines.join("\n").as_bytes());
}

/// Says that the submission's function has returned. The last thing that a driver does.
pub fn done() {
    reply("done", b"");
}

/// A reply as it goes over the channel: `u32` length of what follows, little end first, `u8` length of the name, the name, the
/// value.
///
/// # Panics
/// If the name is longer than 255 bytes, or all of it than 4 GiB.
pub fn frame(name: &str, value: &[u8]) -> Vec<u8> {
    let length = u32::try_from(1 + name.len() + value.len()).expect("a reply is smaller than 4 GiB");
    let name_length = u8::try_from(name.len()).expect("a name is short");
    [&length.to_le_bytes(), &[name_length][..], name.as_bytes(), value].concat()
}

/// Characters of a panic's message that are kept: `todo!("{numbers:?}")` may be megabytes long.
const MESSAGE: usize = 2000;

/// `file:line:column`, the thread's name, and the message, a line each.
pub fn panic_text(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
    let message: String = panic.payload_as_str().unwrap_or("a panic without a message").chars().take(MESSAGE).collect();
    format!("{place}\n{thread}\n{message}")
}

#[cfg(test)]
mod tests {
    use super::{bytes, frame};

    #[test]
    fn a_frame_is_two_lengths_a_name_and_a_value() {
        assert_eq!(frame("status", b"code 3"), b"\x0d\0\0\0\x06statuscode 3");
        assert_eq!(frame("done", b"")[..4], 5u32.to_le_bytes());
    }

    #[test]
    fn a_number_is_eight_bytes_and_its_little_end_comes_first() {
        assert_eq!(bytes(&[258, u64::MAX]), [2, 1, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]);
    }
}
