//! One run of the raw program, launched from a process of its own: this test binary once more, which becomes another user
//! first where it is told to. What came of it goes to standard output.

use std::path::PathBuf;

use grader::{
    observe::Observation,
    sandbox::{Launcher, Limits, Plan, Reach},
};
use nix::unistd::{Gid, Uid, setgroups, setresgid, setresuid};
use serde::{Deserialize, Serialize};

/// The argument by which this binary knows that it is to launch.
pub const ROLE: &str = "__launched";

/// What is to be launched.
#[derive(Serialize, Deserialize)]
pub struct Asked {
    pub grader: PathBuf,
    pub program: PathBuf,
    pub arguments: Vec<String>,
    pub limits: Limits,
    pub sockets: bool,
    pub user: Option<u32>,
}

/// What came of it.
#[derive(Serialize, Deserialize)]
pub struct Launched {
    pub level: String,
    pub seen: Observation,
}

/// Launches what the text asks for, and tells what came of it.
pub fn launch(asked: &str) {
    let asked: Asked = serde_json::from_str(asked).unwrap();
    asked.user.into_iter().for_each(become_user);
    let launcher = Launcher::probe(&asked.grader).unwrap();
    let plan = Plan {
        arguments: asked.arguments,
        limits: asked.limits,
        reach: Reach { sockets: asked.sockets, ..Reach::default() },
        ..Plan::of_driver(asked.program)
    };
    let seen = launcher.run(&plan).unwrap();
    let launched = Launched { level: launcher.seal().level().to_string(), seen };
    println!("{}", serde_json::to_string(&launched).unwrap());
}

/// Becomes that user, for good.
pub fn become_user(user: u32) {
    let (group, user) = (Gid::from_raw(user), Uid::from_raw(user));
    setgroups(&[]).unwrap();
    setresgid(group, group, group).unwrap();
    setresuid(user, user, user).unwrap();
}
