//! Use cases of the office.

pub mod accept;
pub mod desk;
pub mod people;
pub mod person;
pub mod proof;
pub mod sign_in;
pub mod staff;

use crate::kernel::code::OneTimeCode;
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::token::Token;
use crate::office::rules::DEVICE_LIFE;
use crate::office::server::store::{self, StaffRow};
use crate::otp::{self, Secret};
use crate::platform::audit::{self, ActorRef, Event, Fact};
use crate::platform::crypt::{self, PersonKey, Place, token_hash};
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::staff as session;
use crate::platform::limits::tries::{Counter, Try};
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::outbox::{self, Body, Destination, Letter, Message};
use crate::platform::{Ctx, Error};
use uuid::Uuid;

/// Posts per source that start something costly: the bucket that participants' pages take from too.
const SOURCE: Rule = Rule { name: "source", whose: Whose::Source, burst: 100, per: 300 };

/// A member of staff with their personal data opened.
#[derive(Debug)]
pub struct Member {
    pub row: StaffRow,
    pub key: PersonKey,
    pub email: Email,
    pub name: String,
    lang: Lang,
}

impl Member {
    /// Opens the name and the address of a row, and reads its language.
    ///
    /// # Errors
    /// A person's key that cannot be opened, or data that is damaged.
    pub async fn open(ctx: &Ctx, row: StaffRow) -> Result<Self, Error> {
        let key = crypt::load_person(&ctx.db, &ctx.keys, row.id).await?;
        let email = key.open_text(Place::row("staff.email", row.id), &row.email_sealed)?;
        let email = Email::parse(&email).map_err(|_| Error::Corrupt("staff.email"))?;
        let name = key.open_text(Place::row("staff.name", row.id), &row.name_sealed)?;
        let lang = row.lang()?;
        Ok(Self { row, key, email, name, lang })
    }

    /// The caller.
    ///
    /// # Errors
    /// [`Code::Unauthenticated`] without a session.
    pub async fn caller(call: &Call) -> Result<Self, Fault> {
        Ok(Self::by_id(&call.ctx, call.staff()?.staff).await?.ok_or(Error::Corrupt("staff"))?)
    }

    /// The member with this id, whatever their state.
    ///
    /// # Errors
    /// As [`Member::open`].
    pub async fn by_id(ctx: &Ctx, id: Uuid) -> Result<Option<Self>, Error> {
        match store::staff(&ctx.db, id).await? {
            Some(row) => Ok(Some(Self::open(ctx, row).await?)),
            None => Ok(None),
        }
    }

    /// The language later mails use.
    fn lang(&self) -> Lang {
        self.lang
    }

    /// The key of the authenticator.
    fn secret(&self) -> Result<Secret, Error> {
        let bytes = self.key.open(Place::row("staff.totp", self.row.id), &self.row.totp_sealed)?;
        Secret::from_slice(&bytes).ok_or(Error::Corrupt("staff.totp"))
    }
}

/// The fingerprint of an address of staff; participants with the same address are others.
fn index_of(ctx: &Ctx, email: &Email) -> Vec<u8> {
    ctx.keys.blind("staff_email", email.as_str())
}

/// The hash under which a browser's flow is stored; one flow cookie serves several purposes without linking them.
fn flow_hash(purpose: &str, flow: &Token) -> String {
    token_hash(&format!("{purpose}:{}", flow.encode()))
}

/// Writes an audit event of this call about a member of staff.
async fn note(
    tx: &mut Tx,
    call: &Call,
    subject: Option<Uuid>,
    action: &'static str,
    outcome: &'static str,
    detail: Vec<Fact>,
) -> Result<(), Error> {
    let actor = call.visit.staff.as_ref().map_or(ActorRef::Visitor, |session| ActorRef::Staff(session.staff));
    audit::record(tx, &call.ctx, Event { actor, subject, action, outcome, detail }).await
}

/// Takes from the source's soft limit.
///
/// # Errors
/// [`Code::Limited`] with the seconds to wait.
async fn limit_source(tx: &mut Tx, call: &Call) -> Result<(), Fault> {
    limits::take(tx, call.now(), SOURCE, &limits::sources::source_key(call.visit.source))
        .await?
        .map_err(|wait| Fault::of(Code::Limited).retry(wait.0))
}

/// Whose wrong passwords count: this browser's, if the member signed in with it before, so that strangers lock nobody out
/// (`docs/rules.md`, C8).
async fn counter_of(call: &Call, staff: Option<Uuid>, index: &[u8]) -> Result<Counter, Error> {
    // Where there is nobody the question is about nobody, and costs the same.
    let id = staff.unwrap_or(Uuid::nil());
    let known = known_device(call, id).await?;
    Ok(known.map_or_else(|| address_counter(index), |hash| Counter::StaffDevice(id, hash)))
}

