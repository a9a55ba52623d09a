pub fn run() {
    std::panic::set_hook(Box::new(|_| {})); // refused: function `set_hook` is private
}
