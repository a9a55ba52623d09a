//! What a student's library might do, one part a function. A comment `//~ name` marks a line that a test speaks of.

mod descriptors;
mod limits;
mod output;
mod processes;
mod strange;
mod stuck;
mod threads;

/// Plays a part as the driver.
pub fn play(part: &str) {
    let parts = [
        descriptors::PARTS,
        limits::PARTS,
        output::PARTS,
        processes::PARTS,
        strange::PARTS,
        stuck::PARTS,
        threads::PARTS,
    ];
    let parts = parts.concat();
    let (_, play) = parts.into_iter().find(|(name, _)| *name == part).expect("a part of that name");
    play();
}

/// Plays a part as a child of the driver.
pub fn play_child(part: &str) {
    match part {
        "bomb" => limits::processes(),
        "print_when_told" => output::print_when_told(),
        _ => processes::play_child(part),
    }
}

/// A name and what it does.
pub type Part = (&'static str, fn());
