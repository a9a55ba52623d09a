//! Libraries that mean the same as modules, and such as do not.

use std::{collections::BTreeMap, path::PathBuf};

use super::*;

fn are_plain(files: &[(&str, &str)]) -> bool {
    let laid = files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect();
    let (hidden, driver) = (PathBuf::new(), PathBuf::new());
    may_be_module(&Sources { laid, ours: BTreeMap::new(), hidden, driver, scenarios: None })
}

fn is_plain(text: &str) -> bool {
    are_plain(&[(LIBRARY, text)])
}

#[test]
fn what_students_write_as_a_rule_is_plain() {
    for text in [
        "//! Doubles.\n#![allow(dead_code)]\n/// `crate::run` in a comment is none.\npub fn run(n: u64) -> u64 { n * 2 }",
        "#![forbid(unsafe_code)]\n#[derive(Debug, Clone)]\n#[must_use = \"so\"]\npub struct Own<T>(T);",
        "pub(crate) fn run() { println!(\"crate::{}\", 1); if !(true) { return !(); } let _ = vec![1]; }",
        "mod one { use super::run; mod two { use super::super::run; } }\n#[cfg(test)]\nmod tests { use super::*; }",
        "use std::{fmt, sync::Mutex};\nstruct Own<T> { m: Mutex<T> }\nimpl<T: fmt::Debug> fmt::Debug for Own<T> where T: Send, {}",
        "struct Own; impl<'a> IntoIterator for &'a mut Own { type Item = u8; }\nimpl Own { fn f(x: impl for<'a> Fn(&'a str)) {} }",
        "fn f<T>(\n    items: impl IntoIterator<Item = T, IntoIter: Send>,\n    f: impl Fn(T) -> u8,\n) {}",
        "struct Own; impl Drop for Own {}\nmod tests { use super::*; }\nfn f(x: &u8) -> u8 { *x }",
        "enum Own { A }\nimpl From<u8> for Own { fn from(_: u8) -> Own { Own::A } }\nfn f() -> impl Fn(u8) -> u8 { |x| x }",
        "fn f() { for x in std::env::args().skip(1) { assert_ne!(x, r#\"crate::x\"#, \"{x}\"); } }",
        "thread_local! { static COUNT: Cell<u8> = const { Cell::new(0) }; }",
    ] {
        assert!(is_plain(text), "{text}");
    }
}

#[test]
fn what_names_its_crate_or_its_place_is_not() {
    for text in [
        "use crate::run;",
        "use self::super::run;",
        "fn f() { super::run() }",
        "mod one { fn f() { super::super::run() } }",
        "mod one { use super::{super::run}; }",
        "fn f() { r#crate::run() }",
        "pub(in crate::one) fn f() {}",
        "extern crate self as own;",
        "macro_rules! own { () => { 1 } }",
        "fn f() { module_path!() }",
        "use std::module_path as vec;",
        "use std::env as vec; const X: &str = vec!(\"X\");",
        "fn f() { env!(\"X\") }",
        "fn f() { own!() }",
        "fn f() { std::any::type_name::<u8>() }",
        "fn f() { std::panic::Location::caller() }",
        "const X: &str = include_str!(\"x\");",
        "#[path = \"x.rs\"] mod x;",
        "#[cfg_attr(all(), path = \"x.rs\")] mod x;",
        "#[doc = include_str!(\"x\")] fn f() {}",
        "#[macro_use] mod x;",
        "#[unsafe(no_mangle)] pub fn f() {}",
        "#[global_allocator] static A: System = System;",
        "#![no_std]",
        "#![deny(warnings)]",
        "#![recursion_limit = \"9\"]",
        "#!/bin/sh\nfn f() {}",
        "fn größe() {}",
        "fn f( {",
    ] {
        assert!(!is_plain(text), "{text}");
    }
    assert!(!are_plain(&[("src/other.rs", "")]), "it has no root");
    assert!(!are_plain(&[(LIBRARY, "mod one;"), ("src/one.rs", "use crate::run;")]));
    assert!(are_plain(&[(LIBRARY, "mod one;"), ("src/one.rs", "use super::run;"), ("notes.txt", "crate")]));
}

#[test]
fn what_is_implemented_for_types_of_others_is_not() {
    for text in [
        "struct Own; impl PartialEq<Own> for u8 {}",
        "struct Own; impl From<Own> for String {}",
        "struct Own; impl Extend<Own> for std::collections::VecDeque<u8> {}",
        "struct Own; impl<T> PartialEq<Own> for T {}",
        "struct Own; impl<Own> PartialEq<u8> for Own {}",
        "struct Own; impl PartialEq<Own> for <u8 as Tr>::T {}",
        "struct Own; impl PartialEq<Own> for [u8] {}",
        "struct Own; impl PartialEq<Own> for &[u8] {}",
        "struct Own; type Other = u8; impl PartialEq<Own> for Other {}",
        "mod one { struct Mutex; }\nuse std::sync::Mutex; impl PartialEq<one::Mutex> for Mutex<u8> {}",
        "mod one { struct Mutex; }\nuse std::sync::*; impl PartialEq<one::Mutex> for Mutex<u8> {}",
        "struct Own; impl Tr<{ 1 }> for u8 {}",
        "struct Own; impl Tr<u8, { 1 }> for u8 {}",
    ] {
        assert!(!is_plain(text), "{text}");
    }
}

#[test]
fn what_is_long_or_deep_takes_neither_time_nor_stack() {
    let deep = |open: &str, close: &str| format!("fn f() {{ {}{} }}", open.repeat(100_000), close.repeat(100_000));
    assert!(!is_plain(&deep("(", ")")));
    assert!(!is_plain(&format!("use {}{};", "{".repeat(100_000), "}".repeat(100_000))));
    for word in ["impl ", "impl X for &", "use ", "super::", "&", "#", "impl<"] {
        let _ = is_plain(&word.repeat(100_000));
    }
    let text = "#![allow(x)] impl<T> Tr for &'a Own<{ 1 }> where T: for<'b> Fn(&'b T) { use a::{self as b}; vec![super::x!()] }";
    for end in 0..text.len() {
        let _ = (is_plain(&text[..end]), is_plain(&text[end..]));
    }
}
