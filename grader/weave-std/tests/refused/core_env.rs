pub fn run() {
    let _ = ::core::env!("PATH"); // refused: `env!` is closed here
}
