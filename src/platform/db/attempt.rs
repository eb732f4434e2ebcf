//! What became of the transactions of one call, so that the web layer can run it again when PostgreSQL asks for that.
//!
//! Services begin and commit by themselves, so nobody outside could repeat a single transaction. The whole call can be repeated as long as
//! nothing of it was committed: then it has not happened.
//!
//! Invariant: the record is the task's, so a call writes in its own task only (a test reads the services for others). Jobs have no record:
//! they come again at their next turn anyway, and find there what they had not finished.

use super::{DbError, Result, overload};
use std::cell::Cell;

tokio::task_local! {
    static RUNNING: Cell<Attempt>;
}

/// What a call's transactions came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempt {
    /// One was broken off because of others beside it.
    conflict: bool,
    /// Something of the call is in the database, or may be.
    committed: bool,
}

impl Attempt {
    /// Runs a call and keeps its record.
    pub async fn watch<F: Future>(call: F) -> (F::Output, Attempt) {
        let watched = async {
            let output = call.await;
            (output, RUNNING.with(Cell::get))
        };
        RUNNING.scope(Cell::default(), watched).await
    }

    /// Whether PostgreSQL asks to run the call again, and doing so does nothing twice.
    #[must_use]
    pub fn can_be_repeated(self) -> bool {
        self.conflict && !self.committed
    }
}

/// Notes what the end of a statement means for the call that runs it.
pub(super) fn note<T>(result: Result<T>) -> Result<T> {
    if result.as_ref().is_err_and(is_conflict) {
        change(|attempt| attempt.conflict = true);
    }
    result
}

/// Notes how a commit ended. Of one whose answer never arrived nobody knows whether it happened.
pub(super) fn note_commit(result: Result<()>) -> Result<()> {
    let rolled_back = result.as_ref().is_err_and(is_conflict);
    change(|attempt| if rolled_back { attempt.conflict = true } else { attempt.committed = true });
    result
}

fn change(change: impl FnOnce(&mut Attempt)) {
    // Outside a call nobody asks for the record.
    let _ = RUNNING.try_with(|running| {
        let mut attempt = running.get();
        change(&mut attempt);
        running.set(attempt);
    });
}

fn is_conflict(error: &DbError) -> bool {
    overload(error) == Some(super::CONFLICT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params;
    use crate::testing::both;

    const INSERT: &str = "INSERT INTO fact (name, value) VALUES ($1, '')";

    #[tokio::test]
    async fn a_call_that_met_no_conflict_is_not_to_be_repeated_whatever_else_went_wrong() {
        both(|ctx| async move {
            let call = async {
                let mut tx = ctx.db.begin().await.unwrap();
                tx.execute(INSERT, params!["uji"]).await.unwrap();
                assert!(tx.execute(INSERT, params!["uji"]).await.is_err());
            };
            assert_eq!(Attempt::watch(call).await, ((), Attempt::default()));
        })
        .await;
    }

    #[tokio::test]
    async fn what_was_committed_is_in_the_record_of_its_call_and_in_no_other() {
        both(|ctx| async move {
            let call = |name: &'static str, commits: bool| {
                let db = ctx.db.clone();
                async move {
                    let mut tx = db.begin().await.unwrap();
                    tx.execute(INSERT, params![name]).await.unwrap();
                    if commits {
                        tx.commit().await.unwrap();
                    }
                }
            };
            let (one, other) = tokio::join!(Attempt::watch(call("satu", true)), Attempt::watch(call("dua", false)));
            assert_eq!((one.1.committed, other.1.committed), (true, false));
            call("tiga", true).await;
        })
        .await;
    }

    #[test]
    fn a_connection_that_broke_off_is_load_and_a_database_that_was_closed_a_defect() {
        assert_eq!(overload(&DbError::Io(std::io::ErrorKind::ConnectionReset.into())), Some("away"));
        assert_eq!(overload(&DbError::PoolTimedOut), Some("connections"));
        assert_eq!((overload(&DbError::PoolClosed), overload(&DbError::RowNotFound)), (None, None));
    }

    #[test]
    fn a_conflict_before_anything_is_committed_is_the_only_reason_to_repeat() {
        for (conflict, committed, expected) in
            [(true, false, true), (true, true, false), (false, false, false), (false, true, false)]
        {
            assert_eq!(Attempt { conflict, committed }.can_be_repeated(), expected);
        }
    }
}
