//! The statements of the outbox and of the sandbox mailbox. Of a letter that ended, `next_at` says when it did.

use super::letter::Channel;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::erasure::{Step, Table};
use uuid::Uuid;

const REFERENCE_OF: &str = "SELECT reference FROM outbox WHERE dedup_key = $1";
const INSERT: &str =
    "INSERT INTO outbox (id, dedup_key, reference, channel, purpose, person_id, payload_sealed, state, attempts, next_at,
 created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'queued', 0, $8, $8, $9) ON CONFLICT DO NOTHING";
const DUE: &str = "SELECT id FROM outbox
 WHERE state = 'queued' AND next_at <= $1 AND (leased_until IS NULL OR leased_until <= $1) ORDER BY next_at, id LIMIT $2";
/// Whatever waits, its time come or not; the bound makes both engines walk the index of what waits.
const QUEUED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'queued' AND next_at > 0";
/// A lease that ran out means that a worker died with the letter: that counts as a failed attempt.
const LEASE: &str = "UPDATE outbox SET leased_until = $3, attempts = attempts + CASE WHEN leased_until IS NULL THEN 0 ELSE 1 END
 WHERE id = $1 AND state = 'queued' AND (leased_until IS NULL OR leased_until <= $2)
 RETURNING id, reference, purpose, person_id, payload_sealed, attempts, created_at, expires_at, leased_until";
const RETRY: &str = "UPDATE outbox SET attempts = attempts + 1, next_at = $3, last_error = $4, leased_until = NULL
 WHERE id = $1 AND state = 'queued' AND leased_until = $2";
const END: &str = "UPDATE outbox SET state = $3, next_at = $4, sent_at = $5, last_error = $6, attempts = attempts + $7,
 payload_sealed = NULL, leased_until = NULL WHERE id = $1 AND state = 'queued' AND leased_until = $2";
const DELETE_ENDED: &str = "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state <> 'queued' AND next_at < $1 LIMIT $2) AND state <> 'queued'";
const RECEIVE: &str = "INSERT INTO sandbox_message (id, reference, channel, purpose, person_id, payload_sealed, sent_at)
 VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
const RECEIVED: &str = "SELECT id, reference, channel, purpose, person_id, payload_sealed, sent_at FROM sandbox_message
 WHERE sent_at > $1 ORDER BY sent_at DESC, id DESC LIMIT $2";
const DELETE_RECEIVED: &str = "DELETE FROM sandbox_message WHERE sent_at <= $1";

/// Every statement of this module, prepared on both engines by a test.
pub const STATEMENTS: &[&str] =
    &[REFERENCE_OF, INSERT, DUE, QUEUED, LEASE, RETRY, END, DELETE_ENDED, RECEIVE, RECEIVED, DELETE_RECEIVED];

/// What becomes of the tables when a person is erased.
pub const ERASURE: &[Table] = &[
    Table::erased("outbox", &[Step::Person("DELETE FROM outbox WHERE person_id = $1")]),
    Table::erased("sandbox_message", &[Step::Person("DELETE FROM sandbox_message WHERE person_id = $1")]),
];

/// A letter as it is written.
pub struct NewRow {
    pub id: Uuid,
    pub dedup_key: String,
    pub reference: String,
    pub channel: Channel,
    pub purpose: &'static str,
    pub person_id: Option<Uuid>,
    pub payload_sealed: Vec<u8>,
    pub created_at: Instant,
    pub expires_at: Option<Instant>,
}

/// A letter in the hands of one worker.
#[derive(Clone, sqlx::FromRow)]
pub struct Lease {
    pub id: Uuid,
    pub reference: String,
    pub purpose: String,
    pub person_id: Option<Uuid>,
    pub payload_sealed: Option<Vec<u8>>,
    /// Attempts that failed before this one.
    pub attempts: i64,
    pub created_at: i64,
    pub expires_at: Option<i64>,
    /// Names the lease: only its holder may settle the letter.
    pub leased_until: i64,
}

/// How a letter ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Sent,
    Expired,
    /// Given up, with the reason. `failed_now` when this attempt is one more failure.
    Dead {
        failed_now: bool,
    },
}

/// A row of the sandbox mailbox.
#[derive(sqlx::FromRow)]
pub struct ReceivedRow {
    pub id: Uuid,
    pub reference: String,
    pub channel: String,
    pub purpose: String,
    pub person_id: Option<Uuid>,
    pub payload_sealed: Vec<u8>,
    pub sent_at: i64,
}

pub async fn reference_of(tx: &mut Tx, dedup_key: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = tx.fetch_optional(REFERENCE_OF, params![dedup_key]).await?;
    Ok(row.map(|(reference,)| reference))
}

/// Whether the letter was written; not when its dedup key or its reference is taken.
pub async fn insert(tx: &mut Tx, row: &NewRow) -> Result<bool> {
    let values = params![
        row.id,
        &row.dedup_key,
        &row.reference,
        row.channel,
        row.purpose,
        row.person_id,
        &row.payload_sealed,
        row.created_at,
        row.expires_at
    ];
    Ok(tx.execute(INSERT, values).await? == 1)
}

/// Letters that nobody holds and whose time has come.
pub async fn due(db: &Db, now: Instant, limit: i64) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = db.fetch_all(DUE, params![now, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many letters wait.
pub async fn queued(db: &Db) -> Result<i64> {
    let (waiting,): (i64,) = db.fetch_one(QUEUED, &[]).await?;
    Ok(waiting)
}

/// Takes a letter unless somebody else was faster.
pub async fn lease(tx: &mut Tx, id: Uuid, now: Instant, until: Instant) -> Result<Option<Lease>> {
    tx.fetch_optional(LEASE, params![id, now, until]).await
}

/// Gives the letter back for another attempt at `next_at`. False when the lease was lost.
pub async fn retry(tx: &mut Tx, lease: &Lease, next_at: Instant, error: &str) -> Result<bool> {
    Ok(tx.execute(RETRY, params![lease.id, lease.leased_until, next_at, error]).await? == 1)
}

/// Ends the letter and blanks its payload. False when the lease was lost.
pub async fn end(tx: &mut Tx, lease: &Lease, end: End, now: Instant, error: Option<&str>) -> Result<bool> {
    let (state, sent_at, failed) = match end {
        End::Sent => ("sent", Some(now), 0),
        End::Expired => ("expired", None, 0),
        End::Dead { failed_now } => ("dead", None, i64::from(failed_now)),
    };
    let values = params![lease.id, lease.leased_until, state, now, sent_at, error, failed];
    Ok(tx.execute(END, values).await? == 1)
}

pub async fn delete_ended(tx: &mut Tx, before: i64, batch: i64) -> Result<u64> {
    tx.execute(DELETE_ENDED, params![before, batch]).await
}

/// Puts a message into the sandbox mailbox; the same one twice stays one.
pub async fn receive(tx: &mut Tx, row: &ReceivedRow) -> Result<()> {
    let values = params![row.id, &row.reference, &row.channel, &row.purpose, row.person_id, &row.payload_sealed, row.sent_at];
    tx.execute(RECEIVE, values).await?;
    Ok(())
}

pub async fn received(db: &Db, after: i64, limit: i64) -> Result<Vec<ReceivedRow>> {
    db.fetch_all(RECEIVED, params![after, limit]).await
}

pub async fn delete_received(tx: &mut Tx, before: i64) -> Result<u64> {
    tx.execute(DELETE_RECEIVED, params![before]).await
}
