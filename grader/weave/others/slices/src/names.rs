//! The names that items declare and mention. They are all that the cutting goes by: a local variable that is called like a
//! function keeps that function in the slice, which does no harm.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::collections::BTreeSet;
use syn::{Item, UseTree};

/// Every identifier of some tokens, those in macros included.
pub fn mentioned(tokens: TokenStream) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for token in tokens {
        match token {
            TokenTree::Ident(name) => drop(names.insert(name.to_string())),
            TokenTree::Group(group) => names.extend(mentioned(group.stream())),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    names
}

/// What an item has to be kept for. An `impl` is kept for its type, the call of a macro for the statics in it.
pub fn declared(item: &Item) -> BTreeSet<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Impl(item) => return mentioned(item.self_ty.to_token_stream()),
        Item::Macro(item) => return statics(item.mac.tokens.clone()),
        other => return mentioned(other.to_token_stream()),
    };
    BTreeSet::from([name.to_string()])
}

fn statics(tokens: TokenStream) -> BTreeSet<String> {
    let tokens: Vec<String> = tokens.into_iter().map(|token| token.to_string()).collect();
    tokens.windows(2).filter(|pair| pair[0] == "static").map(|pair| pair[1].clone()).collect()
}

/// A declaration for each name that a `use` brings: the name, and the path that it stands for.
pub fn imported(tree: &UseTree, path: &str) -> Vec<(String, String)> {
    match tree {
        UseTree::Path(inner) => imported(&inner.tree, &format!("{path}{}::", inner.ident)),
        UseTree::Group(group) => group.items.iter().flat_map(|tree| imported(tree, path)).collect(),
        UseTree::Name(name) if name.ident == "self" => {
            let module = path.trim_end_matches("::");
            vec![(module.rsplit("::").next().unwrap_or(module).to_owned(), module.to_owned())]
        }
        UseTree::Name(name) => vec![(name.ident.to_string(), format!("{path}{}", name.ident))],
        UseTree::Rename(name) => vec![(name.rename.to_string(), format!("{path}{} as {}", name.ident, name.rename))],
        UseTree::Glob(_) => vec![("*".to_owned(), format!("{path}*"))],
    }
}
