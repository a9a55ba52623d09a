//! Whether a library means the same as a module of another crate, by its tokens: how it is built depends on that, and never what
//! is said of it. Asked is what is plain at a glance; all else is compiled as a crate of its own, which is right for everything.
//!
//! As a module a library would mean something else where it names its crate or what lies around it, where it is told its own path,
//! where it declares what holds for a whole crate, and where it implements traits for types that others have as well: these would
//! have that implementation too. What defines a macro may write any of it, so it is not looked at further.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::{job::LIBRARY, sources::Sources};

/// Groups within groups, and no more: whoever goes through them has a stack that ends.
const NESTING: usize = 64;
/// Tokens of an `impl` before its body, and of a `use`: each is gone through from its beginning.
const HEAD: usize = 256;

/// Names that a library may not have, whatever they are there: its crate, what lies outside, and what tells where it is.
const TELLING: [&str; 25] = [
    "Backtrace",
    "Location",
    "TypeId",
    "asm",
    "backtrace",
    "caller",
    "crate",
    "export_name",
    "extern",
    "global_allocator",
    "global_asm",
    "include",
    "include_bytes",
    "include_str",
    "link_section",
    "macro",
    "macro_rules",
    "module_path",
    "no_mangle",
    "option_env",
    "panic_handler",
    "type_id",
    "type_name",
    "type_name_of_val",
    "unsafe",
];

/// Macros that write nothing of the above, and whose names nothing else may have.
const MACROS: [&str; 26] = [
    "assert",
    "assert_eq",
    "assert_ne",
    "column",
    "concat",
    "dbg",
    "debug_assert",
    "debug_assert_eq",
    "debug_assert_ne",
    "eprint",
    "eprintln",
    "format",
    "format_args",
    "line",
    "matches",
    "panic",
    "print",
    "println",
    "stringify",
    "thread_local",
    "todo",
    "unimplemented",
    "unreachable",
    "vec",
    "write",
    "writeln",
];

/// What may stand before a `!` and a group without being a macro.
const KEYWORDS: [&str; 9] = ["break", "else", "if", "in", "match", "move", "return", "while", "yield"];

/// Attributes of an item that are its own matter.
const ATTRIBUTES: [&str; 19] = [
    "allow",
    "cfg",
    "cold",
    "default",
    "deny",
    "deprecated",
    "derive",
    "doc",
    "expect",
    "forbid",
    "ignore",
    "inline",
    "must_use",
    "non_exhaustive",
    "repr",
    "should_panic",
    "test",
    "track_caller",
    "warn",
];

/// Types that are everybody's without being named in a `use`.
const EVERYBODYS: [&str; 6] = ["Box", "Option", "Result", "Self", "String", "Vec"];

/// Whether the library means the same as a module.
pub(super) fn may_be_module(sources: &Sources) -> bool {
    let mut names = Names::default();
    let is_source = |name: &str| name.ends_with(".rs");
    sources.laid.contains_key(LIBRARY)
        && sources.laid.iter().filter(|(name, _)| is_source(name)).all(|(name, text)| {
            let text = std::str::from_utf8(text).ok();
            let tokens = text.and_then(|text| text.parse::<TokenStream>().ok());
            // What lies in other files is a module already.
            tokens.is_some_and(|tokens| names.read(tokens, Within { modules: usize::from(name != LIBRARY), groups: 0 }))
        })
        && names.are_own()
}

/// Where a token stands.
#[derive(Clone, Copy)]
struct Within {
    /// In how many modules below the library's root.
    modules: usize,
    groups: usize,
}

/// What the library's types are called.
#[derive(Default)]
struct Names {
    declared: BTreeSet<String>,
    /// What is a name of something else as well, which may be another's type.
    borrowed: BTreeSet<String>,
    /// There are more of those, which nobody has named.
    has_unnamed: bool,
    /// The types that a trait is implemented for.
    implementing: BTreeSet<String>,
}

