//! The arguments of a driver, as it reads them. In here, because what is generic in std is compiled again with each driver that
//! uses it, for each submission.

/// As texts, for patterns.
pub fn texts(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

/// # Panics
/// If it is no number.
pub fn number(text: &str) -> u64 {
    text.parse().expect("a number")
}

/// # Panics
/// If it is no number.
pub fn count(text: &str) -> usize {
    text.parse().expect("a number")
}

/// The numbers between commas; an empty text has none.
///
/// # Panics
/// If one is no number.
pub fn numbers(text: &str) -> Vec<u64> {
    text.split(',').filter(|number| !number.is_empty()).map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_stand_between_commas_and_an_empty_text_has_none() {
        assert_eq!(numbers("7,4294967296,9"), [7, 4_294_967_296, 9]);
        assert_eq!(numbers(""), []);
    }
}
