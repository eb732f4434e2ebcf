//! As many generated participants as somebody wants to try the portal with, each with something to read: devices, sessions, events,
//! notices. They share one password record, because hashing is what takes the time.
//!
//! Invariants: a batch is in one transaction with the number it reaches, so a seed that was broken off goes on where it stopped;
//! transactions are short, and between them others come to write, so it runs beside a server; what is generated is over: no session of
//! it lives.

use super::invented::{Dice, Invented, MOST};
use super::{PASSWORD, seed_demo};
use crate::account::model::{Channel, Identity, NoticeKind};
use crate::account::rules::TRUST_LIFE;
use crate::account::server::service::Profile;
use crate::account::server::store::NewAccount;
use crate::account::server::store::crowd::{self as store, PastDevice, PastNotice};
use crate::kernel::instant::Instant;
use crate::legal::TERMS_VERSION;
use crate::platform::audit::{self, ActorRef, Event, Fact};
use crate::platform::crypt::{self, PersonKey, Place, Wrapped, token_hash};
use crate::platform::db;
use crate::platform::http::session::{self, Past};
use crate::platform::{Ctx, Error};
use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::time::Duration;
use uuid::Uuid;

/// How many generated participants this database has.
const FACT: &str = "demo_participants";
/// The record of their password.
const PASSWORD_FACT: &str = "demo_password";
/// Participants in one transaction: a fraction of a second, so that nobody else waits long to write.
const BATCH: u32 = 2_000;
/// Batches that are made ahead of the one that is written, so that all cores have work.
const AHEAD: usize = 4;
/// Between two transactions, so that whoever waits to write gets a turn; SQLite has no line in which to wait.
const PAUSE: Duration = Duration::from_millis(40);

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// Generates participants until there are `wanted`; `tell` hears how many there are from time to time. Answers how many were added.
///
/// # Errors
/// [`Error::Refused`] in production, for more than [`MOST`], and when another seed adds participants at the same time.
pub async fn seed_participants(ctx: &Ctx, wanted: u32, tell: impl Fn(u32)) -> Result<u32, Error> {
    if wanted > MOST {
        return Err(Error::Refused("at most 10,000,000 participants can be generated"));
    }
    // With them the database says that it holds demo data.
    seed_demo(ctx).await?;
    let before = generated(ctx).await?;
    let record = password_record(ctx).await?;
    let (mut made, mut there) = (before, before);
    let mut ahead = VecDeque::new();
    while there < wanted {
        while ahead.len() < AHEAD && made < wanted {
            let numbers = made + 1..=wanted.min((made / BATCH + 1) * BATCH);
            made = *numbers.end();
            let (ctx, record) = (ctx.clone(), record.clone());
            ahead.push_back(tokio::task::spawn_blocking(move || Batch::invent(&ctx, numbers, &record)));
        }
        let Some(batch) = ahead.pop_front() else { break };
        let batch = batch.await.map_err(|_| Error::Refused("a participant could not be generated"))??;
        there = batch.write(ctx, there).await?;
        tell(there);
        tokio::time::sleep(PAUSE).await;
    }
    Ok(there - before)
}

/// How many there are.
async fn generated(ctx: &Ctx) -> Result<u32, Error> {
    match db::fact(&ctx.db, FACT).await? {
        Some(text) => text.parse().map_err(|_| Error::Corrupt(FACT)),
        None => Ok(0),
    }
}

/// The one record that all of them have, whichever run added them.
async fn password_record(ctx: &Ctx) -> Result<String, Error> {
    if let Some(record) = db::fact(&ctx.db, PASSWORD_FACT).await? {
        return Ok(record);
    }
    let record = ctx.hasher.hash(PASSWORD).await?;
    let mut tx = ctx.db.begin().await?;
    if db::move_fact(&mut tx, PASSWORD_FACT, None, &record).await? {
        tx.commit().await?;
        return Ok(record);
    }
    db::fact_in(&mut tx, PASSWORD_FACT).await?.ok_or(BUSY)
}

const BUSY: Error = Error::Refused("another seed is adding participants");

