//! Unpacking what nobody has looked at: plain files below one folder, and no more of them than a submission may have. Links,
//! devices and whatever else an archive can hold are passed over, and nothing is written that anybody could execute.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Component, Path, PathBuf},
};

use flate2::read::GzDecoder;

use super::handed_in::NotOpened;
use crate::Fault;

/// Files of one archive.
const FILES: usize = 20_000;
/// Bytes of all its files together, unpacked.
const BYTES: u64 = 64 << 20;
/// Folders above a file.
const DEPTH: usize = 32;

/// Unpacks the archive at `path` into the folder `to`.
///
/// # Errors
/// It is no archive, is cut short, holds a path that leads out of its folder, or unpacks to more than it may.
pub(super) fn unpack(path: &Path, to: &Path) -> Result<(), NotOpened> {
    let file = File::open(path).map_err(|error| NotOpened::Problem(format!("cannot be read: {error}")))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let mut into = Unpacking::new(to);
    if name.ends_with(".zip") {
        unzip(file, &mut into)
    } else if name.ends_with(".tar") {
        untar(BufReader::new(file), &mut into)
    } else {
        untar(GzDecoder::new(BufReader::new(file)), &mut into)
    }
}

/// Unpacks a tar stream into the folder `to`.
///
/// # Errors
/// As for [`unpack`].
pub(super) fn unpack_tar(stream: impl Read, to: &Path) -> Result<(), NotOpened> {
    untar(stream, &mut Unpacking::new(to))
}

fn untar(stream: impl Read, into: &mut Unpacking) -> Result<(), NotOpened> {
    // What is read counts, not only what is written: a stream of headers alone may never end.
    let mut archive = tar::Archive::new(stream.take(2 * BYTES));
    for entry in archive.entries().map_err(broken)? {
        let mut entry = entry.map_err(broken)?;
        into.count()?;
        if entry.header().entry_type().is_file() {
            let path = entry.path().map_err(broken)?.into_owned();
            into.write(&path, &mut entry)?;
        }
    }
    Ok(())
}

fn unzip(file: File, into: &mut Unpacking) -> Result<(), NotOpened> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(broken)?;
    for index in 0..archive.len() {
        into.count()?;
        let mut entry = archive.by_index(index).map_err(broken)?;
        if entry.is_file() && !entry.is_symlink() {
            let path = PathBuf::from(entry.name().map_err(broken)?.into_owned());
            into.write(&path, &mut entry)?;
        }
    }
    Ok(())
}

fn broken(error: impl std::fmt::Display) -> NotOpened {
    NotOpened::Problem(format!("is no whole archive: {error}; pack it again as .zip or .tar.gz"))
}

/// Where it is unpacked to, and what there is of it so far.
struct Unpacking<'a> {
    folder: &'a Path,
    files: usize,
    left: u64,
}

impl Unpacking<'_> {
    fn new(folder: &Path) -> Unpacking<'_> {
        Unpacking { folder, files: 0, left: BYTES }
    }

    fn count(&mut self) -> Result<(), NotOpened> {
        self.files += 1;
        match self.files > FILES {
            true => Err(NotOpened::Problem(format!("holds more than {FILES} files: hand in the exercises alone"))),
            false => Ok(()),
        }
    }

    /// Writes one file. Of two with the same path the later stays, as in tar.
    fn write(&mut self, name: &Path, content: &mut impl Read) -> Result<(), NotOpened> {
        let path = self.folder.join(below(name)?);
        let folder = path.parent().unwrap_or(self.folder);
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists | io::ErrorKind::IsADirectory => {
                NotOpened::Problem(format!("holds {} both as a file and as a folder", shown(name)))
            }
            io::ErrorKind::InvalidFilename => {
                NotOpened::Problem(format!("holds a name that is too long: {}", shown(name)))
            }
            _ => NotOpened::Fault(Fault::file("unpack", &path)(error)),
        };
        fs::create_dir_all(folder).map_err(failed)?;
        let mut file = File::create(&path).map_err(failed)?;
        // One byte more than may be, to tell what is just enough from what is too much.
        let mut content = content.take(self.left + 1);
        let mut buffer = [0; 1 << 14];
        loop {
            let read = content.read(&mut buffer).map_err(broken)?;
            if read == 0 {
                return Ok(());
            }
            self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
                NotOpened::Problem(format!("unpacks to more than {} MiB: hand in the exercises alone", BYTES >> 20))
            })?;
            io::Write::write_all(&mut file, &buffer[..read]).map_err(failed)?;
        }
    }
}

/// `name` as a path that stays below the folder it is put in.
fn below(name: &Path) -> Result<PathBuf, NotOpened> {
    let mut below = PathBuf::new();
    for part in name.components() {
        match part {
            Component::Normal(part) => below.push(part),
            Component::CurDir => {}
            _ => return Err(NotOpened::Problem(format!("holds a path that leads out of it: {}", shown(name)))),
        }
    }
    match below.components().count() {
        1..=DEPTH => Ok(below),
        0 => Err(NotOpened::Problem("holds a file without a name".to_owned())),
        _ => Err(NotOpened::Problem(format!("holds a path that is too deep: {}", shown(name)))),
    }
}

