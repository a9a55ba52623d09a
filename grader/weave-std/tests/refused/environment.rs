pub fn run() -> usize {
    std::env::args().count() // refused: module `env` is private
}
