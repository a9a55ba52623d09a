//! What is pressed: keys of a terminal, or, where there is none, letters on lines of standard input.

use std::{
    io::{self, BufRead},
    sync::mpsc::Sender,
    thread,
};

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::Input;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Again,
    Hint,
    List,
    Replay,
    Trace,
    Next,
    Open,
    /// From what a key has asked for to the check.
    Back,
    Scroll(Scroll),
    Quit,
}

/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scroll {
    Rows(isize),
    Pages(isize),
}

/// Listens, on a thread of its own, until nobody wants to hear of it.
pub(super) fn listen(terminal: bool, to: &Sender<Input>) {
    let to = to.clone();
    thread::spawn(move || match terminal {
        true => listen_to_terminal(&to),
        false => listen_to_lines(&to),
    });
}

fn listen_to_terminal(to: &Sender<Input>) {
    while let Ok(event) = event::read() {
        let input = match event {
            Event::Key(key) => of_key(key).map(Input::Key),
            Event::Resize(..) => Some(Input::Resized),
            _ => None,
        };
        if input.is_some_and(|input| to.send(input).is_err()) {
            return;
        }
    }
    // There is no terminal any more.
    let _ = to.send(Input::Stop);
}

fn of_key(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    Some(match key.code {
        KeyCode::Char('c' | 'd') if control => Key::Quit,
        KeyCode::Char(_) if control => return None,
        KeyCode::Up | KeyCode::Char('k') => Key::Scroll(Scroll::Rows(-1)),
        KeyCode::Down | KeyCode::Char('j') => Key::Scroll(Scroll::Rows(1)),
        KeyCode::PageUp | KeyCode::Char('b') => Key::Scroll(Scroll::Pages(-1)),
        KeyCode::PageDown | KeyCode::Char(' ') => Key::Scroll(Scroll::Pages(1)),
        KeyCode::Home => Key::Scroll(Scroll::Rows(isize::MIN)),
        KeyCode::End => Key::Scroll(Scroll::Rows(isize::MAX)),
        KeyCode::Esc => Key::Back,
        KeyCode::Enter => Key::Again,
        KeyCode::Char(letter) => return of_letter(letter),
        _ => return None,
    })
}

fn of_letter(letter: char) -> Option<Key> {
    Some(match letter.to_ascii_lowercase() {
        'h' => Key::Hint,
        'l' => Key::List,
        'r' => Key::Replay,
        't' => Key::Trace,
        'n' => Key::Next,
        'o' => Key::Open,
        'q' => Key::Quit,
        _ => return None,
    })
}

/// The end of standard input is no key: whoever watches in the background has none.
fn listen_to_lines(to: &Sender<Input>) {
    for line in io::stdin().lock().lines().map_while(Result::ok) {
        let key = line.trim().chars().next().map_or(Some(Key::Again), of_letter);
        if key.is_some_and(|key| to.send(Input::Key(key)).is_err()) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_its_meaning_and_other_keys_have_none() {
        let pressed = |code, modifiers| of_key(KeyEvent::new(code, modifiers));
        for (letter, key) in [
            ('h', Key::Hint),
            ('L', Key::List),
            ('r', Key::Replay),
            ('t', Key::Trace),
            ('n', Key::Next),
            ('q', Key::Quit),
        ] {
            assert_eq!(pressed(KeyCode::Char(letter), KeyModifiers::NONE), Some(key), "{letter}");
        }
        assert_eq!(pressed(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Key::Quit));
        assert_eq!(pressed(KeyCode::Char('l'), KeyModifiers::CONTROL), None);
        assert_eq!(pressed(KeyCode::Char('x'), KeyModifiers::NONE), None);
        assert_eq!(pressed(KeyCode::Enter, KeyModifiers::NONE), Some(Key::Again));
    }
}
