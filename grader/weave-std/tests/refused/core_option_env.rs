pub fn run() {
    let _ = ::core::option_env!("PATH"); // refused: `option_env!` is closed here
}
