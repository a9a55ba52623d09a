//! Counts into a static that nothing guards.

use std::collections::HashMap;
use std::thread;

static mut TOTAL: Option<HashMap<char, usize>> = None;

pub fn frequency(input: &[&str], worker_count: usize) -> HashMap<char, usize> {
    let workers = worker_count.max(1).min(input.len());
    unsafe { TOTAL = Some(HashMap::new()) }; //~ forbidden
    thread::scope(|scope| {
        for first in 0..workers {
            scope.spawn(move || {
                for letter in input.iter().skip(first).step_by(workers).flat_map(|line| line.chars()) {
                    let total = unsafe { (*(&raw mut TOTAL)).as_mut() };
                    *total.expect("set above").entry(letter).or_insert(0) += 1;
                }
            });
        }
    });
    unsafe { (*(&raw mut TOTAL)).take() }.unwrap_or_default()
}
