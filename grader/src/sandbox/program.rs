//! Writing a filter for system calls: rules by the call's number, compiled to a program of the kernel's classic BPF that finds
//! its rule by halving. It is looked at for every call of a run and compiled anew by the kernel for every run, so it is small.
//! Which rules there are is `calls`' concern. <https://docs.kernel.org/userspace-api/seccomp_filter.html>

use std::collections::BTreeMap;

use nix::libc;
use seccompiler::{BpfProgram, sock_filter};

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// It is made.
    Allow,
    /// It fails with this error.
    Fail(u16),
    /// It stops for the tracer, which is told this number; where there is none, it fails.
    Stop(u16),
}

/// What becomes of the calls of one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rule {
    /// Always the same.
    Always(Action),
    /// The first if all conditions of one of these hold, else the second.
    If(Vec<Vec<Condition>>, Action, Action),
}

/// A condition on an argument of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition {
    /// Which argument, from 0.
    pub(super) argument: u8,
    /// The bits that are looked at.
    pub(super) mask: u64,
    /// What they are compared with.
    pub(super) value: u64,
    /// Whether they are to be equal.
    pub(super) equal: bool,
}

/// The rules of calls by their numbers; `otherwise` is for all other numbers, those of other calling conventions included.
pub(super) fn program(rules: &BTreeMap<u32, Rule>, otherwise: Action) -> BpfProgram {
    let otherwise = Rule::Always(otherwise);
    let segments = segments(rules, &otherwise);
    let mut program = vec![
        load(ARCHITECTURE_AT),
        jump(libc::BPF_JEQ, ARCHITECTURE, 1, 0),
        answer(libc::SECCOMP_RET_KILL_PROCESS),
        load(NUMBER_AT),
    ];
    program.extend(search(&segments));
    program
}

/// The number of the calling convention that the rules are about (linux/audit.h).
#[cfg(target_arch = "x86_64")]
const ARCHITECTURE: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
const ARCHITECTURE: u32 = 0xc000_00b7;

/// Where the kernel puts what a program looks at: struct seccomp_data.
const NUMBER_AT: u32 = 0;
const ARCHITECTURE_AT: u32 = 4;
const ARGUMENTS_AT: u32 = 16;

/// The rules as ranges of numbers, each from its number up to the next one's.
fn segments<'a>(rules: &'a BTreeMap<u32, Rule>, otherwise: &'a Rule) -> Vec<(u32, &'a Rule)> {
    let mut segments: Vec<(u32, &Rule)> = vec![(0, otherwise)];
    let mut push = |number, rule| match segments.last_mut() {
        Some((_, last)) if *last == rule => {}
        Some((start, last)) if *start == number => *last = rule,
        _ => segments.push((number, rule)),
    };
    for (number, rule) in rules {
        push(*number, rule);
        if !rules.contains_key(&(number + 1)) {
            push(number + 1, otherwise);
        }
    }
    segments
}

fn search(segments: &[(u32, &Rule)]) -> BpfProgram {
    match segments {
        [] => Vec::new(),
        [(_, rule)] => leaf(rule),
        _ => {
            let (left, right) = segments.split_at(segments.len() / 2);
            let (first, left, right) = (right[0].0, search(left), search(right));
            let mut program = Vec::new();
            match u8::try_from(left.len()) {
                Ok(skipped) => program.push(jump(libc::BPF_JGE, first, skipped, 0)),
                Err(_) => program.extend([jump(libc::BPF_JGE, first, 0, 1), skip(left.len() as u32)]),
            }
            program.extend(left);
            program.extend(right);
            program
        }
    }
}

fn leaf(rule: &Rule) -> BpfProgram {
    match rule {
        Rule::Always(action) => vec![answer(code(*action))],
        Rule::If(alternatives, then, otherwise) => {
            let mut program = Vec::new();
            for conditions in alternatives {
                program.extend(all(conditions, code(*then)));
            }
            program.push(answer(code(*otherwise)));
            program
        }
    }
}

