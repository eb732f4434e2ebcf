//! Use cases of accounts.

mod codes;
mod contact;
pub mod devices;
pub mod email;
pub mod history;
pub mod identity;
pub mod kept;
pub mod lookup;
pub mod overview;
pub mod password;
mod person;
pub mod phone;
pub mod profile;
pub mod proof;
pub mod recovery;
pub mod register;
pub mod removal;
pub mod reset;
pub mod sign_in;
pub mod standing;
pub mod told;
pub mod totp;

use crate::account::model::Challenge;
use crate::account::model::profile::{Occupation, Schooling, Skills};
use crate::account::server::store::{self, AccountRow};
use crate::kernel::date::Date;
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::lang::Lang;
use crate::kernel::nik::Nik;
use crate::kernel::person::Gender;
use crate::kernel::phone::Phone;
use crate::kernel::token::Token;
use crate::platform::audit::{self, ActorRef, Event, Fact};
use crate::platform::captcha::{self, Level, Spent};
use crate::platform::crypt::{self, PersonKey, Place, token_hash};
use crate::platform::db::Tx;
use crate::platform::hashing::password::PasswordFault;
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::session::{self, Session};
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::{Ctx, Error};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Posts per source that start something costly; soft, because many people share one address.
const SOURCE: Rule = Rule { name: "source", whose: Whose::Source, burst: 100, per: 300 };
/// As many of them are free; above it a resend carries a captcha, as the forms that begin something always do (`docs/rules.md`, C13).
const FREE: Rule = Rule { name: "source_free", whose: Whose::Source, burst: 25, per: 300 };
/// The captcha's form of every resend.
const RESEND: &str = "kirim_ulang";

/// What a captcha answered: the signed challenge, the proof of work, the sum.
#[derive(Clone, Debug, Default)]
pub struct Proof {
    pub token: String,
    pub work: String,
    pub sum: String,
}

/// Personal data as it is sealed with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub name: String,
    pub birth_date: Date,
    pub gender: Gender,
    pub address: String,
    /// Dotted code of the district; province and regency follow from it.
    pub district: String,
    #[serde(default)]
    pub background: Background,
    /// Stands for the values that the registry refused; posted again unchanged they are saved.
    #[serde(default)]
    pub refused_once: Option<String>,
}

/// What a participant adds to the profile after the registration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Background {
    #[serde(default)]
    pub schooling: Option<Schooling>,
    #[serde(default)]
    pub occupation: Option<Occupation>,
    #[serde(default)]
    pub skills: Skills,
}

impl Profile {
    /// A profile as the registration leaves it.
    #[must_use]
    pub fn new(name: String, birth_date: Date, gender: Gender, address: String, district: String) -> Self {
        Self { name, birth_date, gender, address, district, background: Background::default(), refused_once: None }
    }

    /// Reads what [`Profile::to_bytes`] wrote, also before there was a background.
    pub fn read(plain: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(plain).map_err(|_| Error::Corrupt("account.profile"))
    }

    /// As it is sealed.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec(self).map_err(|_| Error::Corrupt("account.profile"))
    }
}

/// An account with its personal data opened.
#[derive(Debug)]
pub struct Account {
    pub row: AccountRow,
    pub key: PersonKey,
    pub email: Email,
    pub phone: Phone,
    lang: Lang,
}

impl Account {
    /// Opens the address and the number of a row, and reads its language.
    pub async fn open(ctx: &Ctx, row: AccountRow) -> Result<Self, Error> {
        let key = crypt::load_person(&ctx.db, &ctx.keys, row.id).await?;
        Self::with_key(key, row)
    }

    /// [`Account::open`] inside a transaction.
    pub async fn open_in(tx: &mut Tx, ctx: &Ctx, row: AccountRow) -> Result<Self, Error> {
        let key = crypt::load_person_in(tx, &ctx.keys, row.id).await?;
        Self::with_key(key, row)
    }

    fn with_key(key: PersonKey, row: AccountRow) -> Result<Self, Error> {
        let email = key.open_text(Place::row("account.email", row.id), &row.email_sealed)?;
        let email = Email::parse(&email).map_err(|_| Error::Corrupt("account.email"))?;
        let phone = key.open_text(Place::row("account.phone", row.id), &row.phone_sealed)?;
        let phone = Phone::parse(&phone).map_err(|_| Error::Corrupt("account.phone"))?;
        let lang = row.lang()?;
        Ok(Self { row, key, email, phone, lang })
    }

