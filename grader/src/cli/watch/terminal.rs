//! The terminal as a full screen, and giving it back as it was: when we are done, when we panic, and when a signal ends us.

use std::{
    env,
    io::{self, Read, Write},
    os::unix::net::UnixStream,
    panic,
    sync::mpsc::Sender,
    thread,
};

use anstream::adapter::strip_str;
use crossterm::{
    cursor::{Hide, MoveTo, Show},
    execute, queue,
    style::{Print, ResetColor},
    terminal::{
        self, BeginSynchronizedUpdate, Clear, ClearType, DisableLineWrap, EnableLineWrap, EndSynchronizedUpdate,
        EnterAlternateScreen, LeaveAlternateScreen,
    },
};
use signal_hook::{consts, low_level::pipe};

use super::Input;

/// A full screen; the terminal is as it was when this is gone.
pub(super) struct Terminal {
    drawn: Vec<String>,
}

impl Terminal {
    /// Takes the whole screen.
    ///
    /// # Errors
    /// The terminal does not let us.
    pub(super) fn enter() -> io::Result<Terminal> {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            give_back();
            before(panic);
        }));
        terminal::enable_raw_mode()?;
        // What has been done of it so far is undone where the rest fails.
        let terminal = Terminal { drawn: Vec::new() };
        execute!(io::stdout(), EnterAlternateScreen, Hide, DisableLineWrap, Clear(ClearType::All))?;
        Ok(terminal)
    }

    /// Draws these rows, those that differ from what is there. Of a row that is too long for the terminal its end is in the last
    /// column: only a window that got smaller has such rows.
    ///
    /// # Errors
    /// The terminal is gone.
    pub(super) fn draw(&mut self, rows: &[String], colours: bool) -> io::Result<()> {
        let mut out = io::stdout().lock();
        queue!(out, BeginSynchronizedUpdate)?;
        if rows.len() != self.drawn.len() {
            queue!(out, Clear(ClearType::All))?;
            self.drawn = vec![String::new(); rows.len()];
        }
        for (number, row) in rows.iter().enumerate() {
            if self.drawn.get(number) == Some(row) {
                continue;
            }
            let row = if colours { row.clone() } else { strip_str(row).to_string() };
            queue!(
                out,
                MoveTo(0, u16::try_from(number).unwrap_or(u16::MAX)),
                Clear(ClearType::CurrentLine),
                Print(row)
            )?;
            if colours {
                queue!(out, ResetColor)?;
            }
        }
        self.drawn = rows.to_vec();
        queue!(out, EndSynchronizedUpdate)?;
        out.flush()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

/// As often as one likes: what is as it was stays so.
fn give_back() {
    let _ = execute!(io::stdout(), EnableLineWrap, Show, LeaveAlternateScreen);
    let _ = terminal::disable_raw_mode();
}

/// Columns and rows; 80 and 24 where nobody knows.
pub(super) fn size() -> (usize, usize) {
    let size = terminal::size().ok().filter(|(columns, rows)| *columns > 0 && *rows > 0);
    size.map_or((80, 24), |(columns, rows)| (columns.into(), rows.into()))
}

/// A terminal that only prints.
pub(super) fn is_dumb() -> bool {
    env::var_os("TERM").is_none_or(|term| term.is_empty() || term == "dumb")
}

/// Tells of the signals that end a program.
///
/// # Errors
/// They cannot be listened to.
pub(super) fn listen_to_signals(to: &Sender<Input>) -> io::Result<()> {
    let (mut hears, tells) = UnixStream::pair()?;
    for signal in [consts::SIGTERM, consts::SIGHUP, consts::SIGINT, consts::SIGQUIT] {
        pipe::register(signal, tells.try_clone()?)?;
    }
    let to = to.clone();
    thread::spawn(move || while hears.read_exact(&mut [0]).is_ok() && to.send(Input::Stop).is_ok() {});
    Ok(())
}
