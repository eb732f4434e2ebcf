//! Keeps a second `serve` off one SQLite file, and two processes from making or migrating one at once. Lock files beside the database,
//! never a lock on the database itself, so that every other command and read-only auditors work beside the server.

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
        let path = beside(database, ".serve.lock");
        let file = open(&path).map_err(|source| LockError::Io { path: path.clone(), source })?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken(database.to_path_buf())),
            Err(TryLockError::Error(source)) => Err(LockError::Io { path, source }),
        }
    }
}

/// Held while an SQLite file is opened or its schema is changed, because neither SQLite nor sqlx keeps two processes from doing both at
/// once; whoever comes second waits and finds it done. The operating system releases it with the process.
#[derive(Debug)]
pub(super) struct SetupLock {
    _file: File,
}

impl SetupLock {
    /// Waits for the lock for the database file at `database`.
    ///
    /// # Errors
    /// When the lock file cannot be made or locked; the text names it.
    pub async fn take(database: &Path) -> std::io::Result<Self> {
        let path = beside(database, ".migrate.lock");
        let locked = tokio::task::spawn_blocking(move || {
            let locked = open(&path).and_then(|file| file.lock().map(|()| file));
            locked.map_err(|error| std::io::Error::new(error.kind(), format!("{}: {error}", path.display())))
        });
        Ok(Self { _file: locked.await.map_err(std::io::Error::other)?? })
    }
}

fn beside(database: &Path, ending: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(ending);
    PathBuf::from(path)
}

fn open(path: &Path) -> std::io::Result<File> {
    OpenOptions::new().create(true).write(true).truncate(false).open(path)
}

#[cfg(test)]
mod tests {
    use super::super::{Db, Schema};
    use super::*;
    use tokio::task::JoinSet;

    /// Handles of their own stand for processes of their own: the lock is one of open files.
    #[tokio::test(flavor = "multi_thread", worker_threads = 3)]
    async fn clause_2_2b_three_who_open_and_migrate_a_new_sqlite_file_at_once_all_succeed() {
        let folder = tempfile::tempdir().unwrap();
        for round in 0..4 {
            let url = format!("sqlite://{}", folder.path().join(format!("{round}.db")).display());
            let mut work = JoinSet::new();
            for _ in 0..3 {
                let url = url.clone();
                work.spawn(async move {
                    let db = Db::open(&url).await.unwrap();
                    db.migrate().await.unwrap();
                    let schema = db.schema().await.unwrap();
                    db.close().await;
                    schema
                });
            }
            assert_eq!(work.join_all().await, [Schema::Current; 3]);
        }
    }

    #[tokio::test]
    async fn a_migration_waits_for_the_one_that_another_process_is_doing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("satu.db");
        let db = Db::open(&format!("sqlite://{}", file.display())).await.unwrap();
        let other = SetupLock::take(&file).await.unwrap();
        let waiting = tokio::spawn({
            let db = db.clone();
            async move { db.migrate().await }
        });
        // Not even the table of migrations is there while the other one holds the lock.
        for _ in 0..200 {
            assert_eq!(db.schema().await.unwrap(), Schema::Behind);
        }
        assert!(!waiting.is_finished());
        drop(other);
        waiting.await.unwrap().unwrap();
        assert_eq!(db.schema().await.unwrap(), Schema::Current);
    }

    #[tokio::test]
    async fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = Db::open(&format!("sqlite://{}", folder.path().join("tiada/satu.db").display())).await.unwrap_err();
        assert!(error.to_string().contains("tiada"), "{error}");
    }
}
