pub fn run() {
    std::process::exit(0); // refused: module `process` is private
}
