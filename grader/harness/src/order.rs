//! Order among a few items.

/// These in their order. For a thousand items this is slow. A sort of std is quick, and more code than all of a driver, which is
/// compiled again for each type of items, with each submission.
pub fn sorted<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    for end in 1..items.len() {
        for at in (1..=end).rev() {
            if items[at] < items[at - 1] {
                items.swap(at, at - 1);
            }
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn whatever_the_order_of_the_items_they_come_out_in_theirs() {
        for items in [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]] {
            assert_eq!(sorted(items.to_vec()), [1, 2, 3]);
        }
        assert_eq!(sorted(vec![2, 1, 2, 1]), [1, 1, 2, 2]);
        assert_eq!(sorted(Vec::<u8>::new()), []);
    }
}
