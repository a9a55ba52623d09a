//! The program that the tests observe: it plays one part of `src`, named by its arguments, as itself or as a child of
//! itself. What is seen of it is the tests' concern.

#[path = "../../../harness/src/reply.rs"]
mod reply;
#[path = "src/lib.rs"]
mod subject;

fn main() {
    match reply::open() {
        Some(arguments) => {
            subject::play(&arguments[0]);
            reply::done();
        }
        None => subject::play_child(&std::env::args().nth(2).expect("child PART")),
    }
}
