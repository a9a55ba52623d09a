//! Which files the compiler has read, from the list that it writes (`--emit=dep-info`). What follows when one does not
//! belong is `compile`'s concern.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

/// The files that the compiler has read for a crate, without `.` and `..`; those below `folder`, in which it was started,
/// relative to it. Empty where it ended before it wrote the list.
pub(super) fn inputs(dep_info: &Path, folder: &Path) -> Vec<PathBuf> {
    let text = fs::read_to_string(dep_info).unwrap_or_default();
    // One rule without prerequisites for each file, so that make does not stumble over a file that is gone.
    let names = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.strip_suffix(':'));
    names.map(|name| within(Path::new(&name.replace("\\ ", " ")), folder)).collect()
}

/// `path`, as seen from `folder`, made plain: relative where it lies below it, absolute elsewhere.
pub(super) fn within(path: &Path, folder: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in folder.join(path).components() {
        match component {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            component => plain.push(component),
        }
    }
    plain.strip_prefix(folder).map(Path::to_owned).unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_names_each_file_once_and_shows_where_it_lies() {
        let folder = tempfile::TempDir::new().unwrap();
        let list = folder.path().join("x.d");
        let text = "out/x.rlib: src/lib.rs src/../../o\\ k\n\nsrc/lib.rs:\nsrc/../src/./a.rs:\n/w/src/../../o\\ k:\n# env-dep:X:\n";
        fs::write(&list, text).unwrap();
        let expected = ["src/lib.rs", "src/a.rs", "/o k"].map(PathBuf::from);
        assert_eq!(inputs(&list, Path::new("/w")), expected);
        assert!(inputs(Path::new("/nowhere"), Path::new("/w")).is_empty());
    }
}
