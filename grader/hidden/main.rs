//! Hidden checks: one module an exercise. `cargo test -p grader --test hidden ex01` grades the reference solution;
//! with `GRADER_SUBMISSION` set to the folder of a submission the same tests grade that.

mod case;
mod graded;

mod ex01_thread;
mod ex02_process;
mod ex03_ipc;
mod ex04_results;
mod ex05_scope;
mod ex06_mutex;
mod ex07_atomics;
mod ex08_rwlock;
mod ex09_channel;
mod ex10_condvar;
mod ex11_deadlock;
mod ex12_barrier;
mod ex13_pool;
mod ex14_ordering;
