mod inner {
    extern crate std as real;
    pub use self::real::process::Command; // refused: module `process` is private
}
pub use inner::Command;
