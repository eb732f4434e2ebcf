//! All SQL of one-time codes.

use crate::kernel::code::Channel;
use crate::kernel::instant::Instant;
use crate::otp::rules::{CodeState, DAY, GUESSES_PER_DAY, Purpose, Sent};
use crate::params;
use crate::platform::Error;
use crate::platform::db::{Db, Result, Tx};
use crate::platform::erasure::{Step, Table};
use uuid::Uuid;

const HISTORY: &str = "SELECT created_at, state, purpose FROM otp_challenge WHERE destination_index = $1 AND created_at > $2 ORDER BY created_at DESC LIMIT 40";
const SUPERSEDE: &str =
    "UPDATE otp_challenge SET state = 'superseded', superseded_by = $3 WHERE subject_ref = $1 AND purpose = $2 AND state = 'live'";
const INSERT: &str = "INSERT INTO otp_challenge \
     (id, subject_ref, purpose, flow_hash, channel, destination_index, digest, state, attempts, max_attempts, reference, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'live', 0, $8, $9, $10, $11)";
/// Of two of the same millisecond the one that lives took the other's place.
const LATEST: &str = "SELECT id, channel, reference, created_at, expires_at, state, subject_ref FROM otp_challenge \
     WHERE flow_hash = $1 AND purpose = $2 \
     ORDER BY created_at DESC, CASE WHEN state = 'live' THEN 0 ELSE 1 END, id DESC LIMIT 1";
/// Counts a wrong try and ends the code in one guarded statement, so that parallel tries can neither be lost nor win twice. A try that
/// comes too late ends the code, too, so that it stays dead when the clock is set back.
const TRY: &str = "UPDATE otp_challenge SET \
       state = CASE WHEN expires_at <= $3 THEN 'expired' WHEN digest = $2 THEN 'verified' \
         WHEN attempts + 1 >= max_attempts THEN 'exhausted' ELSE 'live' END, \
       attempts = CASE WHEN expires_at <= $3 OR digest = $2 THEN attempts ELSE attempts + 1 END, \
       verified_at = CASE WHEN expires_at > $3 AND digest = $2 THEN CAST($3 AS BIGINT) ELSE NULL END \
     WHERE id = $1 AND state = 'live' AND (expires_at <= $3 \
       OR (SELECT COALESCE(SUM(d.attempts), 0) FROM otp_challenge d WHERE d.subject_ref = otp_challenge.subject_ref AND d.created_at > $4) < $5) \
     RETURNING state, max_attempts - attempts";
const CANCEL: &str = "UPDATE otp_challenge SET state = 'cancelled' WHERE subject_ref = $1 AND state = 'live'";
const CANCEL_FOR: &str = "UPDATE otp_challenge SET state = 'cancelled' WHERE subject_ref = $1 AND purpose = $2 AND state = 'live'";
const EXPIRE: &str = "UPDATE otp_challenge SET state = 'expired' WHERE state = 'live' AND expires_at <= $1";
const PURGE: &str = "DELETE FROM otp_challenge WHERE state <> 'live' AND created_at < $1";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[HISTORY, SUPERSEDE, INSERT, LATEST, TRY, CANCEL, CANCEL_FOR, EXPIRE, PURGE];

/// What becomes of the table when a person is erased.
pub const ERASURE: &[Table] = &[Table::erased(
    "otp_challenge",
    &[
        Step::Word("DELETE FROM otp_challenge WHERE subject_ref = $1"),
        Step::Address("DELETE FROM otp_challenge WHERE destination_index = $1"),
    ],
)];

/// A new row.
#[derive(Debug)]
pub struct NewChallenge<'a> {
    pub id: Uuid,
    pub subject_ref: &'a str,
    pub purpose: Purpose,
    pub flow_hash: &'a str,
    pub channel: Channel,
    pub destination_index: &'a [u8],
    pub digest: Vec<u8>,
    pub max_attempts: i64,
    pub reference: &'a str,
    pub created_at: Instant,
    pub expires_at: Instant,
}

/// The newest code of a flow.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Latest {
    pub id: Uuid,
    channel: String,
    pub reference: String,
    pub created_at: i64,
    pub expires_at: i64,
    state: String,
    pub subject_ref: String,
}

