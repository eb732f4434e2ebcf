//! SQL of staff. Personal columns hold ciphertext; the service seals and opens.

pub mod people;

use crate::kernel::instant::Instant;
use crate::kernel::staff::Role;
use crate::params;
use crate::platform::db::{Db, Result, Tx};
use uuid::Uuid;

const BY_ID: &str = "SELECT id, email_index, email_sealed, name_sealed, password_hash, totp_sealed, totp_step, role, status, language, \
     created_at FROM staff WHERE id = $1";
const INSERT: &str = "INSERT INTO staff (id, email_index, email_sealed, name_sealed, password_hash, totp_sealed, totp_step, role, status, \
       language, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'active', $9, $10, $10)";
const SIGN_INS: &str =
    "SELECT id, class, network, created_at FROM staff_session WHERE staff_id = $1 ORDER BY created_at DESC LIMIT $2";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[BY_ID, INSERT, SIGN_INS];

/// A member of staff.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StaffRow {
    pub id: Uuid,
    pub email_index: Vec<u8>,
    pub email_sealed: Vec<u8>,
    pub name_sealed: Vec<u8>,
    pub password_hash: String,
    pub totp_sealed: Vec<u8>,
    pub totp_step: i64,
    pub role: String,
    pub status: String,
    pub language: String,
    pub created_at: i64,
}

/// A new member; personal values sealed already.
#[derive(Debug)]
pub struct NewStaff<'a> {
    pub id: Uuid,
    pub email_index: &'a [u8],
    pub email_sealed: &'a [u8],
    pub name_sealed: &'a [u8],
    pub password_hash: &'a str,
    pub totp_sealed: &'a [u8],
    /// The authenticator step that was used to confirm it.
    pub totp_step: i64,
    pub role: Role,
    pub language: &'static str,
    pub now: Instant,
}

/// When and where somebody signed in.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SessionRow {
    pub id: Uuid,
    pub class: String,
    pub network: String,
    pub created_at: i64,
}

/// The member, whatever their state.
pub async fn staff(db: &Db, id: Uuid) -> Result<Option<StaffRow>> {
    db.fetch_optional(BY_ID, params![id]).await
}

/// Adds a member; a unique violation says that an active one has the address.
pub async fn insert_staff(tx: &mut Tx, new: &NewStaff<'_>) -> Result<()> {
    tx.execute(
        INSERT,
        params![
            new.id,
            new.email_index,
            new.email_sealed,
            new.name_sealed,
            new.password_hash,
            new.totp_sealed,
            new.totp_step,
            new.role.name(),
            new.language,
            new.now
        ],
    )
    .await?;
    Ok(())
}

/// The last sessions of a member, the newest first.
pub async fn recent_sign_ins(db: &Db, staff: Uuid, limit: i64) -> Result<Vec<SessionRow>> {
    db.fetch_all(SIGN_INS, params![staff, limit]).await
}
