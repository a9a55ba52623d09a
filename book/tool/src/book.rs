//! The book while it is being made: what its fences refer to, and the pages one after the other.

use crate::explorations::{Explored, explored};
use crate::fence::{Block, blocks, check};
use crate::fences;
use crate::fields::Fields;
use crate::machine::{self, Machine, Outcomes};
use crate::mistake::{InFile, Mistake, Told};
use crate::room::Room;
use crate::values;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};

/// What all pages share.
#[derive(Debug)]
pub struct Book {
    /// Where the book is.
    pub room: Room,
    machines: BTreeMap<String, (Machine, Outcomes)>,
    explored: BTreeMap<String, Explored>,
}

/// One page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its path below `book/src`.
    pub path: String,
    /// It is served on the reader's own machine.
    pub serving: bool,
    ids: usize,
}

impl Book {
    /// Looks through all chapters for what others refer to: explorers by their id, programs by their name.
    pub fn of<'a>(room: &Room, chapters: impl Iterator<Item = &'a str>) -> Result<Book> {
        let mut machines = BTreeMap::new();
        let mut programs = BTreeSet::new();
        for markdown in chapters {
            values::programs(markdown, &mut programs);
            for block in blocks(markdown) {
                note(&block, &mut machines, &mut programs);
            }
        }
        Ok(Book { room: room.clone(), machines, explored: explored(room, &programs)? })
    }

    /// What was found of a program.
    pub fn explored(&self, name: &str) -> Told<&Explored> {
        self.explored.get(name).ok_or_else(|| {
            Mistake::whole(format!("there is no program `{name}`: write book/programs/src/{name}.rs, and list it in book/programs/src/lib.rs"))
        })
    }

    /// The explorer of that id, and its outcomes.
    pub fn machine(&self, id: &str) -> Told<&(Machine, Outcomes)> {
        let missing =
            || Mistake::whole(format!("no `interleave` fence of the book has the id `{id}`: give one an `id: {id}`"));
        self.machines.get(id).ok_or_else(missing)
    }

    /// The chapter with its fences and values made into what readers see.
    pub fn page(&self, markdown: &str, page: &mut Page, mistakes: &mut Vec<InFile>) -> String {
        let mut made = String::new();
        let mut at = 0;
        let blocks = blocks(markdown);
        let lines = self.lines(page, &blocks);
        for (block, line) in blocks.iter().zip(lines) {
            let file = format!("book/src/{}", page.path);
            let told = |mistake: Mistake| InFile {
                file: file.clone(),
                line: line + mistake.below(),
                text: format!("{}: {}", block.info, mistake.text),
            };
            made.push_str(&self.values(&markdown[at..block.range.start], page, mistakes));
            at = block.range.end;
            let rendered = match check(markdown, block) {
                Err(mistake) => Err(told(mistake)),
                Ok(()) if block.kind().is_none() => Ok(markdown[block.range.clone()].to_owned()),
                Ok(()) => fences::render(block, page, self).map_err(told),
            };
            match rendered {
                Ok(text) => made.push_str(&text),
                Err(mistake) => mistakes.push(mistake),
            }
        }
        made.push_str(&self.values(&markdown[at..], page, mistakes));
        made
    }

    fn values(&self, text: &str, page: &Page, mistakes: &mut Vec<InFile>) -> String {
        values::replace(text, self).unwrap_or_else(|mistake| {
            let source = std::fs::read_to_string(self.room.source().join(&page.path)).unwrap_or_default();
            let line = source.lines().position(|line| line.contains(&mistake.0)).unwrap_or(0) + 1;
            mistakes.push(InFile { file: format!("book/src/{}", page.path), line, text: mistake.1.text });
            text.to_owned()
        })
    }

    /// The lines of the blocks in the file itself: what was included has moved them.
    fn lines(&self, page: &Page, found: &[Block]) -> Vec<usize> {
        let source = std::fs::read_to_string(self.room.source().join(&page.path)).unwrap_or_default();
        let lines: Vec<usize> = blocks(&source).iter().map(|block| block.line).collect();
        match lines.len() == found.len() {
            true => lines,
            false => found.iter().map(|block| block.line).collect(),
        }
    }
}

fn note(block: &Block, machines: &mut BTreeMap<String, (Machine, Outcomes)>, programs: &mut BTreeSet<String>) {
    match block.kind() {
        Some("interleave") => {
            let Ok(machine) = machine::parse(&block.body) else { return };
            let (Some(id), Some(outcomes)) = (machine.id.clone(), machine.outcomes()) else { return };
            machines.insert(id, (machine, outcomes));
        }
        Some("claims") => {
            let claims = block.body.lines().filter_map(|line| line.trim().strip_prefix("program "));
            programs.extend(claims.filter_map(|rest| Some(rest.split_once(':')?.0.trim().to_owned())));
        }
        Some("schedule" | "outcomes" | "possible" | "deadlock") => {
            let names = block.body.lines().filter_map(|line| line.strip_prefix("program:"));
            programs.extend(names.map(|name| name.trim().to_owned()));
        }
        _ => {}
    }
}

impl Page {
    /// A page that has nothing yet.
    #[must_use]
    pub fn new(path: &str, serving: bool) -> Page {
        Page { path: path.to_owned(), serving, ids: 0 }
    }

    /// A name that nothing else in the book has: on one sheet, all pages are one.
    pub fn new_id(&mut self, word: &str) -> String {
        self.ids += 1;
        let page: String = self
            .path
            .trim_end_matches(".md")
            .chars()
            .map(|letter| if letter.is_alphanumeric() { letter } else { '-' })
            .collect();
        format!("{word}-{page}-{}", self.ids)
    }
}

/// The fields of a fence that names a program and nothing else of it.
pub(crate) fn program<'a>(fields: &'a Fields, book: &'a Book) -> Told<(&'a str, &'a Explored)> {
    let name = fields.need("program")?;
    let explored = book.explored(&name.text).map_err(|mistake| Mistake::at(name.line, mistake.text))?;
    Ok((&name.text, explored))
}
