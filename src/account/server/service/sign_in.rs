//! Sign in: e-mail, password, captcha → one-time code unless the device is trusted → session. And out again.

mod code;

pub use super::Proof;
pub use code::{code_page, resend, verify};

use super::codes;
use super::password::words_of_caller;
use super::standing::now_standing;
use super::{
    Account, Entry, RESEND, captcha_level, challenge, check_captcha, contact, flow_hash, note, note_on, open_session, recovery,
    register, subject_of, told,
};
use crate::account::mail_text;
use crate::account::model::{Challenge, Channel, Notice, OpenForm, Strength};
use crate::account::rules::standing::Standing;
use crate::account::server::store::registration::RegistrationRow;
use crate::account::server::store::{self, AccountRow, AccountToEnter};
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::otp::{self, Prepared};
use crate::platform::crypt::{Place, token_hash};
use crate::platform::db::Tx;
use crate::platform::hashing::{Verdict, password};
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::session;
use crate::platform::limits;
use crate::platform::limits::tries::{Counter, Try};
use crate::platform::outbox::Body;
use crate::platform::telemetry::metrics;
use crate::platform::{Error, captcha};
use uuid::Uuid;

const FLOW: &str = "sign_in";

/// What an open form page shows: `/daftar`, `/masuk`, `/lupa-password`, `/lupa-email`.
pub async fn open_form(call: &Call, form: &str) -> Result<OpenForm, Fault> {
    let challenge = fresh_challenge(call, form).await?;
    let mut refill = if form == "daftar" { register::refill(call).await? } else { call.refill(form) };
    let notice = notice(&mut refill);
    Ok(OpenForm { challenge, refill, notice })
}

/// A captcha for a form that has one.
pub async fn fresh_challenge(call: &Call, form: &str) -> Result<Challenge, Fault> {
    if !matches!(form, "daftar" | "masuk" | "lupa" | recovery::FORM | RESEND | "kantor_masuk") {
        return Err(Fault::of(Code::NotFound));
    }
    Ok(challenge(call, form, captcha_level(call).await?))
}

/// Takes the notice out of a flash that carries one.
pub(super) fn notice(refill: &mut Refill) -> Option<Notice> {
    match refill.values.remove("notice")?.as_str() {
        "link_sent" => Some(Notice::LinkSent),
        "password_replaced" => Some(Notice::PasswordReplaced),
        "session_ended" => Some(Notice::SessionEnded),
        "session_kept" => Some(Notice::SessionKept),
        "signed_out" => Some(Notice::SignedOut),
        "sign_in_first" => Some(Notice::SignInFirst),
        "draft_over" => Some(Notice::DraftOver),
        "removal_cancelled" => Some(Notice::RemovalCancelled),
        "removal_late" => Some(Notice::RemovalLate),
        "email_not_free" => Some(Notice::EmailNotFree),
        _ => None,
    }
}

/// What stands at an address.
struct Owner {
    account: Option<Box<AccountToEnter>>,
    /// Unfinished registrations, which signing in resumes. An address that has an account can have some, too, begun by strangers.
    drafts: Vec<RegistrationRow>,
}

/// Whose password it was.
enum Fits {
    Account(Box<AccountToEnter>, Verdict),
    Draft(Box<RegistrationRow>),
    Nothing,
}

