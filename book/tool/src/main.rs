//! `cargo book`: the command line.

use anyhow::{Context, Result};
use book::room::Room;
use book::{blessed, build, measure, pdf, preprocess, serve, test};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo book COMMAND

  build             make the pages: target/book/index.html
  serve [PORT]      show them on http://127.0.0.1:3000, and again whenever something changes
  test [--browser]  build, and test listings, recorded outputs, links; with --browser in Chromium too
  bless             record outputs and timelines anew
  measure           measure on this machine what the plots show
  pdf               print the book: target/book/forkjoin.pdf";

const PORT: u16 = 3000;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments, &Room::ours()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str], room: &Room) -> Result<ExitCode> {
    match arguments {
        ["build"] => build::build(room, false)?,
        ["serve"] => serve::serve(room, PORT)?,
        ["serve", port] => serve::serve(
            room,
            port.parse().with_context(|| format!("`{port}` is no port: give a number up to 65535"))?,
        )?,
        ["test"] => test::test(room, false)?,
        ["test", "--browser"] => test::test(room, true)?,
        ["bless"] => blessed::bless(room)?,
        ["measure"] => measure::measure(room)?,
        ["pdf"] => pdf::pdf(room)?,
        // mdBook's protocol: whether we serve its renderer, and then the book.
        ["preprocess", "supports", _] => {}
        ["preprocess"] => preprocess::by_protocol()?,
        ["help" | "--help" | "-h"] => println!("{USAGE}"),
        _ => {
            eprintln!("{USAGE}");
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}
