//! Use cases of one-time codes. Each runs in its caller's transaction, so that a code and its effect commit together.

use super::store::{self, Latest, NewChallenge};
use crate::kernel::code::OneTimeCode;
use crate::kernel::instant::Instant;
use crate::otp::rules::{self, MAX_ATTEMPTS, Purpose};
use crate::platform::db::{Db, Tx};
use crate::platform::{Ctx, Error};
use uuid::Uuid;

/// A code somebody asks for.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    pub purpose: Purpose,
    /// Whose code: an opaque reference, the same for addresses with and without an account.
    pub subject_ref: &'a str,
    /// SHA-256 of the browser's flow token.
    pub flow_hash: &'a str,
    pub channel: &'static str,
    /// Blind index of the address or number it goes to.
    pub destination_index: &'a [u8],
}

/// A drawn code that is not stored yet.
#[derive(Debug)]
pub struct Prepared {
    pub id: Uuid,
    pub code: OneTimeCode,
    pub created_at: Instant,
    pub expires_at: Instant,
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guess {
    /// Right; the code is used up. Whose it was.
    Right { subject_ref: String },
    /// Wrong, with so many tries left.
    Wrong { left: i64 },
    /// Wrong, and that was the last try.
    Exhausted,
    /// There is no live code: used, replaced, too old, or never sent.
    Dead,
}

/// Draws a code and ends the one before it, if the destination may get one more.
///
/// # Errors
/// Inner error: seconds until it may.
pub async fn prepare(tx: &mut Tx, ctx: &Ctx, request: &Request<'_>) -> Result<Result<Prepared, u32>, Error> {
    let now = ctx.now();
    let history = store::history(tx, request.destination_index, request.purpose, now).await?;
    if let Err(wait) = rules::may_send(&history, now) {
        return Ok(Err(wait));
    }
    let id = ctx.random.id(now);
    store::supersede(tx, request.subject_ref, request.purpose, id).await?;
    let code = OneTimeCode::from_number(ctx.random.below(OneTimeCode::COUNT)).ok_or(Error::Corrupt("a drawn code"))?;
    Ok(Ok(Prepared { id, code, created_at: now, expires_at: now.plus_seconds(request.purpose.life()) }))
}

/// Stores a prepared code under the reference of the message that carries it. Without `deliverable` no code will ever be right: the row
/// of an address that must not learn that it is treated differently.
pub async fn put(
    tx: &mut Tx,
    ctx: &Ctx,
    request: &Request<'_>,
    prepared: &Prepared,
    reference: &str,
    deliverable: bool,
) -> Result<(), Error> {
    let digest = if deliverable { digest(ctx, prepared.id, &prepared.code) } else { ctx.random.bytes::<32>().to_vec() };
    store::insert(
        tx,
        NewChallenge {
            id: prepared.id,
            subject_ref: request.subject_ref,
            purpose: request.purpose,
            flow_hash: request.flow_hash,
            channel: request.channel,
            destination_index: request.destination_index,
            digest,
            max_attempts: MAX_ATTEMPTS,
            reference,
            created_at: prepared.created_at,
            expires_at: prepared.expires_at,
        },
    )
    .await?;
    Ok(())
}

/// Tries a code against the newest one of this browser. The caller commits whatever the outcome, so that a wrong try counts.
pub async fn guess(tx: &mut Tx, ctx: &Ctx, purpose: Purpose, flow_hash: &str, code: &OneTimeCode) -> Result<Guess, Error> {
    let Some(latest) = store::latest_in(tx, flow_hash, purpose).await? else { return Ok(Guess::Dead) };
    let tried = store::attempt(tx, &latest, digest(ctx, latest.id, code), ctx.now()).await?;
    Ok(match tried {
        Some((state, _)) if state == "verified" => Guess::Right { subject_ref: latest.subject_ref },
        Some((state, _)) if state == "exhausted" => Guess::Exhausted,
        Some((_, left)) => Guess::Wrong { left },
        None => Guess::Dead,
    })
}

/// The newest code of this browser, for the page that asks for it.
pub async fn latest(db: &Db, purpose: Purpose, flow_hash: &str) -> Result<Option<Latest>, Error> {
    Ok(store::latest(db, flow_hash, purpose).await?)
}

/// Ends whatever is live for a subject.
pub async fn cancel(tx: &mut Tx, subject_ref: &str) -> Result<u64, Error> {
    Ok(store::cancel(tx, subject_ref).await?)
}

/// Marks what ran out and forgets what is no longer needed.
pub async fn maintain(ctx: &Ctx) -> Result<u64, Error> {
    let mut tx = ctx.db.begin().await?;
    let touched = store::maintain(&mut tx, ctx.now()).await?;
    tx.commit().await?;
    Ok(touched)
}

fn digest(ctx: &Ctx, id: Uuid, code: &OneTimeCode) -> Vec<u8> {
    ctx.keys.digest("one-time-code", &[id.as_bytes(), code.as_str().as_bytes()])
}
