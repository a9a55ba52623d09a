// prints: Point { x: 1 } 2
use std::cell::RefCell;
use std::collections::HashMap;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Point {
    x: u8,
}

thread_local! {
    static SEEN: RefCell<Vec<Point>> = const { RefCell::new(Vec::new()) };
}

pub fn run() {
    let point = Point { x: 1 };
    SEEN.with_borrow_mut(|seen| seen.extend([point, point.clone()]));
    assert!(matches!(point, Point { x: 1 }), "{point:?}");
    assert_ne!(point, Point::default());
    let map: HashMap<Point, u8> = vec![(point, 2)].into_iter().collect();
    println!("{point:?} {}", map[&point]);
}
