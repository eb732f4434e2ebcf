//! SQL of generated participants: many rows at once, with a past.

use super::{ACCOUNT_INSERT, NewAccount, account_values};
use crate::account::model::NoticeKind;
use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

const DEVICE_INSERT: &str = "INSERT INTO device (id, account_id, token_hash, class, created_at, last_seen_at, trusted_until) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";
const NOTICE_INSERT: &str = "INSERT INTO notice (id, account_id, kind, created_at, read_at) VALUES ($1, $2, $3, $4, $5)";
const ANYBODY: &str = "SELECT id FROM account LIMIT 1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[DEVICE_INSERT, NOTICE_INSERT, ANYBODY];

/// A device that was used in the past.
#[derive(Debug)]
pub struct PastDevice {
    pub id: Uuid,
    pub account: Uuid,
    /// What a token would be stored as.
    pub token_hash: String,
    pub class: &'static str,
    pub first_seen: Instant,
    pub last_seen: Instant,
    pub trusted_until: Option<Instant>,
}

/// A notice of the past.
#[derive(Debug)]
pub struct PastNotice {
    pub id: Uuid,
    pub account: Uuid,
    pub kind: NoticeKind,
    pub at: Instant,
    pub read_at: Option<Instant>,
}

/// Whether anybody has or had an account.
pub async fn is_anybody_there(db: &Db) -> Result<bool> {
    Ok(db.fetch_optional::<(Uuid,)>(ANYBODY, &[]).await?.is_some())
}

/// Opens accounts.
pub async fn insert_accounts(tx: &mut Tx, accounts: Vec<NewAccount>) -> Result<()> {
    tx.insert_all(ACCOUNT_INSERT, accounts.into_iter().map(account_values).collect()).await?;
    Ok(())
}

/// Stores devices.
pub async fn insert_devices(tx: &mut Tx, devices: Vec<PastDevice>) -> Result<()> {
    let row = |device: PastDevice| {
        let PastDevice { id, account, token_hash, class, first_seen, last_seen, trusted_until } = device;
        params![id, account, token_hash, class, first_seen, last_seen, trusted_until].to_vec()
    };
    tx.insert_all(DEVICE_INSERT, devices.into_iter().map(row).collect()).await?;
    Ok(())
}

/// Stores notices.
pub async fn insert_notices(tx: &mut Tx, notices: Vec<PastNotice>) -> Result<()> {
    let row = |notice: PastNotice| params![notice.id, notice.account, notice.kind, notice.at, notice.read_at].to_vec();
    tx.insert_all(NOTICE_INSERT, notices.into_iter().map(row).collect()).await?;
    Ok(())
}
