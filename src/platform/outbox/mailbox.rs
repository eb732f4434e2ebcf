//! The sandbox mailbox: keeps what it received for a day, sealed under the recipient's key, readable by every process.

use super::letter::Channel;
use super::reference::Reference;
use super::render::Content;
use super::seal::{self, Sealer};
use super::store;
use super::transports::Failure;
use super::worker::Parcel;
use crate::kernel::instant::Instant;
use crate::platform::crypt::CryptError;
use crate::platform::{Ctx, Error};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use uuid::Uuid;

const KEPT_MS: i64 = 24 * 3_600_000;

/// A message as the recipient got it.
#[derive(Clone)]
pub struct Received {
    pub id: Uuid,
    pub reference: Reference,
    pub channel: Channel,
    pub purpose: String,
    pub to: String,
    /// Empty for an SMS.
    pub subject: String,
    pub text: String,
    /// `None` for an SMS. A whole document with inline styles.
    pub html: Option<String>,
    pub sent_at: Instant,
}

/// What is sealed in the row.
#[derive(Serialize, Deserialize)]
struct Kept {
    to: String,
    subject: String,
    text: String,
    html: Option<String>,
}

/// Puts a message in; the same one twice stays one.
pub(super) async fn receive(ctx: &Ctx, sealer: &Sealer, parcel: &Parcel) -> Result<(), Failure> {
    put(ctx, sealer, parcel).await.map_err(|error| {
        tracing::warn!(%error, reference = %parcel.reference, "the sandbox mailbox refused a message");
        Failure::transient("mailbox")
    })
}

async fn put(ctx: &Ctx, sealer: &Sealer, parcel: &Parcel) -> Result<(), Error> {
    let to = parcel.to.clone();
    let (channel, kept) = match &parcel.content {
        Content::Mail(mail) => {
            let (subject, text, html) = (mail.subject.clone(), mail.text.clone(), Some(mail.html.clone()));
            (Channel::Email, Kept { to, subject, text, html })
        }
        Content::Sms(text) => (Channel::Sms, Kept { to, subject: String::new(), text: text.clone(), html: None }),
    };
    let row = store::ReceivedRow {
        id: parcel.id,
        reference: parcel.reference.as_str().to_owned(),
        channel: channel.name().to_owned(),
        purpose: parcel.purpose.clone(),
        person_id: parcel.person,
        payload_sealed: sealer.seal(seal::sandbox(parcel.id), &kept)?,
        sent_at: ctx.now().0,
    };
    let mut tx = ctx.db.begin().await?;
    store::receive(&mut tx, &row).await?;
    tx.commit().await?;
    Ok(())
}

/// The newest messages of the last day, newest first. Messages to somebody who was erased meanwhile cannot be read and are left
/// out.
pub async fn list(ctx: &Ctx, limit: u32) -> Result<Vec<Received>, Error> {
    let rows = store::received(&ctx.db, ctx.now().0 - KEPT_MS, i64::from(limit)).await?;
    let mut sealers: HashMap<Option<Uuid>, Option<Sealer>> = HashMap::new();
    let mut messages = Vec::with_capacity(rows.len());
    for row in rows {
        let sealer = match sealers.entry(row.person_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(unless_erased(Sealer::load(ctx, row.person_id).await)?),
        };
        let Some(sealer) = sealer else { continue };
        let kept: Kept = sealer.open(seal::sandbox(row.id), &row.payload_sealed)?;
        messages.push(Received {
            id: row.id,
            reference: Reference::stored(row.reference)?,
            channel: Channel::parse(&row.channel).ok_or(Error::Corrupt("sandbox_message.channel"))?,
            purpose: row.purpose,
            to: kept.to,
            subject: kept.subject,
            text: kept.text,
            html: kept.html,
            sent_at: Instant(row.sent_at),
        });
    }
    Ok(messages)
}

/// `None` for what an erased person got; anything else that cannot be read is an error.
fn unless_erased(result: Result<Sealer, Error>) -> Result<Option<Sealer>, Error> {
    match result {
        Ok(sealer) => Ok(Some(sealer)),
        Err(Error::Crypt(CryptError::Erased)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Deletes messages older than a day. Answers how many.
pub async fn purge(ctx: &Ctx) -> Result<u64, Error> {
    let mut tx = ctx.db.begin().await?;
    let gone = store::delete_received(&mut tx, ctx.now().0 - KEPT_MS).await?;
    tx.commit().await?;
    Ok(gone)
}