/// Answers where all conditions hold, and else goes on behind.
fn all(conditions: &[Condition], then: u32) -> BpfProgram {
    let mut program = vec![answer(then)];
    for condition in conditions.iter().rev() {
        let rest = program;
        program = check(condition, rest.len() as u8);
        program.extend(rest);
    }
    program
}

/// Goes on where the condition holds, and else skips as many instructions as come after it.
fn check(condition: &Condition, after: u8) -> BpfProgram {
    let halves = [condition.mask as u32, (condition.mask >> 32) as u32];
    let values = [condition.value as u32, (condition.value >> 32) as u32];
    let mut program = Vec::new();
    // Little end first: the low half of an argument comes first.
    for (half, (mask, value)) in halves.into_iter().zip(values).enumerate().rev().filter(|(_, (mask, _))| *mask != 0) {
        let mut part = vec![load(ARGUMENTS_AT + 8 * u32::from(condition.argument) + 4 * half as u32)];
        if mask != u32::MAX {
            part.push(sock_filter {
                code: (libc::BPF_ALU | libc::BPF_AND | libc::BPF_K) as u16,
                jt: 0,
                jf: 0,
                k: mask,
            });
        }
        let behind = program.len() as u8;
        // Halves that differ make values that differ; all halves have to be equal for values to be.
        part.push(match condition.equal {
            true => jump(libc::BPF_JEQ, value, 0, after + behind),
            false => jump(libc::BPF_JEQ, value, if behind == 0 { after } else { 0 }, behind),
        });
        part.extend(program);
        program = part;
    }
    program
}

fn code(action: Action) -> u32 {
    match action {
        Action::Allow => libc::SECCOMP_RET_ALLOW,
        Action::Fail(error) => libc::SECCOMP_RET_ERRNO | u32::from(error),
        Action::Stop(number) => libc::SECCOMP_RET_TRACE | u32::from(number),
    }
}

fn load(at: u32) -> sock_filter {
    sock_filter { code: (libc::BPF_LD | libc::BPF_W | libc::BPF_ABS) as u16, jt: 0, jf: 0, k: at }
}

fn jump(compare: u32, value: u32, then: u8, otherwise: u8) -> sock_filter {
    sock_filter { code: (libc::BPF_JMP | compare | libc::BPF_K) as u16, jt: then, jf: otherwise, k: value }
}

fn skip(instructions: u32) -> sock_filter {
    sock_filter { code: (libc::BPF_JMP | libc::BPF_JA) as u16, jt: 0, jf: 0, k: instructions }
}

