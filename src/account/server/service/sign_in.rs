//! Sign in: e-mail, password, captcha → one-time code unless the device is trusted → session. And out again.

pub use super::Proof;
use super::codes::{self, Step};
use super::password::words_of_caller;
use super::standing::{now_standing, turn_away};
use super::{
    Account, Entry, RESEND, captcha_level, challenge, check_captcha, contact, flow_hash, limit_resend, limit_source, note, note_on,
    note_with, open_session, place, recovery, register, removal, subject_of, told,
};
use crate::account::mail_text;
use crate::account::model::{Challenge, Channel, CodePage, Notice, OpenForm, Strength};
use crate::account::rules;
use crate::account::rules::standing::Standing;
use crate::account::server::store::registration::RegistrationRow;
use crate::account::server::store::{self, AccountRow, AccountToEnter, SignInRow};
use crate::kernel::code::OneTimeCode;
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::otp::{self, Guess, Prepared, Purpose};
use crate::platform::audit::Fact;
use crate::platform::crypt::{Place, token_hash};
use crate::platform::db::Tx;
use crate::platform::hashing::{Verdict, password};
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::session;
use crate::platform::limits::{self, Rule, guard};
use crate::platform::outbox::Body;
use crate::platform::telemetry::metrics;
use crate::platform::{Error, captcha};
use uuid::Uuid;

