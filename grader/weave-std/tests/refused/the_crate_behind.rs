extern crate weave; // refused: can't find crate for `weave`
pub fn run() {
    weave::Explorer::new();
}
