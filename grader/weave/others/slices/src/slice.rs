//! One program with what it needs of its file. What a name may mean is found out elsewhere.

use crate::names::{declared, imported, mentioned};
use proc_macro2::Span;
use quote::ToTokens;
use std::collections::BTreeSet;
use std::ops::Range;
use std::ptr;
use syn::spanned::Spanned;
use syn::{Expr, Item, ItemConst, Lit};

/// A program alone.
#[derive(Debug)]
pub struct Slice {
    /// The program's.
    pub name: String,
    /// A file that holds it, what it needs, and a list `PROGRAMS` of it alone. What was cut out has left empty lines.
    pub source: String,
}

/// Cuts a file with a list `PROGRAMS`.
///
/// # Errors
///
/// A file that does not parse, or that has no such list.
pub fn slices(source: &str) -> syn::Result<Vec<Slice>> {
    let items = syn::parse_file(source)?.items;
    let list = items.iter().find_map(as_list).ok_or_else(|| syn::Error::new(Span::call_site(), "no list PROGRAMS"))?;
    programs(list)?.iter().map(|program| slice(source, &items, list, program)).collect()
}

fn as_list(item: &Item) -> Option<&ItemConst> {
    match item {
        Item::Const(item) if item.ident == "PROGRAMS" => Some(item),
        _ => None,
    }
}

fn programs(list: &ItemConst) -> syn::Result<Vec<&Expr>> {
    match &*list.expr {
        Expr::Reference(reference) => match &*reference.expr {
            Expr::Array(array) => Ok(array.elems.iter().collect()),
            other => Err(syn::Error::new(other.span(), "not an array")),
        },
        other => Err(syn::Error::new(other.span(), "not a reference to an array")),
    }
}

fn slice(source: &str, items: &[Item], list: &ItemConst, program: &Expr) -> syn::Result<Slice> {
    let name = name(program).ok_or_else(|| syn::Error::new(program.span(), "a program without a name"))?;
    let needed = needed(items, list, program);
    let mut kept = source.to_owned();
    for item in items.iter().rev() {
        let range = item.span().byte_range();
        let text = match item {
            Item::Use(item) => imports(&imported(&item.tree, ""), &needed),
            Item::Const(item) if ptr::eq(item, list) => one(source, program),
            item if declared(item).is_disjoint(&needed) => String::new(),
            _ => continue,
        };
        replace(&mut kept, range, &text);
    }
    Ok(Slice { name, source: kept })
}

/// The first text in the program's line of the list.
fn name(program: &Expr) -> Option<String> {
    match program {
        Expr::Call(call) => match call.args.first()? {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(name) => Some(name.value()),
                _ => None,
            },
            _ => None,
        },
        Expr::MethodCall(call) => name(&call.receiver),
        _ => None,
    }
}

/// The names that the program mentions, and those that what they name mentions, and so on.
fn needed(items: &[Item], list: &ItemConst, program: &Expr) -> BTreeSet<String> {
    let others = || items.iter().filter(|item| as_list(item).is_none() && !matches!(item, Item::Use(_)));
    let mut needed = &mentioned(program.to_token_stream()) | &mentioned(list.ty.to_token_stream());
    loop {
        let kept = others().filter(|item| !declared(item).is_disjoint(&needed));
        let more: BTreeSet<String> = kept.flat_map(|item| mentioned(item.to_token_stream())).collect();
        if more.is_subset(&needed) {
            return needed;
        }
        needed.extend(more);
    }
}

fn imports(names: &[(String, String)], needed: &BTreeSet<String>) -> String {
    let kept = names.iter().filter(|(name, _)| needed.contains(name) || name == "*");
    kept.map(|(_, path)| format!("use {path};")).collect::<Vec<_>>().join(" ")
}

fn one(source: &str, program: &Expr) -> String {
    format!("/// This program.\npub const PROGRAMS: &[Program] = &[{}];", &source[program.span().byte_range()])
}

/// Replaces a part of a text by one with as many lines, if the new one has not more.
fn replace(text: &mut String, range: Range<usize>, by: &str) {
    let lines = |text: &str| text.matches('\n').count();
    let missing = lines(&text[range.clone()]).saturating_sub(lines(by));
    text.replace_range(range, &(by.to_owned() + &"\n".repeat(missing)));
}

#[cfg(test)]
mod tests {
    use super::slices;

    const FILE: &str = "use std::sync::{Arc, Mutex as Lock};
use crate::Program;

/// All.
pub const PROGRAMS: &[Program] = &[
    Program::passes(\"one\", one),
    Program::passes(\"two\", two).ideal(),
];

fn one() { help() }
fn two() -> Arc<u8> { LEFT }
fn help() { Lock::new() }
";

    #[test]
    fn a_slice_has_what_its_program_needs_and_no_more() {
        let [one, two] = slices(FILE).unwrap().try_into().unwrap();
        assert!(one.source.contains("use std::sync::Mutex as Lock;") && one.source.contains("fn help"));
        assert!(!one.source.contains("Arc") && !one.source.contains("two"));
        assert!(
            two.source.contains("use std::sync::Arc;")
                && two.source.contains("&[Program::passes(\"two\", two).ideal()]")
        );
        assert!(!two.source.contains("Lock") && !two.source.contains("help"));
    }

    #[test]
    fn lines_stay_where_they_are() {
        let line = |text: &str| text.lines().position(|line| line.starts_with("fn help"));
        assert_eq!(line(&slices(FILE).unwrap()[0].source), line(FILE));
    }

    #[test]
    fn a_file_without_a_list_is_refused() {
        assert!(slices("fn one() {}").is_err());
    }
}
