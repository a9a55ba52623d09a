pub fn run() {
    let _ = option_env!("PATH"); // refused: `option_env!` is closed here
}
