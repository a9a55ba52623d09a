//! Four children, each of which ends in another way.

// ANCHOR: all
use std::io;
use std::process::Command;

/// Starts a program, waits for it, and says how it ended.
fn tell(command: &mut Command) -> io::Result<()> {
    let status = command.spawn()?.wait()?;
    println!("{status}: success {}, code {:?}", status.success(), status.code());
    Ok(())
}

/// Four children.
pub fn run() {
    for script in ["exit 0", "exit 3", "kill -KILL $$"] {
        tell(Command::new("sh").args(["-c", script])).unwrap();
    }
    let error = tell(&mut Command::new("./no-such-program")).unwrap_err();
    println!("never started: {:?}", error.kind());
}
// ANCHOR_END: all