/// Rows of participants who follow on each other.
struct Batch {
    last: u32,
    now: Instant,
    keys: Vec<(Uuid, Wrapped)>,
    accounts: Vec<NewAccount>,
    devices: Vec<PastDevice>,
    sessions: Vec<Past>,
    notices: Vec<PastNotice>,
    events: Vec<(Uuid, Instant, Event)>,
}

impl Batch {
    /// Seals hundreds of fields; for a thread that may block.
    fn invent(ctx: &Ctx, numbers: RangeInclusive<u32>, record: &str) -> Result<Self, Error> {
        let mut batch = Self {
            last: *numbers.end(),
            now: ctx.now(),
            keys: Vec::new(),
            accounts: Vec::new(),
            devices: Vec::new(),
            sessions: Vec::new(),
            notices: Vec::new(),
            events: Vec::new(),
        };
        for number in numbers {
            batch.add(ctx, number, record)?;
        }
        Ok(batch)
    }

    fn add(&mut self, ctx: &Ctx, number: u32, record: &str) -> Result<(), Error> {
        let mut dice = Dice::of(number);
        let person = Invented::of(number, &mut dice);
        let opened = self.now.minus_seconds(30 * DAY + dice.below(270 * DAY as u64) as i64);
        let id = ctx.random.id(self.now);
        let (key, wrapped) = ctx.keys.new_person(id);
        self.keys.push((id, wrapped));
        self.accounts.push(account(ctx, &key, &person, opened, record)?);
        let events = self.live(ctx, &mut dice, id, &person, opened);
        for (nth, (at, event)) in events.into_iter().enumerate() {
            // The id says when a row was written, and sorts a person's history.
            let id = ctx.random.id(Instant(self.now.0 + nth as i64));
            self.events.push((id, at, event));
        }
        Ok(())
    }

    /// What the person did since the account was opened; answers what the audit trail says of it, in the order of time.
    fn live(&mut self, ctx: &Ctx, dice: &mut Dice, account: Uuid, person: &Invented, opened: Instant) -> Vec<(Instant, Event)> {
        let first_device = self.devices.len();
        for nth in 0..1 + dice.below(3) {
            let first_seen = if nth == 0 { opened } else { self.now.minus_seconds(28 * DAY + dice.below(2 * DAY as u64) as i64) };
            let class = *dice.pick(&["android", "android", "android", "android", "iphone", "windows", "windows", "mac", "linux"]);
            let (id, token_hash) = (ctx.random.id(self.now), token_hash(&ctx.random.token().encode()));
            self.devices.push(PastDevice {
                id,
                account,
                token_hash,
                class,
                first_seen,
                last_seen: first_seen,
                trusted_until: None,
            });
        }
        let mut events = vec![(opened, event(ActorRef::Visitor, account, "account.open", person.identity.names().0, None))];
        if person.phone_verified {
            let verified = event(ActorRef::Participant(account), account, "phone.verify", "ok", None);
            events.push((opened.plus_seconds(HOUR), verified));
        }
        let mut last = opened;
        for _ in 0..1 + dice.below(3) {
            let devices = &mut self.devices[first_device..];
            let at = dice.below(devices.len() as u64) as usize;
            let past = past_session(ctx, dice, &mut devices[at], self.now);
            events.push((past.opened, event(ActorRef::Visitor, account, "sign_in.code", "ok", Some(past.device))));
            if past.signed_out {
                let out = event(ActorRef::Participant(account), account, "sign_out", "ok", Some(past.device));
                events.push((past.last_seen, out));
            }
            last = last.max(past.opened);
            self.sessions.push(past);
        }
        self.notices.extend(notices(ctx, dice, account, person.identity, opened, last));
        events.sort_by_key(|(at, _)| *at);
        events
    }

