pub mod mine {
    pub fn mine() {}
}