    /// Opens the personal data.
    pub fn profile(&self) -> Result<Profile, Error> {
        profile::open(&self.key, &self.row.profile_sealed)
    }

    pub fn nik(&self) -> Result<Nik, Error> {
        let nik = self.key.open_text(Place::row("account.nik", self.row.id), &self.row.nik_sealed)?;
        Nik::parse(&nik).map_err(|_| Error::Corrupt("account.nik"))
    }

    /// The language later mails use.
    pub fn lang(&self) -> Lang {
        self.lang
    }
}

/// Whose codes and failures an address stands for; the same for addresses with and without an account.
fn subject_of(email_index: &[u8]) -> String {
    crypt::hex(email_index)
}

/// The hash under which a browser's flow is stored; one flow cookie serves several purposes without linking them.
fn flow_hash(purpose: &str, flow: &Token) -> String {
    token_hash(&format!("{purpose}:{}", flow.encode()))
}

/// A captcha for a form, as the page shows it.
fn challenge(call: &Call, form: &str, level: Level) -> Challenge {
    let issued = captcha::issue(&call.ctx.keys, &call.ctx.random, call.now(), form, level);
    // The script works on the very token that the form posts back.
    Challenge { question: issued.question(call.visit.lang), work: issued.token.clone(), token: issued.token }
}

/// How much a captcha asks of this call's source now.
async fn captcha_level(call: &Call) -> Result<Level, Error> {
    let source = limits::sources::source_key(call.visit.source);
    let extra = limits::sources::needs_extra_proof(&call.ctx, call.now(), &source).await?;
    Ok(if extra { Level::Two } else { Level::One })
}

/// Checks a captcha without spending it; what is wrong with it joins `fault`, on `captcha`.
async fn check_captcha(call: &Call, form: &str, proof: &Proof, fault: &mut Fault) -> Result<Option<Spent>, Error> {
    let level = captcha_level(call).await?;
    let checked = captcha::check(&call.ctx.keys, call.now(), form, level, &proof.token, &proof.work, &proof.sum);
    Ok(checked.map_err(|refused| fault.fields.insert("captcha".into(), refused.code().into())).ok())
}

/// The field code of a refused password.
fn password_code(fault: PasswordFault) -> &'static str {
    fault.code()
}

/// Takes from the source's soft limit.
///
/// # Errors
/// [`Code::Limited`] with the seconds to wait.
async fn limit_source(tx: &mut Tx, call: &Call) -> Result<(), Fault> {
    take_source(tx, call).await.map(drop)
}

/// A limit refuses what a form would begin, so nothing has begun and what stood before stands; the caller has rolled it back. Captcha and
/// source have paid for it all the same, so that one captcha does not ask any number of times.
async fn refuse_paid(call: &Call, spent: &Spent, action: &'static str, limited: Fault) -> Result<Fault, Fault> {
    let mut tx = call.ctx.db.begin().await?;
    if !captcha::spend(&mut tx, spent).await? {
        return Ok(Fault::invalid("captcha", "used"));
    }
    limit_source(&mut tx, call).await?;
    note(&mut tx, call, None, action, "limited").await?;
    tx.commit().await?;
    Ok(limited)
}

/// As [`limit_source`] for a resend; answers nothing, because a captcha that was needed is spent.
///
/// # Errors
/// Also a fault on `captcha`, when the source has used up what is free and no captcha was solved. Whoever is refused changes nothing.
async fn limit_resend(tx: &mut Tx, call: &Call, proof: &Proof) -> Result<(), Fault> {
    if take_source(tx, call).await? {
        return Ok(());
    }
    let spent = captcha::check(&call.ctx.keys, call.now(), RESEND, Level::One, &proof.token, &proof.work, &proof.sum)
        .map_err(|refused| Fault::invalid("captcha", refused.code()))?;
    if captcha::spend(tx, &spent).await? { Ok(()) } else { Err(Fault::invalid("captcha", "used")) }
}

/// Whether it was free.
async fn take_source(tx: &mut Tx, call: &Call) -> Result<bool, Fault> {
    let source = limits::sources::source_key(call.visit.source);
    let limited = |wait: limits::RetryAfter| Fault::of(Code::Limited).retry(wait.0);
    limits::take(tx, call.now(), SOURCE, &source).await?.map_err(limited)?;
    Ok(limits::take(tx, call.now(), FREE, &source).await?.is_ok())
}

