//! Uses a cache on a single thread, and replies what it gave: one line for each call. Keys are borrowed, values cannot be
//! cloned, and what computes them neither is called twice nor goes to another thread.

use std::rc::Rc;
use std::sync::Arc;

use ex08::Cache;
use harness::reply;

struct Value(String);

fn main() {
    reply::open().expect("started by the launcher");
    let words = "the owl and the pussycat went to sea the owl".to_owned();
    let (cache, mut said) = (Cache::new(), String::new());
    let first = cache.get_or_compute("owl", |key| Value(format!("{key} as the first")));
    for (number, word) in words.split(' ').enumerate() {
        // Neither `Send` nor `Clone`, and moved into the closure.
        let number = Rc::new(number.to_string());
        let value: Arc<Value> = cache.get_or_compute(word, move |key| Value(format!("{key} at {}", unwrapped(number))));
        said += &format!("{word}: {}{}\n", value.0, if Arc::ptr_eq(&value, &first) { ", the same" } else { "" });
    }
    reply::reply("what one thread asks for", said.as_bytes());
    reply::done();
}

fn unwrapped(number: Rc<String>) -> String {
    Rc::into_inner(number).expect("the closure is called once, and nobody else has it")
}
