//! What an exercise closes of the std under which its submissions are explored: a crate that stands between the two, in which
//! the closed names are there and private, so that the compiler refuses them at the student's line. What is closed to all is
//! that std's own concern.

use std::collections::BTreeMap;

/// The name in code of the std below.
pub(super) const BELOW: &str = "below";

/// A module with the names that are closed in it, and the modules in it in which some are.
#[derive(Default)]
struct Module<'a> {
    closed: Vec<&'a str>,
    modules: BTreeMap<&'a str, Module<'a>>,
}

/// The source of the crate in which `paths` are closed: `sync::Mutex`.
pub(super) fn source(paths: &[String]) -> String {
    let mut root = Module::default();
    for path in paths {
        let mut parts: Vec<&str> = path.split("::").collect();
        let name = parts.pop().unwrap_or_default();
        let module = parts.into_iter().fold(&mut root, |module, part| module.modules.entry(part).or_default());
        module.closed.push(name);
    }
    let mut source = "#![allow(dead_code, hidden_glob_reexports, nonstandard_style)]\n".to_owned();
    write(&mut source, &format!("::{BELOW}"), &root);
    source
}

/// A unit struct has its name as a type and as a value, which hides both.
fn write(source: &mut String, path: &str, module: &Module) {
    *source += &format!("pub use {path}::*;\n");
    for name in &module.closed {
        *source += &format!("struct {name}; // closed in this exercise\n");
    }
    for (name, inner) in &module.modules {
        *source += &format!("pub mod {name} {{\n");
        write(source, &format!("{path}::{name}"), inner);
        *source += "}\n";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_is_private_and_the_rest_is_as_below() {
        let paths = ["sync::Mutex", "thread", "sync::atomic::fence", "sync::RwLock"].map(str::to_owned);
        let expected = "\
            #![allow(dead_code, hidden_glob_reexports, nonstandard_style)]\n\
            pub use ::below::*;\n\
            struct thread; // closed in this exercise\n\
            pub mod sync {\n\
            pub use ::below::sync::*;\n\
            struct Mutex; // closed in this exercise\n\
            struct RwLock; // closed in this exercise\n\
            pub mod atomic {\n\
            pub use ::below::sync::atomic::*;\n\
            struct fence; // closed in this exercise\n\
            }\n\
            }\n";
        assert_eq!(source(&paths), expected);
    }
}