/// The captcha that the next resend from here has to carry, if it needs one.
async fn resend_challenge(call: &Call) -> Result<Option<Challenge>, Fault> {
    let source = limits::sources::source_key(call.visit.source);
    match limits::peek(&call.ctx.db, call.now(), FREE, &source).await? {
        Ok(()) => Ok(None),
        Err(_) => sign_in::fresh_challenge(call, RESEND).await.map(Some),
    }
}

/// The session of this browser where it is the subject's own. Links of mails and the forms that are open to everybody are used in
/// browsers where somebody else is signed in, whose id and device are no business of the subject's.
fn own_session(call: &Call, subject: Option<Uuid>) -> Option<&Session> {
    call.visit.session.as_ref().filter(|session| subject == Some(session.account))
}

/// Where something happened. Of a device that is not known only its class is kept, so that the history can name it.
fn place(call: &Call, device: Option<Uuid>) -> Fact {
    device.map_or(Fact::Code("class", call.visit.class), |device| Fact::Id("device", device))
}

/// Writes an audit event of this call, with the device of the subject's session.
async fn note(tx: &mut Tx, call: &Call, subject: Option<Uuid>, action: &'static str, outcome: &'static str) -> Result<(), Error> {
    let device = own_session(call, subject).map(|session| session.device);
    note_on(tx, call, subject, action, outcome, device).await
}

/// The same, on a device that is known otherwise.
async fn note_on(
    tx: &mut Tx,
    call: &Call,
    subject: Option<Uuid>,
    action: &'static str,
    outcome: &'static str,
    device: Option<Uuid>,
) -> Result<(), Error> {
    note_with(tx, call, subject, action, outcome, vec![place(call, device)]).await
}

/// The same, with everything that explains it. Whoever is signed in here as somebody else acts as a visitor: to the subject they are one.
async fn note_with(
    tx: &mut Tx,
    call: &Call,
    subject: Option<Uuid>,
    action: &'static str,
    outcome: &'static str,
    detail: Vec<Fact>,
) -> Result<(), Error> {
    let actor = own_session(call, subject).map_or(ActorRef::Visitor, |session| ActorRef::Participant(session.account));
    audit::record(tx, &call.ctx, Event { actor, subject, action, outcome, detail }).await
}

/// All sessions of an account have ended: takes this browser's cookie, unless somebody else is signed in here.
fn forget_session_of(call: &Call, account: Uuid) {
    if call.visit.session.as_ref().is_none_or(|session| session.account == account) {
        call.reply.set_cookie(Cookie::gone(cookies::SESSION));
    }
}

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// Password and code, which is fresh proof too; `trust` lets this device skip the code from now on.
    Code { trust: bool },
    /// The password alone, on a device that skips the code.
    TrustedDevice,
    /// The last page of the registration.
    Registration,
}

/// What a new session brought with it.
struct Opened {
    device: Uuid,
    /// The account was never used on this device before.
    is_new_device: bool,
    /// How many older sessions made room.
    dropped: u64,
}

/// Signs this browser in: device, session, cookies.
async fn open_session(tx: &mut Tx, call: &Call, account: Uuid, entry: Entry) -> Result<Opened, Error> {
    let now = call.now();
    let token = call.visit.device.clone().unwrap_or_else(|| call.ctx.random.token());
    let hash = token_hash(&token.encode());
    let is_new_device = !store::knows_device(tx, account, &hash).await?;
    let trusted_until = (entry == Entry::Code { trust: true }).then(|| now.plus_seconds(crate::account::rules::TRUST_LIFE));
    let device = store::put_device(tx, call.ctx.random.id(now), account, &hash, call.visit.class, now, trusted_until).await?;
    let opening = session::Opening { proven: matches!(entry, Entry::Code { .. }), network: call.visit.network() };
    let (session, dropped) = session::open(tx, &call.ctx, account, device, opening).await?;
    if dropped > 0 {
        // Told of with the device that took the place: that is where the owner would ask who it was.
        note_on(tx, call, Some(account), "session.drop", "ok", Some(device)).await?;
    }
    call.reply.set_cookie(Cookie { name: cookies::SESSION, value: session.encode(), max_age: None });
    call.reply.set_cookie(Cookie::lasting(cookies::DEVICE, token.encode(), crate::account::rules::DEVICE_LIFE));
    // A new privilege never keeps the old token.
    call.reply.set_cookie(Cookie::gone(cookies::FLOW));
    Ok(Opened { device, is_new_device, dropped })
}