impl Names {
    fn are_own(&self) -> bool {
        let is_own = |name: &String| self.declared.contains(name) && !self.borrowed.contains(name);
        // Types of the language are in small letters.
        let is_everybodys = |name: &str| EVERYBODYS.contains(&name) || !name.starts_with(char::is_uppercase);
        let all_are = self.implementing.iter().all(|name| is_own(name) && !is_everybodys(name));
        self.implementing.is_empty() || (all_are && !self.has_unnamed)
    }

    /// Takes in all names; false where something is not plain.
    fn read(&mut self, tokens: TokenStream, within: Within) -> bool {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        within.groups <= NESTING && (0..tokens.len()).all(|at| self.is_plain(&tokens, at, within))
    }

    fn is_plain(&mut self, tokens: &[TokenTree], at: usize, within: Within) -> bool {
        let (before, after) = (&tokens[..at], &tokens[at + 1..]);
        match &tokens[at] {
            TokenTree::Ident(ident) => match unraw(ident).as_str() {
                "super" => !leads_out(before, within.modules),
                "impl" => self.implement(after),
                "as" => self.borrow(&after[..after.len().min(1)]) && !after.first().is_some_and(is_macro),
                "struct" | "enum" | "union" => {
                    self.declared.extend(after.first().and_then(name));
                    true
                }
                "type" => self.borrow(&after[..after.len().min(1)]),
                "use" => until(after, |token| is_punct(token, ';'))
                    .is_some_and(|names| is_of_above(names) || self.borrow(names)),
                name => name.is_ascii() && !TELLING.contains(&name),
            },
            TokenTree::Punct(punct) => match punct.as_char() {
                '#' => is_own_attribute(after),
                '!' => is_own_macro(before, after),
                _ => true,
            },
            TokenTree::Group(group) => {
                is_visibility(before, group) || self.read(group.stream(), inside(before, group, within))
            }
            TokenTree::Literal(_) => true,
        }
    }

    fn borrow(&mut self, tokens: &[TokenTree]) -> bool {
        let mut left = tokens.to_vec();
        while let Some(token) = left.pop() {
            match token {
                TokenTree::Group(group) => left.extend(group.stream()),
                token if is_punct(&token, '*') => self.has_unnamed = true,
                token => self.borrowed.extend(name(&token)),
            }
        }
        true
    }

    /// Takes in what follows an `impl`: the type that a trait is implemented for, where one is. False where it is not just a name.
    fn implement(&mut self, after: &[TokenTree]) -> bool {
        let Some(head) = until(after, |token| is_punct(token, ';') || is_group(token, Delimiter::Brace)) else {
            return false;
        };
        let bounds = head.iter().position(|token| is_name(token, "where"));
        let is_open = |last: &TokenTree| ['<', ',', '='].iter().any(|c| is_punct(last, *c));
        let is_before_brace = after.get(head.len()).is_some_and(|end| is_group(end, Delimiter::Brace));
        if is_before_brace && bounds.is_none() && head.last().is_some_and(is_open) {
            return false; // a constant in braces among the parameters
        }
        let head = &head[..bounds.unwrap_or(head.len())];
        for (at, _) in head.iter().enumerate().filter(|(_, token)| is_name(token, "for")) {
            let implementor = &head[at + 1..];
            if matches!(implementor, [open, next, ..] if is_punct(open, '<') && is_punct(next, '\'')) {
                continue; // `for<'a> Fn(&'a str)`
            }
            match own_type(implementor) {
                Some(own) if !parameters(head).iter().any(|token| is_name(token, &own)) => {
                    self.implementing.insert(own);
                }
                _ => return false,
            }
        }
        true
    }
}

/// The name of a type that is just a name, with parameters of its own.
fn own_type(mut implementor: &[TokenTree]) -> Option<String> {
    loop {
        implementor = match implementor {
            [and, rest @ ..] if is_punct(and, '&') => rest,
            [quote, _, rest @ ..] if is_punct(quote, '\'') => rest,
            [word, rest @ ..] if is_name(word, "mut") => rest,
            [own] => return name(own),
            [own, open, ..] if is_punct(open, '<') => return name(own),
            _ => return None,
        }
    }
}

