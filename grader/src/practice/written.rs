//! Small files of ours as JSON, which several calls may change at the same time: read, changed and put in place as a whole.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::Path,
};

use serde::{Serialize, de::DeserializeOwned};

use crate::Fault;

/// The time, in UTC.
pub(super) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What the file at `path` holds; the default where there is none, or none that can be read: nothing in it is worth a failure.
pub(super) fn read<T: DeserializeOwned + Default>(path: &Path) -> T {
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Changes what the file at `path` holds. Whoever reads it meanwhile finds what was there before, or what is there then.
///
/// # Errors
/// The file or its folder cannot be written.
pub(super) fn change<T>(path: &Path, change: impl FnOnce(&mut T)) -> Result<(), Fault>
where
    T: Serialize + DeserializeOwned + Default,
{
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let lock = File::create(path.with_extension("lock"))?;
        lock.lock()?;
        let mut held = read(path);
        change(&mut held);
        let mut file = tempfile::Builder::new().prefix(".forkjoin-").tempfile_in(folder)?;
        file.write_all(serde_json::to_string_pretty(&held)?.as_bytes())?;
        file.write_all(b"\n")?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(Fault::file("write", path))
}