    /// Stores the batch behind the `before` that are there; answers how many there are then.
    async fn write(self, ctx: &Ctx, before: u32) -> Result<u32, Error> {
        let mut tx = ctx.db.begin().await?;
        let from = (before > 0).then(|| before.to_string());
        if !db::move_fact(&mut tx, FACT, from.as_deref(), &self.last.to_string()).await? {
            return Err(BUSY);
        }
        crypt::put_people(&mut tx, &self.keys, self.now).await?;
        store::insert_accounts(&mut tx, self.accounts).await?;
        store::insert_devices(&mut tx, self.devices).await?;
        session::insert_past(&mut tx, self.sessions).await?;
        store::insert_notices(&mut tx, self.notices).await?;
        audit::record_past(&mut tx, ctx, &self.events).await?;
        tx.commit().await?;
        Ok(self.last)
    }
}

fn account(ctx: &Ctx, key: &PersonKey, person: &Invented, opened: Instant, record: &str) -> Result<NewAccount, Error> {
    let (name, address) = (person.name.clone(), person.address.clone());
    let profile = Profile::new(name, person.birth_date, person.gender, address, person.district.to_text()).to_bytes()?;
    let id = key.person();
    Ok(NewAccount {
        id,
        email_index: ctx.keys.blind("email", &person.email),
        email_sealed: key.seal(Place::row("account.email", id), person.email.as_bytes()),
        password_hash: record.to_owned(),
        nik_index: ctx.keys.blind("nik", &person.nik),
        nik_sealed: key.seal(Place::row("account.nik", id), person.nik.as_bytes()),
        profile_sealed: key.seal(Place::row("account.profile", id), &profile),
        phone_index: ctx.keys.blind("phone", &person.phone),
        phone_sealed: key.seal(Place::row("account.phone", id), person.phone.as_bytes()),
        phone_verified_at: person.phone_verified.then(|| opened.plus_seconds(HOUR)),
        identity: person.identity,
        language: person.language,
        code_channel: if person.prefers_sms { Channel::Sms } else { Channel::Email },
        terms_version: TERMS_VERSION,
        now: opened,
    })
}

/// A session of the last four weeks, so that clearing up leaves it there for a while; the device was used with it.
fn past_session(ctx: &Ctx, dice: &mut Dice, device: &mut PastDevice, now: Instant) -> Past {
    let opened = now.minus_seconds(DAY + dice.below(27 * DAY as u64) as i64);
    let last_seen = opened.plus_seconds(60 + dice.below(HOUR as u64) as i64);
    device.last_seen = device.last_seen.max(last_seen);
    if dice.chance(30) {
        device.trusted_until = device.trusted_until.max(Some(opened.plus_seconds(TRUST_LIFE)));
    }
    Past {
        id: ctx.random.id(now),
        token_hash: token_hash(&ctx.random.token().encode()),
        account: device.account,
        device: device.id,
        opened,
        last_seen,
        signed_out: dice.chance(40),
        network: format!("{}.{}.•.•", dice.pick(&[36, 103, 110, 114, 125, 140, 180, 182, 202]), dice.below(256)),
    }
}

fn notices(ctx: &Ctx, dice: &mut Dice, account: Uuid, identity: Identity, opened: Instant, last: Instant) -> Vec<PastNotice> {
    let mut told = Vec::new();
    let mut put = |kind, at: Instant, read: bool| {
        let read_at = read.then(|| at.plus_seconds(2 * HOUR));
        told.push(PastNotice { id: ctx.random.id(ctx.now()), account, kind, at, read_at });
    };
    match identity {
        Identity::Verified if dice.chance(20) => put(NoticeKind::IdentityVerified, opened.plus_seconds(HOUR), true),
        Identity::Unverified(_) => put(NoticeKind::IdentityUnverified, opened.plus_seconds(HOUR), dice.chance(50)),
        Identity::Verified | Identity::Pending => {}
    }
    if dice.chance(40) {
        put(NoticeKind::SessionsEnded, last, dice.chance(50));
    }
    told
}

fn event(actor: ActorRef, account: Uuid, action: &'static str, outcome: &'static str, device: Option<Uuid>) -> Event {
    let detail = device.map(|device| Fact::Id("device", device)).into_iter().collect();
    Event { actor, subject: Some(account), action, outcome, detail }
}
