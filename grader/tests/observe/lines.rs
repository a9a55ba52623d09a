//! Addresses as lines: wherever a thread is stopped in a student's function, a line is told that is one, or none.

use grader::observe::{Action, Event, Lines, Observation, Stack};
use object::{Object, ObjectSymbol};

use super::run::program;

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
fn code_that_the_compiler_counts_to_no_line_has_no_place() {
    let mut seen = Observation { events: addresses().map(stopped_at).collect(), ..Observation::default() };
    Lines::of(program()).unwrap().resolve(&mut seen);
    let of_no_line = |event: &Event| event.stack.frames.iter().any(|frame| frame.student && frame.place.line == 0);
    assert!(seen.events.iter().any(of_no_line), "the subject has no such code any more: find another");
    for event in &seen.events {
        assert!(event.stack.place().is_none_or(|place| place.line > 0), "{event:?}");
        assert!(!of_no_line(event) || event.stack.place().is_none(), "{event:?}");
    }
}
