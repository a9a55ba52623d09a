//! Two and three workers with a few cells: what must come out whatever the order in which they run. A scenario returns the
//! cells; which of them are right is said by the checks.

use std::num::NonZeroUsize;

use controlled::diffuse;
use weave::{Polling, Time};

fn main() {
    let mut scenarios = exploring::open();
    scenarios.explore("one_worker", || [mix(3, 0, 1), mix(3, 1, 1), mix(3, 2, 1), mix(3, 3, 1)]);
    scenarios.explore("two_workers", || mix(2, 2, 2));
    scenarios.explore("three_workers", || mix(3, 1, 3));
    scenarios.explore("one_left_over", || mix(3, 1, 2));
    scenarios.explore("more_workers_than_cells", || mix(2, 1, 3));
    scenarios.explore("one_cell", || mix(1, 2, 2));
    scenarios.explore("nothing_to_do", || [mix(0, 2, 2), mix(0, 0, 1), mix(2, 0, 2)]);
    // Too many schedules to run all of them: it is those with the fewest deviations that are.
    scenarios.explore_by(&exploring::explorer().max_operations(50_000), "more_of_all", || mix(4, 3, 3));
    // All who wait properly need some 100 steps; a loop that takes a lock to look is told by going on and on alone.
    let asleep_by = exploring::explorer().time(Time::Ideal).polling(Polling::Fail).max_steps(1_000);
    scenarios.explore_by(&asleep_by, "asleep", || mix(2, 2, 2));
    scenarios.close();
}

/// So many cells, all 0 but for the first.
fn mix(cells: usize, rounds: usize, workers: usize) -> Vec<f64> {
    let row = (0..cells).map(|cell| if cell == 0 { 81.0 } else { 0.0 }).collect();
    diffuse(row, rounds, NonZeroUsize::new(workers).expect("more than 0"))
}
