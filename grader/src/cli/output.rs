//! Where text goes: to a screen, with colours where they belong, or to a file that appears whole. A reader that went away
//! (`grader … | head`) is no failure.

use std::{
    env, fs,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
};

use anstream::{AutoStream, ColorChoice};
use tempfile::NamedTempFile;

use super::{Failure, arguments::Color};

/// Names the columns of whoever shows what we write: `watch`, which we are started by.
pub(super) const COLUMNS: &str = "GRADER_COLUMNS";

/// Standard output.
pub(super) struct Screen {
    color: Color,
    columns: Option<usize>,
}

impl Screen {
    /// Standard output, with colours as asked.
    pub(super) fn new(color: Color) -> Screen {
        let columns = env::var(COLUMNS).ok().and_then(|columns| columns.parse().ok());
        Screen { color, columns }
    }

    /// Whether colours are written.
    pub(super) fn colours(&self) -> bool {
        self.choice() != ColorChoice::Never
    }

    fn choice(&self) -> ColorChoice {
        match self.color {
            Color::Auto => AutoStream::choice(&io::stdout()),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }

    /// Its columns, where we are told: else `COLUMNS` where the shell tells them to programs, else 80. In a file or a pipe 80.
    pub(super) fn width(&self) -> usize {
        if let Some(columns) = self.columns {
            return columns.clamp(40, 120);
        }
        let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        told.filter(|_| io::stdout().is_terminal()).map_or(80, |columns: usize| columns.clamp(60, 120))
    }

    /// Writes `text`.
    pub(super) fn write(&self, text: &str) -> Result<(), Failure> {
        let stdout = io::stdout();
        let mut stream = AutoStream::new(stdout.lock(), self.choice());
        match stream.write_all(text.as_bytes()).and_then(|()| stream.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::Fault(format!("failed to write to standard output: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// Writes `text` to `file`, without colours unless they were asked for.
    pub(super) fn write_to(&self, file: OutputFile, text: &str) -> Result<(), Failure> {
        match self.color {
            Color::Always => file.write(text),
            _ => file.write(&anstream::adapter::strip_str(text).to_string()),
        }
    }
}

/// Writes a complaint to standard error, where somebody reads it.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// A file that is written in one step, when all is known.
#[derive(Debug)]
pub(super) struct OutputFile {
    path: PathBuf,
    /// Its folder; `None` for what cannot be replaced: a pipe, a device.
    folder: Option<PathBuf>,
}

impl OutputFile {
    /// Makes sure that `path` can be written, before the work is done whose result it is to hold.
    ///
    /// # Errors
    /// The user's: its folder is not there, or cannot be written to.
    pub(super) fn prepare(path: &Path) -> Result<OutputFile, Failure> {
        let usage = |error: io::Error| {
            let remedy = "give a file in a folder that is there and can be written to";
            Failure::Usage(format!("failed to write {}: {error}; {remedy}", path.display()))
        };
        // The file that a link stands for is replaced, not the link.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        match fs::metadata(&path) {
            Ok(there) if there.is_dir() => Err(usage(io::ErrorKind::IsADirectory.into())),
            Ok(there) if !there.is_file() => Ok(OutputFile { path, folder: None }),
            _ => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let folder = folder.to_owned();
                // Only tried here: were it kept, Ctrl-C would leave it behind.
                temporary(&folder).map_err(usage)?;
                Ok(OutputFile { path, folder: Some(folder) })
            }
        }
    }

    /// Writes `text` as it is.
    pub(super) fn write(self, text: &str) -> Result<(), Failure> {
        let written = match &self.folder {
            None => fs::write(&self.path, text),
            Some(folder) => replace(&self.path, folder, text),
        };
        match written {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Failure::Fault(format!("failed to write {}: {error}", self.path.display())))
            }
            _ => Ok(()),
        }
    }
}

fn replace(path: &Path, folder: &Path, text: &str) -> io::Result<()> {
    let mut temporary = temporary(folder)?;
    temporary.write_all(text.as_bytes())?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map(drop).map_err(|error| error.error)
}

fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".forkjoin-report-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // less what the umask takes
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_report_stays_until_the_new_one_is_whole() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("report.json");
        fs::write(&path, "earlier").unwrap();
        let file = OutputFile::prepare(&path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "earlier");
        file.write("new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        drop(OutputFile::prepare(&path).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
    }

    #[test]
    fn a_link_is_followed_and_a_device_is_not_replaced() {
        let folder = tempfile::TempDir::new().unwrap();
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        fs::write(&file, "earlier").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        OutputFile::prepare(&link).unwrap().write("new").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        OutputFile::prepare(Path::new("/dev/null")).unwrap().write("new").unwrap();
        assert!(!Path::new("/dev/null").is_file());
    }

    #[test]
    fn a_folder_that_is_not_there_is_the_users_mistake() {
        for path in ["/nowhere/report.json", "/tmp"] {
            assert!(matches!(OutputFile::prepare(Path::new(path)), Err(Failure::Usage(_))), "{path}");
        }
    }
}
