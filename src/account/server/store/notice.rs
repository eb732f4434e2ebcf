//! What a participant is told on the dashboard until it is read or overtaken.

use crate::account::model::NoticeKind;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

const INSERT: &str = "INSERT INTO notice (id, account_id, kind, created_at) VALUES ($1, $2, $3, $4)";
const OVERTAKE: &str = "UPDATE notice SET read_at = $3 WHERE account_id = $1 AND kind = $2 AND read_at IS NULL";
const READ: &str = "UPDATE notice SET read_at = $3 WHERE account_id = $1 AND id = $2 AND read_at IS NULL";
const UNREAD: &str = "SELECT id, kind, created_at FROM notice WHERE account_id = $1 AND read_at IS NULL \
     ORDER BY created_at DESC, id DESC LIMIT $2";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[INSERT, OVERTAKE, READ, UNREAD];

/// Tells an account something; an unread notice of the same kind is overtaken by it.
pub async fn put(tx: &mut Tx, id: Uuid, account: Uuid, kind: NoticeKind, now: Instant) -> Result<()> {
    overtake(tx, account, kind, now).await?;
    tx.execute(INSERT, params![id, account, kind, now]).await?;
    Ok(())
}

/// What was told is no longer so.
pub async fn overtake(tx: &mut Tx, account: Uuid, kind: NoticeKind, now: Instant) -> Result<u64> {
    tx.execute(OVERTAKE, params![account, kind, now]).await
}

/// The account's owner has read one of its notices; zero rows for anybody else's.
pub async fn read(tx: &mut Tx, account: Uuid, id: Uuid, now: Instant) -> Result<u64> {
    tx.execute(READ, params![account, id, now]).await
}

/// The newest unread notices: id, kind, when.
pub async fn unread(db: &Db, account: Uuid, limit: i64) -> std::result::Result<Vec<(Uuid, NoticeKind, i64)>, Error> {
    let rows: Vec<(Uuid, String, i64)> = db.fetch_all(UNREAD, params![account, limit]).await?;
    let known = |(id, kind, at): (Uuid, String, i64)| -> std::result::Result<_, Error> {
        Ok((id, NoticeKind::parse(&kind).ok_or(Error::Corrupt("notice.kind"))?, at))
    };
    rows.into_iter().map(known).collect()
}