fn shown(name: &Path) -> String {
    let text: String = name.to_string_lossy().chars().take(120).collect();
    format!("`{}`", text.escape_debug())
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn tar(entries: &[(&str, tar::EntryType, &[u8])]) -> Vec<u8> {
        let mut builder = tar::Builder::new(Vec::new());
        for (name, kind, content) in entries {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(*kind);
            header.set_size(content.len() as u64);
            header.set_mode(0o777);
            // By hand: the library would refuse to write such names.
            header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
            if *kind == tar::EntryType::Symlink {
                header.set_link_name("/etc").unwrap();
            }
            header.set_cksum();
            builder.append(&header, *content).unwrap();
        }
        builder.into_inner().unwrap()
    }

    fn unpacked(bytes: &[u8]) -> (tempfile::TempDir, Result<(), NotOpened>) {
        let folder = tempfile::TempDir::new().unwrap();
        let result = unpack_tar(Cursor::new(bytes), folder.path());
        (folder, result)
    }

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn unpacked_as(name: &str, bytes: &[u8]) -> (tempfile::TempDir, Result<(), NotOpened>) {
        let folder = tempfile::TempDir::new().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        fs::create_dir(folder.path().join("to")).unwrap();
        let result = unpack(&folder.path().join(name), &folder.path().join("to"));
        (folder, result)
    }

    #[test]
    fn plain_files_are_unpacked_and_links_are_passed_over() {
        use tar::EntryType::{Directory, Regular, Symlink};
        let bytes = tar(&[
            ("a/", Directory, b""),
            ("./a/src/lib.rs", Regular, b"one"),
            ("a/link", Symlink, b""),
            ("a/link/passwd", Regular, b"x"),
        ]);
        let (folder, result) = unpacked(&bytes);
        result.unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("a/src/lib.rs")).unwrap(), "one");
        assert!(!folder.path().join("a/link").is_symlink());
        assert_eq!(fs::read_to_string(folder.path().join("a/link/passwd")).unwrap(), "x");
    }

    #[test]
    fn nothing_is_written_outside() {
        use tar::EntryType::Regular;
        for name in ["../out", "/tmp/out", "a/../../out"] {
            let (folder, result) = unpacked(&tar(&[(name, Regular, b"x")]));
            assert!(matches!(&result, Err(NotOpened::Problem(problem)) if problem.contains("leads out")), "{result:?}");
            assert!(!folder.path().join("../out").exists());
            let (folder, result) = unpacked_as("a.zip", &zipped(&[(name, b"x")]));
            assert!(matches!(&result, Err(NotOpened::Problem(problem)) if problem.contains("leads out")), "{result:?}");
            assert!(!folder.path().join("out").exists());
        }
    }

    #[test]
    fn bombs_are_refused_before_they_fill_the_disk() {
        let zeros = vec![0; 8 << 20];
        let entries: Vec<(String, &[u8])> = (0..9).map(|index| (format!("{index}"), zeros.as_slice())).collect();
        let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, content)| (name.as_str(), *content)).collect();
        let (_folder, result) = unpacked_as("a.zip", &zipped(&entries));
        assert!(
            matches!(&result, Err(NotOpened::Problem(problem)) if problem.contains("more than 64 MiB")),
            "{result:?}"
        );
        let names: Vec<String> = (0..=FILES).map(|index| index.to_string()).collect();
        let many: Vec<_> =
            names.iter().map(|name| (name.as_str(), tar::EntryType::Directory, b"".as_slice())).collect();
        let (_folder, result) = unpacked(&tar(&many));
        assert!(matches!(&result, Err(NotOpened::Problem(problem)) if problem.contains("20000 files")), "{result:?}");
    }

    #[test]
    fn what_is_cut_short_or_no_archive_is_told() {
        let zip = zipped(&[("a/src/lib.rs", b"one")]);
        let gz = {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(&tar(&[("a", tar::EntryType::Regular, &[7; 9000])])).unwrap();
            encoder.finish().unwrap()
        };
        for (name, bytes) in
            [("a.zip", &zip[..zip.len() / 2]), ("a.zip", b"x"), ("a.tar.gz", &gz[..gz.len() / 2]), ("a.tgz", b"")]
        {
            let (_folder, result) = unpacked_as(name, bytes);
            assert!(
                matches!(&result, Err(NotOpened::Problem(problem)) if problem.contains("no whole archive")),
                "{result:?}"
            );
        }
        let (folder, result) = unpacked_as("a.tar.gz", &gz);
        result.unwrap();
        assert_eq!(fs::read(folder.path().join("to/a")).unwrap().len(), 9000);
    }

    #[test]
    fn a_file_that_is_also_a_folder_is_the_students_problem() {
        use tar::EntryType::Regular;
        let (_folder, result) = unpacked(&tar(&[("a", Regular, b"x"), ("a/b", Regular, b"x")]));
        assert!(
            matches!(&result, Err(NotOpened::Problem(problem)) if problem.contains("both as a file")),
            "{result:?}"
        );
    }
}
