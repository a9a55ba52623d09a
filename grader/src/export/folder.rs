//! A folder that appears when all of it is written. Until then it is a hidden one beside its place, which goes away if anything
//! fails. What is in it is not looked at.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use crate::Fault;

/// A folder that is being written.
#[derive(Debug)]
pub struct NewFolder {
    place: PathBuf,
    temporary: TempDir,
}

/// Why there can be no new folder at a place: the user's mistake.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is something else already.
    #[error("{} is there already, and not an empty folder: give one that does not exist, or remove it first", .0.display())]
    Taken(PathBuf),
    /// Nothing can be made there.
    #[error("failed to make {}: {source}; give a place in a folder that is there and can be written to", place.display())]
    Place {
        /// The place.
        place: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl NewFolder {
    /// Begins a folder that will be at `place`, where nothing is yet, or an empty folder.
    ///
    /// # Errors
    /// There is something at `place`, or it cannot be made.
    pub fn begin(place: &Path) -> Result<NewFolder, FolderError> {
        let wrong = |source| FolderError::Place { place: place.to_owned(), source };
        // The folder that a link stands for is filled; the link stays.
        let place = match place.symlink_metadata() {
            Ok(_) => place.canonicalize().map_err(wrong)?,
            Err(_) => place.to_owned(),
        };
        if place.exists() && !is_empty_folder(&place).map_err(wrong)? {
            return Err(FolderError::Taken(place));
        }
        let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(NewFolder { temporary: temporary(parent).map_err(wrong)?, place })
    }

    /// Writes a file, with the folders on its way. `name` is relative to the folder.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, name: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> Result<(), Fault> {
        let path = self.temporary.path().join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Fault::file("create", folder))?;
        }
        fs::write(&path, contents).map_err(Fault::file("write", &path))
    }

    /// Puts the folder into its place.
    ///
    /// # Errors
    /// Something else has come there meanwhile.
    pub fn finish(self) -> Result<(), Fault> {
        fs::rename(self.temporary.path(), &self.place).map_err(Fault::file("create", &self.place))?;
        // It is no longer where it would be removed.
        let _ = self.temporary.keep();
        Ok(())
    }
}

fn is_empty_folder(place: &Path) -> io::Result<bool> {
    Ok(place.is_dir() && place.read_dir()?.next().is_none())
}

fn temporary(parent: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".forkjoin-export-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777)); // less what the umask takes
    builder.tempdir_in(parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn a_folder_appears_whole_where_nothing_or_an_empty_folder_was() {
        let around = TempDir::new().unwrap();
        for place in ["new", "empty"] {
            let place = around.path().join(place);
            if place.ends_with("empty") {
                fs::create_dir(&place).unwrap();
            }
            let folder = NewFolder::begin(&place).unwrap();
            folder.write("a/b.txt", "b").unwrap();
            assert!(!place.join("a").exists());
            folder.finish().unwrap();
            assert_eq!(fs::read_to_string(place.join("a/b.txt")).unwrap(), "b");
        }
        assert_eq!(names(around.path()).len(), 2, "nothing else is left behind");
    }

    #[test]
    fn an_export_that_fails_leaves_nothing() {
        let around = TempDir::new().unwrap();
        let folder = NewFolder::begin(&around.path().join("new")).unwrap();
        folder.write("a", "").unwrap();
        folder.write("a/b", "").unwrap_err();
        drop(folder);
        assert_eq!(names(around.path()), Vec::<String>::new());
    }

    #[test]
    fn what_is_there_is_never_written_over() {
        let around = TempDir::new().unwrap();
        let (full, file) = (around.path().join("full"), around.path().join("file"));
        fs::create_dir_all(full.join("work")).unwrap();
        fs::write(&file, "work").unwrap();
        for place in [&full, &file] {
            assert!(matches!(NewFolder::begin(place), Err(FolderError::Taken(_))), "{}", place.display());
        }
        assert!(matches!(NewFolder::begin(&around.path().join("no/where")), Err(FolderError::Place { .. })));
        assert_eq!(names(around.path()).len(), 2);
    }

    #[test]
    fn a_link_to_an_empty_folder_is_followed() {
        let around = TempDir::new().unwrap();
        let (empty, link) = (around.path().join("empty"), around.path().join("link"));
        fs::create_dir(&empty).unwrap();
        std::os::unix::fs::symlink(&empty, &link).unwrap();
        let folder = NewFolder::begin(&link).unwrap();
        folder.write("a", "").unwrap();
        folder.finish().unwrap();
        assert!(link.is_symlink() && empty.join("a").exists());
    }
}
