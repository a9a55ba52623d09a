//! Cuts a file of test programs into files of one program each, so that a program which an explorer cannot compile does not
//! take its neighbours with it. Lines stay where they are. Which programs are compiled, and with what, is said by others.

mod names;
mod slice;

pub use slice::{Slice, slices};

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

const UNUSED: &str = "#[allow(unused, reason = \"a slice may hold more than its program needs\")]";

/// Writes every program of the files in `from` into a file `FILE/PROGRAM.rs` of `to`, but for those in `refused`, and
/// `programs.rs`, which declares them as modules and lists them.
///
/// # Errors
///
/// A folder that cannot be read or written, or a file that does not hold programs.
pub fn write(from: &Path, to: &Path, refused: &[&str]) -> io::Result<()> {
    let (mut modules, mut names) = (String::new(), Vec::new());
    for file in files(from)? {
        for slice in slices(&fs::read_to_string(&file)?).map_err(|error| in_file(&file, &error))? {
            if refused.contains(&slice.name.as_str()) {
                continue;
            }
            let folder = to.join(file.file_name().expect("it is a file"));
            fs::create_dir_all(&folder)?;
            let path = folder.join(&slice.name).with_extension("rs");
            fs::write(&path, &slice.source)?;
            writeln!(modules, "{UNUSED}\n#[path = {path:?}]\nmod {};", slice.name).expect("a string takes all");
            names.push(slice.name);
        }
    }
    let lists: String = names.iter().map(|name| format!("    {name}::PROGRAMS,\n")).collect();
    let list = format!("/// A list of one for each program.\npub const PROGRAMS: &[&[Program]] = &[\n{lists}];\n");
    fs::write(to.join("programs.rs"), modules + &list)
}

/// The files with programs, in the order of their names.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| !file.ends_with("mod.rs"));
    files.sort();
    Ok(files)
}

fn in_file(file: &Path, error: &syn::Error) -> io::Error {
    io::Error::other(format!("{}:{}: {error}", file.display(), error.span().start().line))
}
