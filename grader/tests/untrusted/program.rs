//! A program of which every byte may be wrong: its debug information, and what unwinding reads of it. A run can map any file,
//! and has its stack and its registers for itself.

use std::fs;

use grader::observe::{Action, Event, Lines, Observation, Stack, unwound};
use tempfile::NamedTempFile;

use super::{draw::Draw, place::folder};

/// Before a list of mapped files, which ends with a NUL; behind it is the program.
pub const MAPS: &[u8] = b"maps\n";

/// Where the program is loaded, where its list does not say so.
const LOADED: u64 = 0x5555_0000_0000;

/// The end of the addresses of a small program.
const SMALL: u64 = 0x8000;

/// Bytes at the end of a program from which addresses are drawn.
const CHOICES: usize = 256;

/// The most frames that are looked at.
const DEEPEST: usize = 64;

/// Reads a program as all of the grader does that reads any.
pub fn check(bytes: &[u8]) {
    let (maps, program) = maps_of(bytes);
    let file = NamedTempFile::new_in(folder()).unwrap();
    fs::write(file.path(), program).unwrap();
    let mut draw = Draw(&program[program.len().saturating_sub(CHOICES)..]);
    let path = file.path().to_str().unwrap();
    let maps = match maps {
        // No other file than this.
        Some(maps) => String::from_utf8_lossy(maps).replace('/', "").replace('@', path),
        None => format!("{LOADED:x}-{:x} r-xp 00000000 fe:00 1 {path}\n", LOADED + SMALL.max(program.len() as u64)),
    };
    unwind(&maps, path, &mut draw);
    look_up(&file, &mut draw);
}

/// The program with each place, address and size of its sections and segments at an extreme (elf.h: Elf64_Ehdr, Elf64_Shdr,
/// Elf64_Phdr).
pub fn lies(program: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let number = |at: usize, bytes: usize| {
        program[at..at + bytes].iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    let (sections, segments) = ((0x28, 0x3a, 0x3c, [0x10, 0x18, 0x20]), (0x20, 0x36, 0x38, [0x08, 0x10, 0x28]));
    let fields = [sections, segments].into_iter().flat_map(move |(table, size, count, fields)| {
        let (table, size) = (number(table, 8), number(size, 2));
        (0..number(count, 2)).flat_map(move |entry| fields.map(|field| table + entry * size + field))
    });
    let fields: Vec<usize> = fields.collect();
    fields.into_iter().flat_map(|field| {
        [u64::MAX, u64::MAX - 0xfff, 1 << 63, 1 << 20, 0].map(|value| {
            let mut lying = program.to_vec();
            lying[field..field + 8].copy_from_slice(&value.to_le_bytes());
            lying
        })
    })
}

fn maps_of(bytes: &[u8]) -> (Option<&[u8]>, &[u8]) {
    match bytes.strip_prefix(MAPS) {
        Some(rest) => {
            let end = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
            (Some(&rest[..end]), rest.get(end + 1..).unwrap_or_default())
        }
        None => (None, bytes),
    }
}

fn unwind(maps: &str, path: &str, draw: &mut Draw) {
    for _ in 0..4 {
        let registers = [address(draw), address(draw), address(draw)];
        let stack: Vec<u8> = (0..32).flat_map(|_| address(draw).to_le_bytes()).collect();
        assert!(unwound(maps, path, registers, &stack).len() <= DEEPEST);
    }
}

fn look_up(file: &NamedTempFile, draw: &mut Draw) {
    let Ok(mut lines) = Lines::of(file.path()) else { return };
    let addresses: Vec<u64> = (0..8).map(|_| draw.word()).chain((0x1000..0x1400).step_by(7)).collect();
    let stack = Stack { addresses, frames: Vec::new() };
    let event = Event { at_us: 0, until_us: None, task: 0, action: Action::Spin, stack };
    let mut seen = Observation { events: vec![event], ..Observation::default() };
    lines.resolve(&mut seen);
    let first = seen.events[0].stack.clone();
    assert!(first.frames.iter().all(|frame| frame.student == frame.place.file.starts_with("src/")));
    lines.resolve(&mut seen);
    assert_eq!(seen.events[0].stack, first, "a second look sees the same");
}

/// One within the program as it is loaded, and now and then any.
fn address(draw: &mut Draw) -> u64 {
    match draw.byte() {
        0..224 => LOADED + draw.below(SMALL as usize) as u64,
        224..240 => u64::MAX - u64::from(draw.byte()),
        _ => draw.word(),
    }
}
