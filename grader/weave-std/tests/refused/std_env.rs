pub fn run() {
    let _ = std::env!("PATH"); // refused: `env!` is closed here
}
