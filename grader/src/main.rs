//! The `grader` command; `cli` has its words.
#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some(grader::sandbox::LAUNCH) => {
            if let Err(e) = grader::sandbox::launch() {
                eprintln!("{e}");
                return 70.into();
            }
        }
        Some(grader::sandbox::SHIM) => {
            eprintln!("{}", grader::sandbox::shim());
            return 70.into();
        }
        Some("__try") => {
            let a: Vec<String> = std::env::args().skip(2).collect();
            let plan = grader::sandbox::Plan {
                program: a[0].clone().into(),
                arguments: a[1..].to_vec(),
                limits: Default::default(),
                schedule: Default::default(),
                failing_write: None,
            };
            let l = grader::sandbox::Launcher { program: std::env::current_exe().unwrap() };
            let mut o = l.run(&plan).unwrap();
            let mut lines = grader::observe::Lines::of(&plan.program).unwrap();
            lines.resolve(&mut o);
            for t in &mut o.tasks {
                t.started_at.addresses.clear();
                if let Some(b) = &mut t.blocked {
                    b.stack.addresses.clear()
                }
            }
            for (i, t) in o.tasks.iter().enumerate() {
                println!(
                    "{i} {} {:?} start {} end {:?} exit {:?} cpu {} joined {:?} reaped {:?} left {} never {} scoped {} at {:?} args {:?} blocked {:?}",
                    o.label(i),
                    t.kind,
                    t.start_us,
                    t.end_us,
                    t.exit,
                    t.cpu_us,
                    t.joined,
                    t.reaped,
                    t.left_behind,
                    t.never_ran,
                    t.scoped,
                    t.started_at.place(),
                    t.arguments.get(1..),
                    t.blocked.as_ref().map(|b| (b.on, b.stack.place()))
                );
            }
            for e in &o.events {
                println!(
                    "{:>8} {:>8?} {} {:?} {:?}",
                    e.at_us,
                    e.until_us,
                    o.label(e.task),
                    e.action,
                    e.stack.place().map(|p| p.to_string())
                );
            }
            println!(
                "{:?} wall {} out {} replies {:?}",
                o.ending,
                o.wall_us,
                o.output_bytes,
                o.replies
                    .iter()
                    .map(|r| (r.name.clone(), String::from_utf8_lossy(&r.bytes[..r.bytes.len().min(80)]).into_owned()))
                    .collect::<Vec<_>>()
            );
        }
        _ => {}
    }
    std::process::ExitCode::SUCCESS
}
