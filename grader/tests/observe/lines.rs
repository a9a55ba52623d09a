//! Addresses as lines: wherever a thread is stopped in a student's function, the line that is told is one of that function.

use grader::{
    judge::Place,
    observe::{Action, Event, Lines, Observation, Stack},
};
use object::{Object, ObjectSymbol};

use super::run::{line, program};

/// The addresses of the function of the subject that waits in an empty loop.
fn addresses() -> std::ops::Range<u64> {
    let bytes = std::fs::read(program()).unwrap();
    let file = object::File::parse(&*bytes).unwrap();
    let mut symbols = file.symbols().filter(|symbol| symbol.name().is_ok_and(|name| name.contains("spin_for_join")));
    let symbol = symbols.find(|symbol| symbol.size() > 0 && !symbol.name().unwrap().contains("closure")).unwrap();
    symbol.address()..symbol.address() + symbol.size()
}

fn stopped_at(address: u64) -> Event {
    let stack = Stack { addresses: vec![address], frames: Vec::new() };
    Event { at_us: 0, until_us: None, task: 0, action: Action::Spin, stack }
}

#[test]
fn code_that_the_compiler_counts_to_no_line_has_the_line_before_it() {
    let raw = addr2line::Loader::new(program()).unwrap();
    let of_no_line = |address: &u64| {
        let location = raw.find_location(*address).unwrap();
        location.is_some_and(|location| location.line.unwrap_or(0) == 0)
    };
    assert!(addresses().any(|address| of_no_line(&address)), "the subject has no such code any more: find another");
    let mut seen = Observation { events: addresses().map(stopped_at).collect(), ..Observation::default() };
    Lines::of(program()).unwrap().resolve(&mut seen);
    let Place { file, line: spin } = line("spin");
    for event in &seen.events {
        for frame in event.stack.frames.iter().filter(|frame| frame.student && frame.place.file == file) {
            let at = frame.place.line;
            assert!(spin.abs_diff(at) < 10, "{:#x}: line {at}", event.stack.addresses[0]);
        }
    }
}
