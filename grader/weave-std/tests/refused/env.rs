pub fn run() {
    let _ = env!("PATH"); // refused: `env!` is closed here
}