/// The hash of this browser's token, if the member signed in with it before.
async fn known_device(call: &Call, staff: Uuid) -> Result<Option<String>, Error> {
    let Some(token) = &call.visit.device else { return Ok(None) };
    let hash = token_hash(&token.encode());
    Ok(store::is_known_device(&call.ctx.db, staff, &hash).await?.then_some(hash))
}

/// The counter of an address for browsers that are not known.
fn address_counter(index: &[u8]) -> Counter {
    Counter::Staff(crypt::hex(index))
}

/// Records a wrong password, which source and counter have counted already. Answers the fault.
async fn wrong_password(call: &Call, tried: &Try, staff: Option<Uuid>, index: &[u8]) -> Result<Fault, Error> {
    let mut tx = call.ctx.db.begin().await?;
    tried.note_wrong(&mut tx, &call.ctx, &crypt::hex(index)).await?;
    note(&mut tx, call, staff, "staff.password", "wrong", Vec::new()).await?;
    tx.commit().await?;
    // The try that locks is still told what it was; the next one is told of the lock.
    Ok(Fault::invalid("password", "wrong"))
}

/// A try at a member's authenticator, where wrong values lock as wrong passwords do, across all sign-ins: it counts for this browser, if it
/// is known, so that strangers who have the password lock nobody out (C8).
async fn try_at_value(call: &Call, staff: Uuid) -> Result<Try, Error> {
    let known = known_device(call, staff).await?;
    let counter = known.map_or_else(|| Counter::StaffCode(staff), |hash| Counter::StaffCodeDevice(staff, hash));
    Ok(Try::at_value(counter))
}

/// How a value of the authenticator was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Judged {
    Right,
    Wrong,
    /// It was right, and used before.
    Used,
}

impl Judged {
    /// The audit outcome.
    fn name(self) -> &'static str {
        match self {
            Judged::Right => "ok",
            Judged::Wrong => "wrong",
            Judged::Used => "used",
        }
    }
}

/// Counts a value, judges it and, if it is right, uses its step up in the caller's transaction; `tried` comes from [`try_at_value`].
///
/// # Errors
/// [`Code::Locked`] when the counter lets nobody try; nothing is judged then.
async fn judge(tx: &mut Tx, now: Instant, member: &Member, code: &OneTimeCode, tried: &Try) -> Result<Judged, Fault> {
    let id = member.row.id;
    tried.count(tx, now).await??;
    let judged = match otp::check(&member.secret()?, code, now, None) {
        None => Judged::Wrong,
        Some(step) if store::use_step(tx, id, step).await? => Judged::Right,
        Some(_) => Judged::Used,
    };
    if judged == Judged::Right {
        tried.forgive(tx, now).await?;
    }
    Ok(judged)
}

/// Lets a member in with this browser: session, cookies. Answers whether the browser is a new one beside others.
async fn enter(tx: &mut Tx, call: &Call, staff: Uuid) -> Result<bool, Error> {
    let token = call.visit.device.clone().unwrap_or_else(|| call.ctx.random.token());
    let is_new = store::put_device(tx, staff, &token_hash(&token.encode()), call.now()).await?;
    let (session, ended) = session::open(tx, &call.ctx, staff, call.visit.class, &call.visit.network()).await?;
    store::set_language(tx, staff, call.visit.lang).await?;
    let actor = ActorRef::Staff(staff);
    let detail = vec![Fact::Number("ended", i64::try_from(ended).unwrap_or(i64::MAX))];
    audit::record(tx, &call.ctx, Event { actor, subject: Some(staff), action: "staff.sign_in", outcome: "ok", detail }).await?;
    call.reply.set_cookie(Cookie { name: cookies::STAFF, value: session.encode(), max_age: None });
    call.reply.set_cookie(Cookie::lasting(cookies::DEVICE, token.encode(), DEVICE_LIFE));
    // A new privilege never keeps the old token.
    call.reply.set_cookie(Cookie::gone(cookies::FLOW));
    Ok(is_new)
}

/// A mail to staff, or to somebody who may become one.
struct Mail<'a> {
    person: Uuid,
    to: &'a Email,
    lang: Lang,
    purpose: &'static str,
    expires_at: Option<Instant>,
}

impl<'a> Mail<'a> {
    /// To a member, in their language.
    fn to(member: &'a Member, purpose: &'static str) -> Self {
        Self { person: member.row.id, to: &member.email, lang: member.lang(), purpose, expires_at: None }
    }

    /// Puts it into the outbox.
    async fn send(self, tx: &mut Tx, ctx: &Ctx, message: Message) -> Result<(), Error> {
        let letter = Letter {
            dedup_key: format!("{}:{}", self.purpose, ctx.random.id(ctx.now()).simple()),
            purpose: self.purpose,
            person: Some(self.person),
            to: Destination::Email(self.to.as_str().to_owned()),
            lang: self.lang,
            expires_at: self.expires_at,
            body: Body::Mail(message),
        };
        outbox::enqueue(tx, ctx, letter).await?;
        Ok(())
    }
}
