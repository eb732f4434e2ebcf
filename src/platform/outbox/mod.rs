//! Mails and SMS: written in the business transaction, delivered by a worker, never lost and never sent late (`docs/rules.md`, C53).
//!
//! Invariants: a letter commits with the change it tells about. Its payload (destination, words, code) is sealed under the
//! recipient's data key and blanked the moment the letter is sent, expired or dead. One process at a time holds a letter, by a
//! lease that ends by itself; whoever delivers it again uses the same Message-ID. What is past its time is never sent. Subjects,
//! purposes, dedup keys, errors and logs hold no code and nothing personal.

mod gateway;
pub mod letter;
pub mod mailbox;
mod reference;
mod render;
mod seal;
mod smtp;
mod spending;
pub mod store;
#[cfg(test)]
mod tests;
mod text;
mod transports;
mod wake;
mod worker;

pub use gateway::Gateway;
pub use letter::{Block, Body, Channel, Destination, Letter, Message, Sms};
pub use reference::Reference;
pub use smtp::Smtp;
pub use spending::{sms_wait, spend_sms};
pub use transports::{MailTransport, SetupError, SmsTransport, Transports};
pub use wake::Wake;
pub use worker::{deliver_due, run};

use crate::platform::db::Tx;
use crate::platform::telemetry::metrics;
use crate::platform::{Ctx, Error};
use seal::Sealer;

/// Letters are kept for this long after their end, without their payload.
const KEPT_MS: i64 = 30 * 24 * 3_600_000;
/// Rows deleted in one transaction, so that no other writer waits long.
const BATCH: i64 = 1_000;
/// 30 bits make a clash rare; so many in a row mean that something else is wrong.
const REFERENCE_TRIES: usize = 8;

/// Puts a letter into the outbox, in the caller's transaction; ring [`Wake`] after the commit. A letter whose `dedup_key` is
/// there already changes nothing and answers the first one's reference.
///
/// # Errors
/// [`Error::Corrupt`] when body and destination do not fit together, else whatever the database or the keys refuse.
pub async fn enqueue(tx: &mut Tx, ctx: &Ctx, letter: Letter) -> Result<Reference, Error> {
    write(tx, ctx, letter, false).await
}

/// Puts a letter to nobody into the outbox: it costs what one to a person costs, so that nobody can tell from the work who exists. It is
/// past its time when it is written, so the worker blanks it and never sends it.
///
/// # Errors
/// As [`enqueue`].
pub async fn enqueue_decoy(tx: &mut Tx, ctx: &Ctx, letter: Letter) -> Result<Reference, Error> {
    let letter = Letter { person: None, expires_at: Some(ctx.now()), ..letter };
    write(tx, ctx, letter, true).await
}

async fn write(tx: &mut Tx, ctx: &Ctx, letter: Letter, decoy: bool) -> Result<Reference, Error> {
    let channel = letter.to.channel();
    if letter.body.channel() != channel {
        return Err(Error::Corrupt("outbox letter"));
    }
    if let Some(reference) = store::reference_of(tx, &letter.dedup_key).await? {
        return Reference::stored(reference);
    }
    let now = ctx.now();
    let id = ctx.random.id(now);
    let sealer = if decoy { Sealer::of_nobody(tx, ctx).await? } else { Sealer::load_in(tx, ctx, letter.person).await? };
    let expires_at = letter.expires_at;
    let payload = letter::Payload { to: letter.to.into_text(), lang: letter.lang, body: letter.body };
    let payload_sealed = sealer.seal(seal::outbox(id), &payload)?;
    let mut row = store::NewRow {
        id,
        dedup_key: letter.dedup_key,
        reference: String::new(),
        channel,
        purpose: letter.purpose,
        person_id: letter.person,
        payload_sealed,
        created_at: now,
        expires_at,
    };
    for _ in 0..REFERENCE_TRIES {
        let reference = Reference::draw(ctx.random);
        row.reference = reference.as_str().to_owned();
        if store::insert(tx, &row).await? {
            return Ok(reference);
        }
        // Refused: either a parallel transaction wrote the same letter, or the reference is taken.
        if let Some(reference) = store::reference_of(tx, &row.dedup_key).await? {
            return Reference::stored(reference);
        }
    }
    Err(Error::Corrupt("outbox reference"))
}

/// Tells the metrics how many letters wait; answers that number.
pub async fn measure(ctx: &Ctx) -> Result<u64, Error> {
    let waiting = u64::try_from(store::queued(&ctx.db).await?).unwrap_or_default();
    metrics().outbox("queued", waiting);
    Ok(waiting)
}

/// Deletes letters that ended more than 30 days ago. Answers how many.
pub async fn purge(ctx: &Ctx) -> Result<u64, Error> {
    let before = ctx.now().0 - KEPT_MS;
    let mut gone = 0;
    loop {
        let mut tx = ctx.db.begin().await?;
        let batch = store::delete_ended(&mut tx, before, BATCH).await?;
        tx.commit().await?;
        gone += batch;
        if batch == 0 {
            return Ok(gone);
        }
    }
}
