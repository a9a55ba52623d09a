//! Plays the submission's parent and child against each other, and each of them against one of ours.

use std::{process::Command, thread};

use ex03::{Answer, IpcError, Request};
use harness::{argument, draw, reply};
use ipc_channel::ipc::{self, IpcOneShotServer, IpcReceiver, IpcSender};

#[path = "driver/protocol.rs"]
mod protocol;

fn main() {
    let Some(arguments) = reply::open() else { return child() };
    match argument::texts(&arguments)[..] {
        ["parent", seed, count, bits] => answer(ex03::parent(command("child"), drawn(seed, count, bits))),
        ["parent-given", numbers] => answer(ex03::parent(command("child"), argument::numbers(numbers))),
        ["marked", seed, count, bits] => answer(ex03::parent(command("marked-child"), drawn(seed, count, bits))),
        ["serve", seed, count, bits] => our_parent(drawn(seed, count, bits)),
        _ => panic!(
            "usage: parent SEED COUNT BITS | parent-given N,N,… | marked SEED COUNT BITS | serve SEED COUNT BITS"
        ),
    }
    reply::done();
}

fn command(role: &str) -> Command {
    let mut command = Command::new(std::env::args().next().expect("a program has a name"));
    command.arg(role);
    command
}

fn drawn(seed: &str, count: &str, bits: &str) -> Vec<u64> {
    draw::numbers(argument::number(seed), argument::count(count), argument::number(bits) as u32)
}

fn answer(result: Result<Vec<u64>, IpcError>) {
    match result {
        Ok(squares) => reply::numbers("squares", &squares),
        Err(IpcError::Overflow(number)) => reply::reply("error", format!("overflow {number}").as_bytes()),
        Err(error) => reply::reply("error", error.to_string().as_bytes()),
    }
}

/// The driver as a child: the submission's, or ours.
fn child() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match argument::texts(&arguments)[..] {
        ["child", .., name] => {
            if let Err(error) = ex03::child(name.to_owned()) {
                eprintln!("child: {error}");
                std::process::exit(1);
            }
        }
        ["marked-child", .., name] => marked_child(name.to_owned()),
        _ => panic!("usage: child NAME | marked-child NAME"),
    }
}

fn marked_child(name: String) {
    let requests = connect(name).expect("our child connects");
    while let Ok((numbers, answers)) = requests.recv() {
        let marked = numbers.into_iter().map(protocol::marked).collect();
        answers.send(Ok(marked)).expect("our child answers");
    }
}

fn connect(name: String) -> Result<IpcReceiver<Request>, ipc_channel::IpcError> {
    let hello: IpcSender<IpcSender<Request>> = IpcSender::connect(name)?;
    let (sender, requests) = ipc::channel()?;
    hello.send(sender)?;
    Ok(requests)
}

/// Our parent with the submission's child.
fn our_parent(numbers: Vec<u64>) {
    let (server, name) = IpcOneShotServer::new().expect("our parent opens a server");
    let mut child = command("child").arg(&name).spawn().expect("our parent starts the child");
    // A child that ends before it connects would leave us in `accept`: whoever sees it end connects in its place, and hangs up.
    let end = thread::spawn(move || {
        let status = child.wait();
        drop(IpcSender::<IpcSender<Request>>::connect(name));
        status
    });
    let answers = talk(server, protocol::requests(numbers));
    reply::lines("answers", &answers);
    let status = end.join().expect("waiting does not panic");
    let code = status.ok().and_then(|status| status.code());
    reply::reply("child-status", code.map_or("no code".to_owned(), |code| format!("code {code}")).as_bytes());
}

/// Owns our ends of the channels, so that they are gone when it returns, and the child ends.
fn talk(server: IpcOneShotServer<IpcSender<Request>>, requests: Vec<Vec<u64>>) -> Vec<String> {
    let child = server.accept().ok().map(|(_, requests)| requests);
    let answer = |request| ask(child.as_ref()?, request);
    let text = |answer: Option<Answer>| answer.map_or("no answer".to_owned(), |answer| protocol::answer_text(&answer));
    requests.into_iter().map(|request| text(answer(request))).collect()
}

fn ask(child: &IpcSender<Request>, request: Vec<u64>) -> Option<Answer> {
    let (sender, receiver) = ipc::channel().expect("our parent opens a channel");
    child.send((request, sender)).ok()?;
    receiver.recv().ok()
}