/// "Masuk". Known and unknown addresses take the same steps and the same time: the same look-ups, hashes and transactions, whichever
/// password was typed: nobody's, or that of a draft which whoever asks has begun there.
pub async fn start(call: &Call, email: &str, password: &str, proof: &Proof) -> Result<(), Fault> {
    let mut fault = Fault::of(Code::Invalid);
    let email =
        Email::parse(&crate::platform::nfc(email)).map_err(|error| fault.fields.insert("email".into(), error.code().into())).ok();
    if password.is_empty() {
        fault = fault.with("password", "required");
    } else if password.chars().count() > 256 {
        fault = fault.with("password", "too_long");
    }
    let spent = check_captcha(call, "masuk", proof, &mut fault).await?;
    let (Some(email), Some(spent), true) = (email, spent, fault.fields.is_empty()) else { return Err(fault) };

    let index = call.ctx.keys.blind("email", email.as_str());
    let owner = owner(call, &index).await?;
    // Where there is no account the question is about nobody's, and costs the same.
    let device = known_device(call, owner.id().unwrap_or_default()).await?;
    let tried = Try::at_password(counter(device.as_ref().map(|device| device.id), &index), call.visit.source);
    admit(call, &spent, &tried, &index).await?;

    let attempt = Attempt { tried: &tried, index: &index, account: owner.id(), device: device.as_ref().map(|device| device.id) };
    let found = fitting(call, password, owner).await;
    match tried.judged(&call.ctx.db, call.now(), found).await? {
        Fits::Nothing => Err(wrong(call, &attempt).await?),
        Fits::Draft(row) => {
            // It forgives nothing beside it: anybody can begin a draft at somebody else's address, and would guess on without end. Whoever
            // makes the guess itself a draft's password has it judged for nothing, as often as an address is sent codes that nobody uses: six
            // times a day, with a mail to the owner each time.
            tried.give_back(&call.ctx.db, call.now()).await?;
            register::resume(call, &row).await
        }
        Fits::Account(found, verdict) => {
            tried.forgive_now(&call.ctx.db, call.now()).await?;
            if verdict.needs_rehash {
                rehash(call, &found.row, password).await?;
            }
            let trusted = device.as_ref().is_some_and(|device| device.trusted_until.is_some_and(|until| until > call.now()));
            right(call, *found, &attempt, trusted).await
        }
    }
}

/// Compares with the account, then with the drafts: one computation each, also where there is nothing to compare with. Only the right
/// password of an account is found by the first.
async fn fitting(call: &Call, password: &str, owner: Owner) -> Result<Fits, Error> {
    let (drafts, records) = register::with_password(owner.drafts);
    let record = owner.account.as_ref().map(|found| found.row.password_hash.clone());
    let (verdict, draft) = call.ctx.hasher.verify_all(password, record, records).await?;
    if let (Some(found), true) = (owner.account, verdict.ok) {
        return Ok(Fits::Account(found, verdict));
    }
    let draft = draft.and_then(|at| drafts.into_iter().nth(at));
    Ok(draft.map_or(Fits::Nothing, |row| Fits::Draft(Box::new(row))))
}

impl Owner {
    /// The account, for whose history a wrong password counts.
    fn id(&self) -> Option<Uuid> {
        self.account.as_ref().map(|found| found.row.id)
    }
}

/// Both are asked for in any case, so that an account cannot be told by the time that one question takes.
async fn owner(call: &Call, index: &[u8]) -> Result<Owner, Error> {
    let account = store::account_to_enter(&call.ctx.db, index).await?;
    let drafts = store::registration::of_email(&call.ctx.db, index, call.now()).await?;
    Ok(Owner { account: account.map(Box::new), drafts })
}

struct Known {
    id: Uuid,
    trusted_until: Option<Instant>,
}

/// The device this account was used on before: it has a failure counter of its own.
async fn known_device(call: &Call, account: Uuid) -> Result<Option<Known>, Error> {
    let Some(token) = &call.visit.device else { return Ok(None) };
    let hash = token_hash(&token.encode());
    let found = store::device(&call.ctx.db, account, &hash).await?;
    Ok(found.map(|(id, trusted_until)| Known { id, trusted_until: trusted_until.map(Instant) }))
}

/// Whose failures count: this device's, if the account knows it; else the address's.
pub(super) fn counter(device: Option<Uuid>, index: &[u8]) -> Counter {
    device.map_or_else(|| Counter::Account(subject_of(index)), Counter::Device)
}

