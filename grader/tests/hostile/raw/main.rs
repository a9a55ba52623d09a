//! What only machine code can try: one part per kind of attack, each with its probes. It is run by the launcher as a
//! submission is, and says of each probe whether it was blocked; what that means is the test's concern. Part of no build.

mod call;
mod files;
mod hogs;
mod kernel;
mod processes;
mod programs;
mod replies;
mod say;
mod sockets;
mod tree;

use say::Aims;

/// What a part is called, and what it does.
type Part = (&'static str, fn(&Aims));

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let parts = [
        processes::PARTS,
        kernel::PARTS,
        files::PARTS,
        sockets::PARTS,
        programs::PARTS,
        tree::PARTS,
        hogs::PARTS,
        replies::PARTS,
    ]
    .concat();
    let asked = arguments.get(2).map_or("", String::as_str);
    let aims = Aims::of(&arguments);
    match parts.iter().find(|(name, _)| *name == asked) {
        Some((_, part)) => part(&aims),
        None if asked == "parts" => parts.iter().for_each(|(name, _)| println!("{name}")),
        None => println!("no such part: {asked}"),
    }
    println!("done");
}
