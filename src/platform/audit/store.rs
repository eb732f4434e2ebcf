//! The statements of the audit trail.

use crate::params;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::erasure::Table;
use uuid::Uuid;

const INSERT_EVENT: &str = "INSERT INTO audit_event (id, at, actor_ref, subject_ref, action, outcome, detail)
 VALUES ($1, $2, $3, $4, $5, $6, $7)";
const INSERT_PENDING: &str = "INSERT INTO audit_pending (event_id) VALUES ($1)";
const ANY_PENDING: &str = "SELECT event_id FROM audit_pending LIMIT 1";
const ENSURE_HEAD: &str = "INSERT INTO fact (name, value) VALUES ('audit_head', $1) ON CONFLICT (name) DO NOTHING";
/// An update that changes nothing: it takes the row lock and answers the latest value.
const LOCK_HEAD: &str = "UPDATE fact SET value = value WHERE name = 'audit_head' RETURNING value";
const MOVE_HEAD: &str = "UPDATE fact SET value = $2 WHERE name = 'audit_head' AND value = $1";
const HEAD: &str = "SELECT value FROM fact WHERE name = 'audit_head'";
const PENDING: &str = "SELECT e.id, e.at, e.actor_ref, e.subject_ref, e.action, e.outcome, e.detail
 FROM audit_pending p JOIN audit_event e ON e.id = p.event_id ORDER BY e.id LIMIT $1";
const INSERT_LINK: &str = "INSERT INTO audit_link (seq, event_id, prev_hash, hash, linked_at) VALUES ($1, $2, $3, $4, $5)";
const DELETE_PENDING: &str = "DELETE FROM audit_pending WHERE event_id = $1";
const PAGE: &str = "SELECT l.seq, l.prev_hash, l.hash, l.event_id, e.at, e.actor_ref, e.subject_ref, e.action, e.outcome, e.detail
 FROM audit_link l LEFT JOIN audit_event e ON e.id = l.event_id WHERE l.seq > $1 AND l.seq <= $2 ORDER BY l.seq LIMIT $3";
const LAST_LINK: &str = "SELECT seq FROM audit_link ORDER BY seq DESC LIMIT 1";
const STALE: &str = "SELECT e.id FROM audit_event e LEFT JOIN audit_link l ON l.event_id = e.id
 WHERE l.seq IS NULL AND e.at < $1 LIMIT 1";

/// Every statement of this module, prepared on both engines by a test.
pub const STATEMENTS: &[&str] = &[
    INSERT_EVENT,
    INSERT_PENDING,
    ANY_PENDING,
    ENSURE_HEAD,
    LOCK_HEAD,
    MOVE_HEAD,
    HEAD,
    PENDING,
    INSERT_LINK,
    DELETE_PENDING,
    PAGE,
    LAST_LINK,
    STALE,
];

/// What becomes of the tables when a person is erased.
pub const ERASURE: &[Table] = &[
    Table::kept("audit_event", "ids, codes and times, never personal data; the chain must stay whole"),
    Table::kept("audit_link", "hashes over the events"),
    Table::kept("audit_pending", "ids of events that wait for their link"),
];

/// One row of `audit_event`.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EventRow {
    pub id: Uuid,
    pub at: i64,
    pub actor_ref: String,
    pub subject_ref: String,
    pub action: String,
    pub outcome: String,
    pub detail: String,
}

/// A link with its event, whose columns are `None` when the event is not there any more.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LinkRow {
    pub seq: i64,
    pub prev_hash: String,
    pub hash: String,
    event_id: Uuid,
    at: Option<i64>,
    actor_ref: Option<String>,
    subject_ref: Option<String>,
    action: Option<String>,
    outcome: Option<String>,
    detail: Option<String>,
}

impl LinkRow {
    pub fn event(&self) -> Option<EventRow> {
        Some(EventRow {
            id: self.event_id,
            at: self.at?,
            actor_ref: self.actor_ref.clone()?,
            subject_ref: self.subject_ref.clone()?,
            action: self.action.clone()?,
            outcome: self.outcome.clone()?,
            detail: self.detail.clone()?,
        })
    }
}

pub async fn insert_event(tx: &mut Tx, row: &EventRow) -> Result<()> {
    let values = params![row.id, row.at, &row.actor_ref, &row.subject_ref, &row.action, &row.outcome, &row.detail];
    tx.execute(INSERT_EVENT, values).await?;
    tx.execute(INSERT_PENDING, params![row.id]).await?;
    Ok(())
}

pub async fn any_pending(db: &Db) -> Result<bool> {
    let row: Option<(Uuid,)> = db.fetch_optional(ANY_PENDING, &[]).await?;
    Ok(row.is_some())
}

/// Makes this transaction the only one that can link, until it ends; answers the head.
pub async fn lock_head(tx: &mut Tx, genesis: &str) -> Result<String> {
    tx.execute(ENSURE_HEAD, params![genesis]).await?;
    let (head,): (String,) = tx.fetch_one(LOCK_HEAD, &[]).await?;
    Ok(head)
}

/// Moves the head if it still is `from`.
pub async fn move_head(tx: &mut Tx, from: &str, to: &str) -> Result<bool> {
    Ok(tx.execute(MOVE_HEAD, params![from, to]).await? == 1)
}

pub async fn head(db: &Db) -> Result<Option<String>> {
    let row: Option<(String,)> = db.fetch_optional(HEAD, &[]).await?;
    Ok(row.map(|(value,)| value))
}

pub async fn pending(tx: &mut Tx, limit: i64) -> Result<Vec<EventRow>> {
    tx.fetch_all(PENDING, params![limit]).await
}

pub async fn insert_link(tx: &mut Tx, seq: i64, event: Uuid, prev_hash: &str, hash: &str, now: i64) -> Result<()> {
    tx.execute(INSERT_LINK, params![seq, event, prev_hash, hash, now]).await?;
    tx.execute(DELETE_PENDING, params![event]).await?;
    Ok(())
}

/// Events and their links, for events that never wait for the worker.
pub async fn insert_linked(tx: &mut Tx, events: &[EventRow], links: Vec<(i64, Uuid, String, String)>, now: i64) -> Result<()> {
    let event =
        |row: &EventRow| params![row.id, row.at, &row.actor_ref, &row.subject_ref, &row.action, &row.outcome, &row.detail].to_vec();
    tx.insert_all(INSERT_EVENT, events.iter().map(event).collect()).await?;
    let link = |(seq, event, prev_hash, hash): (i64, Uuid, String, String)| params![seq, event, prev_hash, hash, now].to_vec();
    tx.insert_all(INSERT_LINK, links.into_iter().map(link).collect()).await?;
    Ok(())
}

/// Links after `after` up to and including `up_to`, in order.
pub async fn page(db: &Db, after: i64, up_to: i64, limit: i64) -> Result<Vec<LinkRow>> {
    db.fetch_all(PAGE, params![after, up_to, limit]).await
}

/// The highest number of a link; 0 when there is none.
pub async fn last_link(db: &Db) -> Result<i64> {
    let row: Option<(i64,)> = db.fetch_optional(LAST_LINK, &[]).await?;
    Ok(row.map_or(0, |(seq,)| seq))
}

/// Whether an event from before `before` has no link.
pub async fn any_stale(db: &Db, before: i64) -> Result<bool> {
    let row: Option<(Uuid,)> = db.fetch_optional(STALE, params![before]).await?;
    Ok(row.is_some())
}