/// Spends the captcha, asks the limits and counts the try, before any hashing.
async fn admit(call: &Call, spent: &captcha::Spent, tried: &Try, index: &[u8]) -> Result<(), Fault> {
    let now = call.now();
    let mut tx = call.ctx.db.begin().await?;
    if !captcha::spend(&mut tx, spent).await? {
        // The same form posted twice: the first one went on to the code.
        let ours = match &call.visit.flow {
            Some(flow) => {
                store::open_sign_in_in(&mut tx, &flow_hash(FLOW, flow), now).await?.is_some_and(|row| row.email_index == index)
            }
            None => false,
        };
        return Err(if ours { Fault::elsewhere(Route::SignInCode) } else { Fault::invalid("captcha", "used") });
    }
    let counted = tried.count(&mut tx, now).await?;
    tx.commit().await?;
    counted.inspect_err(|fault| metrics().sign_in(if fault.code == Code::Limited { "limited" } else { "locked" }))
}

/// A try to sign in, as its failure is recorded.
struct Attempt<'a> {
    tried: &'a Try,
    index: &'a [u8],
    /// Whose password it was, if anybody's. It stands in the one event that is written in any case.
    account: Option<Uuid>,
    device: Option<Uuid>,
}

/// Records a wrong password, which source and guard have counted already. Answers the fault.
async fn wrong(call: &Call, attempt: &Attempt<'_>) -> Result<Fault, Error> {
    let mut tx = call.ctx.db.begin().await?;
    attempt.tried.note_wrong(&mut tx, &call.ctx, &subject_of(attempt.index)).await?;
    note_on(&mut tx, call, attempt.account, "sign_in.password", "wrong", attempt.device).await?;
    tx.commit().await?;
    metrics().sign_in("wrong_password");
    // The try that locks is still told what it was; the next one is told of the lock.
    Ok(Fault::invalid("password", "wrong"))
}

async fn rehash(call: &Call, row: &AccountRow, password: &str) -> Result<(), Error> {
    let hash = call.ctx.hasher.hash(password).await?;
    let mut tx = call.ctx.db.begin().await?;
    store::rehash(&mut tx, row.id, &row.password_hash, &hash).await?;
    tx.commit().await?;
    Ok(())
}

/// The password was right: a session on a trusted device, else a code. One that was replaced while it was compared is wrong by now, and a
/// device that lost its trust meanwhile asks for the code.
async fn right(call: &Call, found: AccountToEnter, attempt: &Attempt<'_>, trusted: bool) -> Result<(), Fault> {
    let account = Account::open(&call.ctx, found.row.clone()).await?;
    let id = account.row.id;
    if trusted {
        let mut tx = call.ctx.db.begin().await?;
        if !stands(&mut tx, &found).await? {
            drop(tx);
            return Err(wrong(call, attempt).await?);
        }
        // The owner of an account that is suspended or being removed proves to be there before the page says so.
        if is_trusted(&mut tx, call, id).await? && now_standing(&mut tx, &call.ctx, id).await? == Standing::Active {
            let device = enter(&mut tx, call, &account, Entry::TrustedDevice).await?;
            note_on(&mut tx, call, Some(id), "sign_in", "trusted_device", Some(device)).await?;
            tx.commit().await?;
            metrics().sign_in("ok");
            call.reply.go(Route::Dashboard);
            return Ok(());
        }
        // Whoever takes from the source's limit does so before the account's row, so this one lets go of the row first.
        drop(tx);
    }
    code::begin(call, &found, &account, attempt).await
}

/// Whether the password is still the one that was compared. From here on whoever replaces it, or takes the trust of every device, waits
/// until this transaction ends, and then ends what it has opened.
async fn stands(tx: &mut Tx, found: &AccountToEnter) -> Result<bool, Error> {
    contact::line_up(tx, found.row.id).await?;
    Ok(store::has_password_of(tx, found).await?)
}

/// Whether this browser still skips the code of this account.
async fn is_trusted(tx: &mut Tx, call: &Call, account: Uuid) -> Result<bool, Error> {
    let Some(token) = &call.visit.device else { return Ok(false) };
    let until = store::hold_trust(tx, account, &token_hash(&token.encode())).await?;
    Ok(until.is_some_and(|until| until > call.now().0))
}

