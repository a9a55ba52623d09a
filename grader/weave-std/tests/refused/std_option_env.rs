pub fn run() {
    let _ = std::option_env!("PATH"); // refused: `option_env!` is closed here
}
