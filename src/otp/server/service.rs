//! Use cases of one-time codes. Each runs in its caller's transaction, so that a code and its effect commit together.

use super::store::{self, Latest, NewChallenge};
use crate::kernel::code::{Channel, OneTimeCode};
use crate::kernel::instant::Instant;
use crate::otp::rules::{self, CodeState, MAX_ATTEMPTS, Purpose};
use crate::platform::db::{Db, Tx};
use crate::platform::{Ctx, Error, crypt, limits};
use uuid::Uuid;

/// A code somebody asks for.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    pub purpose: Purpose,
    /// Whose code: an opaque reference, the same for addresses with and without an account. The day's wrong tries count by it.
    pub subject_ref: &'a str,
    /// SHA-256 of the browser's flow token.
    pub flow_hash: &'a str,
    pub channel: Channel,
    /// Blind index of the address or number it goes to.
    pub destination_index: &'a [u8],
    /// When the limits of this purpose began anew: the password was replaced. The 30 a day of any kind never do.
    pub since: Option<Instant>,
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
    senders_line_up(tx, now, &crypt::hex(request.destination_index)).await?;
    let history = store::history(tx, request.destination_index, request.purpose, request.since, now).await?;
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

/// Waits until `until` for a value of the subject's authenticator app in place of a code: a row like any other, whose tries count for
/// the day, but which no code ever fits. Ends the one before it.
pub async fn await_app(
    tx: &mut Tx,
    ctx: &Ctx,
    purpose: Purpose,
    subject_ref: &str,
    flow_hash: &str,
    until: Instant,
) -> Result<(), Error> {
    let now = ctx.now();
    let id = ctx.random.id(now);
    senders_line_up(tx, now, subject_ref).await?;
    store::supersede(tx, subject_ref, purpose, id).await?;
    let waiting = NewChallenge {
        id,
        subject_ref,
        purpose,
        flow_hash,
        channel: Channel::App,
        // Nothing is sent, so it counts for no destination.
        destination_index: subject_ref.as_bytes(),
        digest: fit(ctx, id),
        max_attempts: MAX_ATTEMPTS,
        reference: "",
        created_at: now,
        expires_at: until,
    };
    Ok(store::insert(tx, waiting).await?)
}

/// Tries a code against the newest one of this browser. The caller commits whatever the outcome, so that a wrong try counts.
pub async fn guess(tx: &mut Tx, ctx: &Ctx, purpose: Purpose, flow_hash: &str, code: &OneTimeCode) -> Result<Guess, Error> {
    match on_trial(tx, ctx, purpose, flow_hash).await? {
        Some(latest) => attempt(tx, ctx, &latest, code, None).await,
        None => Ok(Guess::Dead),
    }
}

/// What this browser was asked for last; other tries of the same subject wait until this transaction ends.
pub async fn on_trial(tx: &mut Tx, ctx: &Ctx, purpose: Purpose, flow_hash: &str) -> Result<Option<Latest>, Error> {
    let latest = store::latest_in(tx, flow_hash, purpose).await?;
    if let Some(latest) = &latest {
        line_up(tx, ctx, &latest.subject_ref).await?;
    }
    Ok(latest)
}

/// Makes others who try for this subject, or line up for it, wait until this transaction ends.
pub async fn line_up(tx: &mut Tx, ctx: &Ctx, subject_ref: &str) -> Result<(), Error> {
    Ok(limits::line_up(tx, ctx.now(), "try", subject_ref).await?)
}

/// Makes others who send to this destination, or begin to wait for this subject's app, wait until this transaction ends.
async fn senders_line_up(tx: &mut Tx, now: Instant, whose: &str) -> Result<(), Error> {
    Ok(limits::line_up(tx, now, "otp", whose).await?)
}

/// Tries a code against what is on trial. What was tried before `since`, when the password was replaced, does not count for the day.
pub async fn attempt(tx: &mut Tx, ctx: &Ctx, latest: &Latest, code: &OneTimeCode, since: Option<Instant>) -> Result<Guess, Error> {
    settle(tx, ctx, latest, digest(ctx, latest.id, code), since).await
}

/// Counts a value of an app, which the caller has judged, where [`await_app`] waits for one; `since` as in [`attempt`].
pub async fn judge(tx: &mut Tx, ctx: &Ctx, latest: &Latest, right: bool, since: Option<Instant>) -> Result<Guess, Error> {
    let fits = right && latest.channel()? == Channel::App;
    let digest = if fits { fit(ctx, latest.id) } else { ctx.random.bytes::<32>().to_vec() };
    settle(tx, ctx, latest, digest, since).await
}

async fn settle(tx: &mut Tx, ctx: &Ctx, latest: &Latest, digest: Vec<u8>, since: Option<Instant>) -> Result<Guess, Error> {
    Ok(match store::attempt(tx, latest, digest, since, ctx.now()).await? {
        Some((CodeState::Verified, _)) => Guess::Right { subject_ref: latest.subject_ref.clone() },
        Some((CodeState::Exhausted, _)) => Guess::Exhausted,
        Some((CodeState::Live, left)) => Guess::Wrong { left },
        Some((CodeState::Expired | CodeState::Superseded | CodeState::Cancelled, _)) | None => Guess::Dead,
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

/// Ends what is live for a subject and one purpose.
pub async fn cancel_for(tx: &mut Tx, subject_ref: &str, purpose: Purpose) -> Result<u64, Error> {
    Ok(store::cancel_for(tx, subject_ref, purpose).await?)
}

/// Marks what ran out and forgets what is no longer needed.
pub async fn maintain(ctx: &Ctx) -> Result<u64, Error> {
    let mut tx = ctx.db.begin().await?;
    let touched = store::maintain(&mut tx, ctx.now()).await?;
    tx.commit().await?;
    Ok(touched)
}

/// What ends a row that waits for an app. No typed code has it: those are six digits.
fn fit(ctx: &Ctx, id: Uuid) -> Vec<u8> {
    ctx.keys.digest("one-time-code", &[id.as_bytes(), Channel::App.name().as_bytes()])
}

fn digest(ctx: &Ctx, id: Uuid, code: &OneTimeCode) -> Vec<u8> {
    ctx.keys.digest("one-time-code", &[id.as_bytes(), code.as_str().as_bytes()])
}
