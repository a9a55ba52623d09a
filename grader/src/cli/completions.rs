//! `grader completions` and `grader man`: what shells and `man` read of the command line, from the definitions that read it.

use std::io;

use clap::{CommandFactory, builder::StyledStr};
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use super::{ExitCode, Failure, arguments::Arguments, output::Screen};

/// Writes the completions for `shell`.
///
/// # Errors
/// They cannot be written.
pub(super) fn completions(shell: Shell, screen: &Screen) -> Result<ExitCode, Failure> {
    let mut text = Vec::new();
    // The program itself: cargo completes its own subcommands.
    generate(shell, &mut Arguments::command().bin_name("grader"), "grader", &mut text);
    screen.write(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::Passed)
}

/// Writes the man page, with a section for each subcommand.
///
/// # Errors
/// It cannot be written.
pub(super) fn man(screen: &Screen) -> Result<ExitCode, Failure> {
    let mut text = Vec::new();
    page(&mut text).map_err(|error| Failure::Fault(format!("failed to write the man page: {error}")))?;
    screen.write(&String::from_utf8_lossy(&text))?;
    Ok(ExitCode::Passed)
}

fn page(text: &mut Vec<u8>) -> io::Result<()> {
    let mut command = Arguments::command().bin_name("cargo grader");
    command.build();
    Man::new(command.clone()).title("grader").render(text)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        let about = sub.get_about().cloned().unwrap_or_else(StyledStr::new);
        text.extend(format!(".SH \"CARGO GRADER {}\"\n{about}\n", sub.get_name().to_uppercase()).into_bytes());
        let man = Man::new(sub.clone());
        man.render_synopsis_section(text)?;
        man.render_options_section(text)?;
    }
    Ok(())
}