/// `<…>` directly behind an `impl`.
fn parameters(head: &[TokenTree]) -> &[TokenTree] {
    let mut depth = 0;
    for (at, token) in head.iter().enumerate() {
        let is_arrow = at > 0 && is_punct(&head[at - 1], '-');
        depth += i32::from(is_punct(token, '<')) - i32::from(is_punct(token, '>') && !is_arrow);
        if depth == 0 {
            return &head[..at];
        }
    }
    head
}

/// `use super::*`, which names what is named there already.
fn is_of_above(names: &[TokenTree]) -> bool {
    let [word, colons @ .., all] = names else { return false };
    is_name(word, "super") && colons.len() == 2 && colons.iter().all(|colon| is_punct(colon, ':')) && is_punct(all, '*')
}

/// Whether a `super` with what stands before it leads out of that many modules.
fn leads_out(mut before: &[TokenTree], modules: usize) -> bool {
    for _ in 0..modules {
        match before {
            [rest @ .., outer, one, two] if is_name(outer, "super") && is_punct(one, ':') && is_punct(two, ':') => {
                before = rest;
            }
            _ => return false,
        }
    }
    true
}

/// `pub(crate)` alone: nobody else has a path to what it is said of.
fn is_visibility(before: &[TokenTree], group: &Group) -> bool {
    let mut tokens = group.stream().into_iter();
    group.delimiter() == Delimiter::Parenthesis
        && before.last().is_some_and(|word| is_name(word, "pub"))
        && tokens.next().is_some_and(|word| is_name(&word, "crate"))
        && tokens.next().is_none()
}

fn inside(before: &[TokenTree], group: &Group, within: Within) -> Within {
    let modules = match before {
        [.., word, _] if is_name(word, "mod") && group.delimiter() == Delimiter::Brace => within.modules + 1,
        // A list of paths which begin outside.
        [.., colon] if is_punct(colon, ':') => 0,
        _ => within.modules,
    };
    Within { modules, groups: within.groups + 1 }
}

/// Whether what follows a `#` is an attribute that says nothing of a whole crate, and reads no file.
fn is_own_attribute(after: &[TokenTree]) -> bool {
    let (group, is_inner) = match after {
        [TokenTree::Group(group), ..] => (group, false),
        [mark, TokenTree::Group(group), ..] if is_punct(mark, '!') => (group, true),
        _ => return false,
    };
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let Some(kind) = tokens.first().and_then(name) else { return false };
    let is_own = match (kind.as_str(), &tokens[1..]) {
        ("doc", rest) => matches!(rest, [equals, TokenTree::Literal(_)] if is_punct(equals, '=')),
        ("allow", _) => true,
        ("deny" | "forbid" | "warn", [TokenTree::Group(lints)]) if is_inner => {
            lints.stream().to_string() == "unsafe_code"
        }
        (_, [] | [TokenTree::Group(_)] | [TokenTree::Punct(_), TokenTree::Literal(_)]) => {
            !is_inner && ATTRIBUTES.contains(&kind.as_str())
        }
        _ => false,
    };
    is_own && group.delimiter() == Delimiter::Bracket
}

/// Whether a `!` is none of a macro, or of one that is known.
fn is_own_macro(before: &[TokenTree], after: &[TokenTree]) -> bool {
    match (before.last(), after.first()) {
        (Some(word @ TokenTree::Ident(ident)), Some(TokenTree::Group(_))) => {
            is_macro(word) || KEYWORDS.contains(&unraw(ident).as_str())
        }
        _ => true,
    }
}

fn is_macro(token: &TokenTree) -> bool {
    name(token).is_some_and(|name| MACROS.contains(&name.as_str()))
}

/// What stands before the first such token, where that is not long.
fn until(tokens: &[TokenTree], is_end: impl Fn(&TokenTree) -> bool) -> Option<&[TokenTree]> {
    let end = tokens.iter().take(HEAD).position(is_end).unwrap_or(tokens.len());
    (end < HEAD).then(|| &tokens[..end])
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == c)
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

fn is_name(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == word)
}

fn name(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Ident(ident) => Some(unraw(ident)),
        _ => None,
    }
}

fn unraw(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

#[cfg(test)]
mod tests;
