//! Calls `run` of the submission with a child that is this program again, and replies what came back.

use std::{
    io::{self, Write},
    os::unix::process::ExitStatusExt,
    process::{Command, ExitStatus},
    thread,
    time::Duration,
};
use harness::{argument, reply};

fn main() {
    let Some(arguments) = reply::open() else { return child(std::env::args().skip(2).collect()) };
    let status = ex02::run(command(&arguments[1..]));
    reply::reply("status", text(status).as_bytes());
    reply::done();
}

fn command(arguments: &[String]) -> Command {
    if arguments == ["missing"] {
        return Command::new("/nowhere/no-such-program");
    }
    let mut command = Command::new(std::env::args().next().expect("a program has a name"));
    command.arg("child").args(arguments);
    command
}

fn text(status: io::Result<ExitStatus>) -> String {
    match status.map(|status| (status.code(), status.signal())) {
        Ok((Some(code), _)) => format!("code {code}"),
        Ok((None, signal)) => format!("signal {}", signal.unwrap_or(0)),
        Err(error) => format!("error {:?}", error.kind()),
    }
}

fn child(arguments: Vec<String>) {
    match argument::texts(&arguments)[..] {
        ["num", pause_ms] => count(Duration::from_millis(argument::number(pause_ms))),
        ["exit", code] => std::process::exit(code.parse().expect("an exit code")),
        ["abort"] => std::process::abort(),
        _ => panic!("usage: child num PAUSE_MS | exit CODE | abort"),
    }
}

fn count(pause: Duration) {
    for number in 1..=10 {
        println!("{number}");
        io::stdout().flush().expect("standard output is open");
        thread::sleep(pause);
    }
}