const FLOW: &str = "sign_in";
/// Wrong passwords per source; only failures count, because many people share one address.
const FAILURES: Rule = Rule { name: "failures", burst: 20, per: 60 };

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
    let guard_name = guard_name(device.as_ref().map(|device| device.id), &index);
    admit(call, &spent, &guard_name, &index).await?;

    let attempt = Attempt { index: &index, account: owner.id(), device: device.as_ref().map(|device| device.id) };
    let found = fitting(call, password, owner).await;
    match judged(call, &guard_name, found).await? {
        Fits::Nothing => Err(wrong(call, &attempt).await?),
        Fits::Draft(row) => {
            unmake(call, &guard_name).await?;
            register::resume(call, &row).await
        }
        Fits::Account(found, verdict) => {
            // By itself, so that whatever stops the sign-in after it, such as the limit of codes, leaves no right password counted.
            forgive(call, &guard_name).await?;
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
    let verdict = match &owner.account {
        Some(found) => call.ctx.hasher.verify(password, &found.row.password_hash).await?,
        None => call.ctx.hasher.verify_decoy(password).await?,
    };
    if let (Some(found), true) = (owner.account, verdict.ok) {
        return Ok(Fits::Account(found, verdict));
    }
    let draft = register::matching(call, password, owner.drafts).await?;
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
pub(super) fn guard_name(device: Option<Uuid>, index: &[u8]) -> String {
    device.map_or_else(|| format!("account:{}", subject_of(index)), |device| format!("device:{}", device.simple()))
}

/// Spends the captcha, asks the limits and counts the try, before any hashing.
async fn admit(call: &Call, spent: &captcha::Spent, guard_name: &str, index: &[u8]) -> Result<(), Fault> {
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
    let counted = count(&mut tx, call, guard_name).await?;
    tx.commit().await?;
    counted.inspect_err(|fault| metrics().sign_in(if fault.code == Code::Limited { "limited" } else { "locked" }))
}

/// Counts a try before it is judged, as a failure of its source and of its guard, so that of many at once no more are looked at than of
/// many in a row. The right one is taken back by [`forgive`], a draft's by [`unmake`], one that was not looked at by [`judged`]. Inner
/// error: the limit or the lock, which count nothing.
pub(super) async fn count(tx: &mut Tx, call: &Call, guard_name: &str) -> Result<Result<(), Fault>, Error> {
    let now = call.now();
    let source = limits::sources::source_key(call.visit.source);
    if let Err(wait) = limits::take(tx, now, FAILURES, &source).await? {
        return Ok(Err(Fault::of(Code::Limited).retry(wait.0)));
    }
    let met = guard::attempt(tx, now, guard_name).await?;
    if met != guard::State::Open {
        limits::give_back(tx, now, FAILURES, &source).await?;
    }
    Ok(locked(met, now))
}

/// Hands on what comparing a password answered. When too many passwords were waiting, nothing was compared and the try does not count.
pub(super) async fn judged<T>(call: &Call, guard_name: &str, compared: Result<T, Error>) -> Result<T, Error> {
    if compared.as_ref().is_err_and(Error::is_shed) {
        unmake(call, guard_name).await?;
    }
    compared
}

/// Takes one counted try back. That of a draft's password forgives nothing beside it: anybody can begin a draft at somebody else's address,
/// and would guess on without end.
async fn unmake(call: &Call, guard_name: &str) -> Result<(), Error> {
    let mut tx = call.ctx.db.begin().await?;
    limits::give_back(&mut tx, call.now(), FAILURES, &limits::sources::source_key(call.visit.source)).await?;
    guard::give_back(&mut tx, call.now(), guard_name).await?;
    tx.commit().await?;
    Ok(())
}

/// The account's password was right: it costs its source nothing and forgives the wrong ones before.
pub(super) async fn forgive(call: &Call, guard_name: &str) -> Result<(), Error> {
    let mut tx = call.ctx.db.begin().await?;
    limits::give_back(&mut tx, call.now(), FAILURES, &limits::sources::source_key(call.visit.source)).await?;
    guard::clear(&mut tx, guard_name).await?;
    tx.commit().await?;
    Ok(())
}

fn locked(state: guard::State, now: Instant) -> Result<(), Fault> {
    match state {
        guard::State::Open => Ok(()),
        guard::State::Locked { until } => Err(Fault::of(Code::Locked).retry(now.seconds_until(until))),
        guard::State::Closed => Err(Fault::of(Code::Locked)),
    }
}

/// A try to sign in, as its failure is recorded.
struct Attempt<'a> {
    index: &'a [u8],
    /// Whose password it was, if anybody's. It stands in the one event that is written in any case.
    account: Option<Uuid>,
    device: Option<Uuid>,
}

/// Records a wrong password, which source and guard have counted already. Answers the fault.
async fn wrong(call: &Call, attempt: &Attempt<'_>) -> Result<Fault, Error> {
    let now = call.now();
    let source = limits::sources::source_key(call.visit.source);
    let mut tx = call.ctx.db.begin().await?;
    limits::sources::note_failure(&mut tx, &call.ctx.watch, now, &source, &subject_of(attempt.index)).await?;
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
    let mut tx = call.ctx.db.begin().await?;
    if trusted {
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
        tx = call.ctx.db.begin().await?;
    }
    limit_source(&mut tx, call).await?;
    if !stands(&mut tx, &found).await? {
        drop(tx);
        return Err(wrong(call, attempt).await?);
    }
    let flow = call.flow_or_new();
    let hash = flow_hash(FLOW, &flow);
    let channel = codes::way(&mut tx, call, &account, None).await?;
    store::cancel_sign_ins_of_flow(&mut tx, &hash).await?;
    let now = call.now();
    let sign_in = call.ctx.random.id(now);
    let sealed = seal_destination(call, sign_in, &account, channel);
    let until = now.plus_seconds(rules::SIGN_IN_LIFE);
    store::insert_sign_in(&mut tx, sign_in, &hash, id, attempt.index, sealed, channel.name(), now, until).await?;
    let step = Step { purpose: Purpose::SignIn, flow: &hash, until };
    codes::ask(&mut tx, call, &account, channel, &step, message(call, channel)).await??;
    // By its number the history knows whether a code followed.
    let detail = vec![place(call, attempt.device), Fact::Id("sign_in", sign_in)];
    note_with(&mut tx, call, Some(id), "sign_in.password", "ok", detail).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::SignInCode);
    Ok(())
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

/// The sign-in this browser has open; back to the start without one.
async fn expect(call: &Call) -> Result<(SignInRow, String), Fault> {
    let flow = call.visit.flow.as_ref().ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    let hash = flow_hash(FLOW, flow);
    let row = store::open_sign_in(&call.ctx.db, &hash, call.now()).await?.ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    Ok((row, hash))
}

async fn account_of(call: &Call, row: &SignInRow) -> Result<Account, Fault> {
    let id = row.account_id.ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    let found = store::account(&call.ctx.db, id).await?.ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    Ok(Account::open(&call.ctx, found).await?)
}

/// `/masuk/kode`.
pub async fn code_page(call: &Call) -> Result<CodePage, Fault> {
    let (row, hash) = expect(call).await?;
    let account = account_of(call, &row).await?;
    let latest = otp::latest(&call.ctx.db, Purpose::SignIn, &hash).await?.ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    let masked = String::from_utf8_lossy(&call.ctx.keys.open(destination_of(row.id), &row.destination_sealed)?).into_owned();
    codes::page(call, latest, masked, Some(&account), "kode_masuk").await
}

/// "Verifikasi": the code or the app's value, the session and the end of the sign-in commit together.
pub async fn verify(call: &Call, typed: &str, trust: bool) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let (row, hash) = expect(call).await?;
    let account = account_of(call, &row).await?;
    let id = account.row.id;
    let known = known_device(call, id).await?.map(|device| device.id);
    let detail = |device| vec![place(call, device), Fact::Id("sign_in", row.id)];
    let mut tx = call.ctx.db.begin().await?;
    let (guess, channel) = codes::guess(&mut tx, call, &account, Purpose::SignIn, &hash, &code).await?;
    let action = if channel == Channel::App { "sign_in.totp" } else { "sign_in.code" };
    let right = matches!(guess, Guess::Right { .. }) && store::finish_sign_in(&mut tx, row.id).await? == 1;
    if right {
        match now_standing(&mut tx, &call.ctx, id).await? {
            Standing::Suspended { reason, until } => {
                note_with(&mut tx, call, Some(id), action, "suspended", detail(known)).await?;
                tx.commit().await?;
                turn_away(call, reason, until);
                return Ok(());
            }
            Standing::Removing { cancel_until } => {
                note_with(&mut tx, call, Some(id), action, "removing", detail(known)).await?;
                tx.commit().await?;
                removal::turn_away(call, cancel_until);
                return Ok(());
            }
            Standing::Active | Standing::Lapsed => {}
        }
    }
    let mut device = known;
    if right {
        device = Some(enter(&mut tx, call, &account, Entry::Code { trust }).await?);
    }
    note_with(&mut tx, call, Some(id), action, codes::outcome(&guess), detail(device)).await?;
    tx.commit().await?;
    metrics().sign_in(if matches!(guess, Guess::Right { .. }) { "ok" } else { "wrong_code" });
    call.ctx.wake.ring();
    codes::answer(&guess, channel)?;
    call.reply.go(Route::Dashboard);
    Ok(())
}

