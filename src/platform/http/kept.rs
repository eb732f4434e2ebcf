//! What was typed into a form whose session had ended by itself: kept for half an hour and offered to the same person on the same
//! device after signing in. Only the fields that may be shown again are kept, sealed under the person's key.
//!
//! Invariants: at most one post per person and form, the newest; nobody else who signs in at that browser, and no other device of the
//! same person, sees anything of it; a session that was signed out or revoked keeps nothing.

use super::flash::Flash;
use super::registry::Form;
use super::session::{self, Session};
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::params;
use crate::platform::crypt::{Place, load_person, load_person_in};
use crate::platform::db::{Db, Result, Tx};
use crate::platform::erasure::{Step, Table};
use crate::platform::{Ctx, Error};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Seconds a post is kept.
pub const LIFE: i64 = 1_800;
/// Where a flow goes on; a form that has nothing else filled in is not worth keeping.
const TARGET: &str = "tujuan";

const PUT: &str = "INSERT INTO kept_post (account_id, form, page, device_id, values_sealed, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account_id, form) DO UPDATE SET page = excluded.page, \
       device_id = excluded.device_id, values_sealed = excluded.values_sealed, created_at = excluded.created_at, \
       expires_at = excluded.expires_at";
const LIST: &str = "SELECT form, page, expires_at FROM kept_post \
     WHERE account_id = $1 AND device_id = $2 AND expires_at > $3 ORDER BY created_at DESC, form LIMIT 10";
const TAKE: &str =
    "DELETE FROM kept_post WHERE account_id = $1 AND device_id = $2 AND form = $3 RETURNING page, values_sealed, expires_at";
const PURGE: &str = "DELETE FROM kept_post WHERE expires_at <= $1";
const FORGET: &str = "DELETE FROM kept_post WHERE account_id = $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[PUT, LIST, TAKE, PURGE, FORGET];

/// What becomes of the table when a person is erased.
pub const ERASURE: &[Table] = &[Table::erased("kept_post", &[Step::Person(FORGET)])];

/// Binds what was typed to its row, of which a person has one per form.
fn values_of(form: &str) -> Place<'_> {
    Place::named("kept_post.values", form)
}

/// A form that waits to be finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub form: String,
    pub page: Route,
    pub until: Instant,
}

/// Keeps what was typed if this cookie's session ended by itself. Answers whether anything was worth it.
///
/// # Errors
/// The database, or a person's key that cannot be opened.
pub async fn keep(
    ctx: &Ctx,
    session_cookie: &str,
    form: Form,
    mut typed: BTreeMap<String, String>,
) -> std::result::Result<bool, Error> {
    typed.retain(|name, value| form.keep.contains(&name.as_str()) && name != TARGET && !value.is_empty());
    if typed.is_empty() {
        return Ok(false);
    }
    let now = ctx.now();
    let Some((account, device)) = session::find_ended(&ctx.db, now, session_cookie).await? else { return Ok(false) };
    let key = load_person(&ctx.db, &ctx.keys, account).await?;
    let plain = serde_json::to_vec(&typed).map_err(|_| Error::Corrupt("kept_post.values"))?;
    let sealed = key.seal(values_of(form.name), &plain);
    let mut tx = ctx.db.begin().await?;
    tx.execute(PUT, params![account, form.name, form.page.path(), device, sealed, now, now.plus_seconds(LIFE)]).await?;
    tx.commit().await?;
    Ok(true)
}

/// What the caller left unfinished on this device, newest first.
pub async fn list(db: &Db, session: &Session, now: Instant) -> Result<Vec<Kept>> {
    let rows: Vec<(String, String, i64)> = db.fetch_all(LIST, params![session.account, session.device, now]).await?;
    let kept = |(form, page, until): (String, String, i64)| Some(Kept { form, page: Route::parse(&page)?, until: Instant(until) });
    Ok(rows.into_iter().filter_map(kept).collect())
}

/// Takes one out: the page and what it shows again. `None` when there is none, or it is too old.
///
/// # Errors
/// The database, or a person's key that cannot be opened.
pub async fn take(tx: &mut Tx, ctx: &Ctx, session: &Session, form: &str) -> std::result::Result<Option<(Route, Flash)>, Error> {
    let row: Option<(String, Vec<u8>, i64)> = tx.fetch_optional(TAKE, params![session.account, session.device, form]).await?;
    let Some((page, sealed, _)) = row.filter(|(_, _, until)| *until > ctx.now().0) else { return Ok(None) };
    let key = load_person_in(tx, &ctx.keys, session.account).await?;
    let values = serde_json::from_slice(&key.open(values_of(form), &sealed)?).map_err(|_| Error::Corrupt("kept_post.values"))?;
    let flash = Flash { form: form.to_owned(), fault: None, values };
    Ok(Route::parse(&page).map(|page| (page, flash)))
}

/// Forgets what nobody came back for.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64> {
    tx.execute(PURGE, params![now]).await
}

/// Forgets all that one person left unfinished.
pub async fn forget(tx: &mut Tx, account: Uuid) -> Result<u64> {
    tx.execute(FORGET, params![account]).await
}
