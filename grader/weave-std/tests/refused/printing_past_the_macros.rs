pub fn run() {
    std::io::_print(format_args!("passed")); // refused: use of unstable library feature
}
