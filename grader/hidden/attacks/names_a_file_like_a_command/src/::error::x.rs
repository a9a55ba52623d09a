pub fn broken() -> u8 {
    "type error"
}
