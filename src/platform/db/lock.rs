//! Keeps a second `serve` off one SQLite file. A lock file beside the database, never a lock on the database itself, so that every
//! other command and read-only auditors work beside the server.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// Held by `serve` for its whole life; released by the operating system when the process ends, however it ends.
#[derive(Debug)]
pub struct ServeLock {
    _file: File,
}

/// Why the lock could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    #[error("another server is already running on {}", .0.display())]
    Taken(PathBuf),
    #[error("cannot open the lock file {}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
}

impl ServeLock {
    /// Takes the lock for the database file at `database`.
    pub fn take(database: &Path) -> Result<Self, LockError> {
        let mut path = database.as_os_str().to_owned();
        path.push(".serve.lock");
        let path = PathBuf::from(path);
        let io = |source| LockError::Io { path: path.clone(), source };
        let file = OpenOptions::new().create(true).write(true).truncate(false).open(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken(database.to_path_buf())),
            Err(TryLockError::Error(source)) => Err(LockError::Io { path, source }),
        }
    }
}