fn answer(code: u32) -> sock_filter {
    sock_filter { code: (libc::BPF_RET | libc::BPF_K) as u16, jt: 0, jf: 0, k: code }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the kernel would make of a call.
    fn run(program: &[sock_filter], architecture: u32, number: u32, arguments: [u64; 6]) -> u32 {
        let (mut at, mut accumulator) = (0, 0);
        loop {
            let sock_filter { code, jt, jf, k } = program[at];
            at += 1;
            let branch = |holds: bool| usize::from(if holds { jt } else { jf });
            match u32::from(code) {
                0x20 => {
                    accumulator = match k {
                        0 => number,
                        4 => architecture,
                        _ => (arguments[(k as usize - 16) / 8] >> (8 * ((k - 16) % 8))) as u32,
                    }
                }
                0x54 => accumulator &= k,
                0x15 => at += branch(accumulator == k),
                0x35 => at += branch(accumulator >= k),
                0x05 => at += k as usize,
                0x06 => return k,
                other => panic!("instruction {other:#x}"),
            }
        }
    }

    fn is(argument: u8, mask: u64, value: u64) -> Condition {
        Condition { argument, mask, value, equal: true }
    }

    fn is_not(argument: u8, value: u64) -> Condition {
        Condition { argument, mask: u64::MAX, value, equal: false }
    }

    const THEN: Action = Action::Stop(7);
    const ELSE: Action = Action::Fail(1);

    #[test]
    fn every_number_finds_its_rule() {
        let rules: BTreeMap<u32, Rule> = (0..400)
            .filter(|number| number % 3 != 0 && number % 7 != 0)
            .map(|number| (number, Rule::Always(Action::Fail(number as u16))))
            .chain([(450, Rule::If(vec![vec![is(0, u64::MAX, 5)]], THEN, ELSE))])
            .collect();
        let program = program(&rules, Action::Allow);
        for number in (0..500).chain([0x4000_0001, u32::MAX]) {
            let expected = match rules.get(&number) {
                Some(Rule::Always(action)) => *action,
                Some(Rule::If(..)) => THEN,
                None => Action::Allow,
            };
            assert_eq!(run(&program, ARCHITECTURE, number, [5; 6]), code(expected), "{number}");
        }
        assert_eq!(run(&program, 0x4000_0003, 1, [0; 6]), libc::SECCOMP_RET_KILL_PROCESS, "another convention");
    }

    #[test]
    fn conditions_look_at_all_bits_of_their_mask_and_at_no_others() {
        let low = u64::from(u32::MAX);
        for (conditions, arguments, holds) in [
            (vec![is(1, low, 4)], [0, 4, 0, 0, 0, 0], true),
            (vec![is(1, low, 4)], [0, 4 | 1 << 40, 0, 0, 0, 0], true),
            (vec![is(1, u64::MAX, 4)], [0, 4 | 1 << 40, 0, 0, 0, 0], false),
            (vec![is(4, u64::MAX, 0)], [0, 0, 0, 0, 1 << 32, 0], false),
            (vec![is(4, u64::MAX, 1 << 32)], [0, 0, 0, 0, 1 << 32, 0], true),
            (vec![is(0, 0xf0, 0)], [0x10f, 0, 0, 0, 0, 0], true),
            (vec![is(0, 0xf0, 0)], [0x20, 0, 0, 0, 0, 0], false),
            (vec![is_not(2, 9)], [0, 0, 9, 0, 0, 0], false),
            (vec![is_not(2, 9)], [0, 0, 9 | 1 << 32, 0, 0, 0], true),
            (vec![is_not(2, 9)], [0, 0, 8, 0, 0, 0], true),
            (vec![is_not(2, 9), is_not(2, 8), is_not(2, 7)], [0, 0, 8, 0, 0, 0], false),
            (vec![is_not(2, 9), is_not(2, 8), is_not(2, 7)], [0, 0, 6, 0, 0, 0], true),
            (vec![is(0, low, 1), is(1, 0xf, 2)], [1, 0x32, 0, 0, 0, 0], true),
            (vec![is(0, low, 1), is(1, 0xf, 2)], [1, 3, 0, 0, 0, 0], false),
            (vec![is(0, low, 1), is(1, 0xf, 2)], [2, 2, 0, 0, 0, 0], false),
        ] {
            let rule = Rule::If(vec![conditions.clone()], THEN, ELSE);
            let program = program(&BTreeMap::from([(1, rule)]), Action::Allow);
            let expected = code(if holds { THEN } else { ELSE });
            assert_eq!(run(&program, ARCHITECTURE, 1, arguments), expected, "{conditions:?} {arguments:x?}");
        }
    }

    #[test]
    fn one_of_several_alternatives_is_enough() {
        let alternatives = [3, 5, 8].map(|value| vec![is(0, u64::MAX, value)]).to_vec();
        let program = program(&BTreeMap::from([(2, Rule::If(alternatives, THEN, ELSE))]), Action::Allow);
        for value in 0..10 {
            let expected = code(if [3, 5, 8].contains(&value) { THEN } else { ELSE });
            assert_eq!(run(&program, ARCHITECTURE, 2, [value, 0, 0, 0, 0, 0]), expected, "{value}");
        }
    }
}