/// Opens the session and tells the owner what it brought with it. Answers the device.
async fn enter(tx: &mut Tx, call: &Call, account: &Account, entry: Entry) -> Result<Uuid, Error> {
    contact::line_up(tx, account.row.id).await?;
    let opened = open_session(tx, call, account.row.id, entry).await?;
    store::set_language(tx, account.row.id, call.visit.lang.code()).await?;
    if opened.is_new_device {
        told::new_device(tx, call, account, opened.device).await?;
    }
    if opened.dropped > 0 {
        told::sessions_ended(tx, call, account).await?;
    }
    Ok(opened.device)
}

/// "Kirim Ulang Kode", perhaps by another way.
pub async fn resend(call: &Call, channel: &str, proof: &Proof) -> Result<(), Fault> {
    let (row, hash) = expect(call).await?;
    let account = account_of(call, &row).await?;
    let mut tx = call.ctx.db.begin().await?;
    limit_resend(&mut tx, call, proof).await?;
    let asked = Channel::parse(channel).or_else(|| Channel::parse(&row.channel));
    let channel = codes::way(&mut tx, call, &account, asked).await?;
    store::set_sign_in_channel(&mut tx, row.id, channel.name(), seal_destination(call, row.id, &account, channel)).await?;
    let until = Instant(row.created_at).plus_seconds(rules::SIGN_IN_LIFE);
    let step = Step { purpose: Purpose::SignIn, flow: &hash, until };
    codes::ask(&mut tx, call, &account, channel, &step, message(call, channel)).await??;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::SignInCode);
    Ok(())
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
    guard::clear(tx, &guard_name(None, index)).await?;
    for device in store::device_ids(tx, id).await? {
        guard::clear(tx, &guard_name(Some(device), index)).await?;
    }
    Ok(())
}