impl Latest {
    /// By which way it comes.
    pub fn channel(&self) -> std::result::Result<Channel, Error> {
        Channel::parse(&self.channel).ok_or(Error::Corrupt("otp_challenge.channel"))
    }

    /// How it stands.
    pub fn state(&self) -> std::result::Result<CodeState, Error> {
        stored(&self.state)
    }
}

fn stored(state: &str) -> std::result::Result<CodeState, Error> {
    CodeState::parse(state).ok_or(Error::Corrupt("otp_challenge.state"))
}

/// What went to a destination in the last 24 hours, newest first. Only what was sent after `since` is alike.
pub async fn history(
    tx: &mut Tx,
    destination: &[u8],
    purpose: Purpose,
    since: Option<Instant>,
    now: Instant,
) -> std::result::Result<Vec<Sent>, Error> {
    let rows: Vec<(i64, String, String)> = tx.fetch_all(HISTORY, params![destination, now.minus_seconds(DAY)]).await?;
    let sent = |(at, state, sent_for): (i64, String, String)| -> std::result::Result<Sent, Error> {
        let sent_for = Purpose::parse(&sent_for).ok_or(Error::Corrupt("otp_challenge.purpose"))?;
        Ok(Sent {
            at: Instant(at),
            verified: stored(&state)? == CodeState::Verified,
            alike: sent_for == purpose && Some(Instant(at)) > since,
        })
    };
    rows.into_iter().map(sent).collect()
}

/// Ends the live code of a subject and purpose because `by` takes its place.
pub async fn supersede(tx: &mut Tx, subject_ref: &str, purpose: Purpose, by: Uuid) -> Result<u64> {
    tx.execute(SUPERSEDE, params![subject_ref, purpose, by]).await
}

/// Stores a code.
pub async fn insert(tx: &mut Tx, new: NewChallenge<'_>) -> Result<()> {
    tx.execute(
        INSERT,
        params![
            new.id,
            new.subject_ref,
            new.purpose,
            new.flow_hash,
            new.channel,
            new.destination_index,
            new.digest,
            new.max_attempts,
            new.reference,
            new.created_at,
            new.expires_at
        ],
    )
    .await?;
    Ok(())
}

/// The newest code of a flow, whatever its state.
pub async fn latest(db: &Db, flow_hash: &str, purpose: Purpose) -> Result<Option<Latest>> {
    db.fetch_optional(LATEST, params![flow_hash, purpose]).await
}

/// [`latest`] inside a transaction.
pub async fn latest_in(tx: &mut Tx, flow_hash: &str, purpose: Purpose) -> Result<Option<Latest>> {
    tx.fetch_optional(LATEST, params![flow_hash, purpose]).await
}

/// Tries a digest; the new state (`expired` for a try that came too late) and the tries left, or nothing when the code takes no more tries.
/// Of the day's tries those at codes from before `since` do not count. The caller has lined up for the subject: the statement would
/// otherwise add up the day's tries without those that are under way.
pub async fn attempt(
    tx: &mut Tx,
    latest: &Latest,
    digest: Vec<u8>,
    since: Option<Instant>,
    now: Instant,
) -> std::result::Result<Option<(CodeState, i64)>, Error> {
    let day = now.minus_seconds(DAY);
    let from = since.map_or(day, |since| day.max(since));
    let row: Option<(String, i64)> = tx.fetch_optional(TRY, params![latest.id, digest, now, from, GUESSES_PER_DAY]).await?;
    row.map(|(state, left)| Ok((stored(&state)?, left))).transpose()
}

/// Ends whatever is live for a subject.
pub async fn cancel(tx: &mut Tx, subject_ref: &str) -> Result<u64> {
    tx.execute(CANCEL, params![subject_ref]).await
}

/// Ends what is live for a subject and one purpose.
pub async fn cancel_for(tx: &mut Tx, subject_ref: &str, purpose: Purpose) -> Result<u64> {
    tx.execute(CANCEL_FOR, params![subject_ref, purpose]).await
}

/// Marks what ran out, and forgets what the limits no longer look at.
pub async fn maintain(tx: &mut Tx, now: Instant) -> Result<u64> {
    let expired = tx.execute(EXPIRE, params![now]).await?;
    Ok(expired + tx.execute(PURGE, params![now.minus_seconds(2 * DAY)]).await?)
}