/// The message that carries a sign-in code by this channel.
fn message(call: &Call, channel: Channel) -> impl FnOnce(Lang, &Prepared) -> Body {
    let forgot = format!("{}{}", call.ctx.config.server.public_url, Route::Forgot.path());
    move |lang, prepared| match channel {
        Channel::Sms => Body::Sms(mail_text::sign_in_code_sms(lang, &prepared.code, prepared.expires_at).text),
        Channel::Email | Channel::App => Body::Mail(mail_text::sign_in_code(lang, &prepared.code, prepared.expires_at, &forgot)),
    }
}

fn seal_destination(call: &Call, sign_in: Uuid, account: &Account, channel: Channel) -> Vec<u8> {
    call.ctx.keys.seal(destination_of(sign_in), codes::masked(account, channel).as_bytes())
}

/// Where the code of a sign-in went.
pub(super) fn destination_of(sign_in: Uuid) -> Place<'static> {
    Place::row("sign_in.destination", sign_in)
}

/// Opens the session and tells the owner what it brought with it. Answers the device.
async fn enter(tx: &mut Tx, call: &Call, account: &Account, entry: Entry) -> Result<Uuid, Error> {
    contact::line_up(tx, account.row.id).await?;
    let opened = open_session(tx, call, account.row.id, entry).await?;
    store::set_language(tx, account.row.id, call.visit.lang).await?;
    if opened.is_new_device {
        told::new_device(tx, call, account, opened.device).await?;
    }
    if opened.dropped > 0 {
        told::sessions_ended(tx, call, account).await?;
    }
    Ok(opened.device)
}

/// "Keluar": ends this session; trust and language stay.
pub async fn sign_out(call: &Call) -> Result<(), Fault> {
    if let Some(current) = &call.visit.session {
        let mut tx = call.ctx.db.begin().await?;
        session::revoke(&mut tx, call.now(), current.id, "signed_out").await?;
        note(&mut tx, call, Some(current.account), "sign_out", "ok").await?;
        tx.commit().await?;
    }
    call.reply.set_cookie(Cookie::gone(cookies::SESSION));
    call.reply.set_cookie(Cookie::gone(cookies::FLOW));
    call.reply.clear_site_data();
    call.flash("masuk", "signed_out");
    call.reply.go(Route::SignIn);
    Ok(())
}

/// One more idle period: the visit itself has noted that the session is in use.
pub async fn stay(call: &Call) -> Result<(), Fault> {
    let current = call.session()?;
    session::extend(&call.ctx.db, call.now(), current.id).await?;
    call.reply.go(Route::Dashboard);
    Ok(())
}

/// How strong a new password is, against what else was typed and, signed in, against the person's own data.
///
/// # Errors
/// [`Code::Limited`] when the source asked too often, [`Code::Unavailable`] when too many wait; the meter then shows nothing.
pub async fn strength(call: &Call, password: &str, typed: &[&str]) -> Result<Strength, Fault> {
    let mut tx = call.ctx.db.begin().await?;
    let looked = limits::take(&mut tx, call.now(), password::LOOKS, &limits::sources::source_key(call.visit.source)).await?;
    tx.commit().await?;
    looked.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
    let own = words_of_caller(call).await?;
    let words: Vec<&str> = typed.iter().copied().chain(own.iter().map(String::as_str)).collect();
    let strength = call.ctx.hasher.strength(password, &words, password::MIN_PARTICIPANT).await.map_err(Error::from)?;
    Ok(Strength { score: strength.score, advice: strength.advice.to_owned() })
}

/// Ends whatever could still turn an old password into a session.
pub(super) async fn end_everything(tx: &mut Tx, call: &Call, account: &Account, index: &[u8], because: &str) -> Result<(), Error> {
    let id = account.row.id;
    contact::line_up(tx, id).await?;
    session::revoke_all(tx, call.now(), id, because).await?;
    store::distrust_devices(tx, id).await?;
    store::cancel_sign_ins_of_account(tx, id).await?;
    otp::cancel(tx, &subject_of(index)).await?;
    counter(None, index).clear(tx).await?;
    let devices = store::device_ids(tx, id).await?;
    Counter::clear_devices(tx, &devices).await
}
