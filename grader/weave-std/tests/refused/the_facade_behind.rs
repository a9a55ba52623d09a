extern crate weave_std; // refused: can't find crate for `weave_std`
pub fn run() {
    weave_std::process::exit(0);
}
