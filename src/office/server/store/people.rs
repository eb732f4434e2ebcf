//! SQL of looking participants up: the day's count of searches, and who may see whose full data until when.

use crate::kernel::instant::Instant;
use crate::kernel::staff::Role;
use crate::office::model::people::ViewReason;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

/// Counts only while the day's number is not reached.
const COUNT: &str = "INSERT INTO staff_lookup (staff_id, day, used) VALUES ($1, $2, 1) ON CONFLICT (staff_id, day) DO UPDATE \
     SET used = staff_lookup.used + 1 WHERE staff_lookup.used < $3 RETURNING used";
const LAPSE: &str = "UPDATE full_view SET ended_at = expires_at \
     WHERE session_id = $1 AND account_id = $2 AND ended_at IS NULL AND expires_at <= $3";
/// One that is open already stays as it is.
const OPEN: &str = "INSERT INTO full_view (id, account_id, staff_id, session_id, role, reason, reference_sealed, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (session_id, account_id) WHERE ended_at IS NULL DO NOTHING";
const OPEN_UNTIL: &str = "SELECT expires_at FROM full_view \
     WHERE session_id = $1 AND account_id = $2 AND staff_id = $3 AND ended_at IS NULL AND expires_at > $4";
const CLOSE: &str = "UPDATE full_view SET ended_at = $3 \
     WHERE session_id = $1 AND account_id = $2 AND ended_at IS NULL AND expires_at > $3";
const RECENT: &str = "SELECT id, staff_id, role, reason, reference_sealed, created_at FROM full_view \
     WHERE account_id = $1 ORDER BY created_at DESC, id DESC LIMIT $2";
const PURGE_COUNTS: &str = "DELETE FROM staff_lookup WHERE day < $1";
const PURGE_VIEWS: &str = "DELETE FROM full_view WHERE created_at < $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[COUNT, LAPSE, OPEN, OPEN_UNTIL, CLOSE, RECENT, PURGE_COUNTS, PURGE_VIEWS];

/// Days for which counts are kept.
const KEEP_COUNTS: i64 = 31;
/// Seconds for which it is kept what staff referred to; the audit trail keeps who, when and why for ever.
const KEEP_VIEWS: i64 = 2 * 366 * 86_400;

/// A full view that is to be opened; the reference sealed already.
#[derive(Debug)]
pub struct NewView {
    pub id: Uuid,
    pub account: Uuid,
    pub staff: Uuid,
    pub session: Uuid,
    pub role: Role,
    pub reason: ViewReason,
    pub reference_sealed: Vec<u8>,
    pub now: Instant,
    pub expires_at: Instant,
}

/// One full view.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ViewRow {
    pub id: Uuid,
    pub staff_id: Uuid,
    role: String,
    reason: String,
    pub reference_sealed: Vec<u8>,
    pub created_at: i64,
}

impl ViewRow {
    /// What whoever looked was then.
    pub fn role(&self) -> std::result::Result<Role, Error> {
        Role::parse(&self.role).ok_or(Error::Corrupt("full_view.role"))
    }

    /// What for.
    pub fn reason(&self) -> std::result::Result<ViewReason, Error> {
        ViewReason::parse(&self.reason).ok_or(Error::Corrupt("full_view.reason"))
    }
}

/// Counts a search on this day, unless `most` are counted already; answers whether it did.
pub async fn count(tx: &mut Tx, staff: Uuid, day: i64, most: i64) -> Result<bool> {
    let row: Option<(i64,)> = tx.fetch_optional(COUNT, params![staff, day, most]).await?;
    Ok(row.is_some())
}

/// Opens a full view; `false` when this session has this participant open already.
pub async fn open(tx: &mut Tx, view: NewView) -> Result<bool> {
    tx.execute(LAPSE, params![view.session, view.account, view.now]).await?;
    let values = params![
        view.id,
        view.account,
        view.staff,
        view.session,
        view.role,
        view.reason,
        view.reference_sealed,
        view.now,
        view.expires_at
    ];
    Ok(tx.execute(OPEN, values).await? == 1)
}

/// Until when this session sees this participant in full.
pub async fn open_until(db: &Db, session: Uuid, account: Uuid, staff: Uuid, now: Instant) -> Result<Option<Instant>> {
    let row: Option<(i64,)> = db.fetch_optional(OPEN_UNTIL, params![session, account, staff, now]).await?;
    Ok(row.map(|(until,)| Instant(until)))
}

/// Closes a full view before its time.
pub async fn close(tx: &mut Tx, session: Uuid, account: Uuid, now: Instant) -> Result<u64> {
    tx.execute(CLOSE, params![session, account, now]).await
}

/// The newest full views of a participant.
pub async fn recent(db: &Db, account: Uuid, limit: i64) -> Result<Vec<ViewRow>> {
    db.fetch_all(RECENT, params![account, limit]).await
}

/// Forgets counts and views that are long over.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64> {
    let counts = tx.execute(PURGE_COUNTS, params![now.date_wib().epoch_days() - KEEP_COUNTS]).await?;
    Ok(counts + tx.execute(PURGE_VIEWS, params![now.minus_seconds(KEEP_VIEWS)]).await?)
}
