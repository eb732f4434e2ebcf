//! The authenticator app of a participant, and what sign-in asks for first.
//!
//! Invariants: an app belongs to the account once a value of it came back in the session that gave fresh proof for it; the owner is told
//! of it and of its end; a device that skipped the code before must give the second step again; a value is used once.

use super::history::disavow_link;
use super::proof::own;
use super::{Account, codes, contact, limit_source, note, subject_of, told};
use crate::account::mail_text::second_step as mail;
use crate::account::model::Channel;
use crate::account::model::security::{SecurityNotice, SecurityPage, Setup};
use crate::account::rules::second_step::{ISSUER, SETUP_LIFE};
use crate::account::server::store::{self, totp as rows};
use crate::kernel::code::OneTimeCode;
use crate::kernel::fault::Fault;
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::otp::{self, Secret};
use crate::platform::crypt::{CryptError, Place};
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::{Error, qr};
use uuid::Uuid;

const FORM: &str = "keamanan";
const CONFIRM: &str = "kode_totp";
const CHOICE: &str = "cara_masuk";

/// The key of the app in use.
fn in_use(account: Uuid) -> Place<'static> {
    Place::row("account.totp", account)
}

/// The key of the app that is being set up, of which an account has one.
fn in_setup(account: Uuid) -> Place<'static> {
    Place::row("totp_setup.secret", account)
}

/// `/akun/keamanan`.
pub async fn page(call: &Call) -> Result<SecurityPage, Fault> {
    let session = call.session()?;
    let account = own(call).await?;
    let mut refill = call.refill(FORM);
    let notice = refill.values.remove("notice").and_then(|name| SecurityNotice::parse(&name));
    let setup = match rows::begun(&call.ctx.db, account.row.id, session.id, call.now()).await? {
        Some(row) => Some(shown(call, &account, row)?),
        None => None,
    };
    Ok(SecurityPage {
        first: codes::first(&account, None)?,
        email: account.email.masked(),
        phone: account.phone.masked(),
        phone_verified: account.row.phone_verified_at.is_some(),
        app_since: account.row.totp_since.map(Instant),
        setup,
        notice,
        refill,
        choice: call.refill(CHOICE),
    })
}

/// What somebody with the phone in hand needs: the code to scan, and the same as address and text.
fn shown(call: &Call, account: &Account, row: rows::SetupRow) -> Result<Setup, Error> {
    let secret = opened(account, in_setup(account.row.id), &row.secret_sealed)?;
    let uri = secret.uri(ISSUER, account.email.as_str()).ok_or(Error::Corrupt("otpauth address"))?;
    Ok(Setup {
        id: row.id.simple().to_string(),
        qr: qr::draw(&uri)?,
        uri,
        key: secret.grouped(),
        until: Instant(row.expires_at),
        refill: call.refill(CONFIRM),
    })
}

fn opened(account: &Account, place: Place<'_>, sealed: &[u8]) -> Result<Secret, Error> {
    Ok(Secret::from_slice(&account.key.open(place, sealed)?).ok_or(CryptError::Sealed)?)
}

/// Draws a key for an app, in place of one that is being set up; the app in use works on until the new one is confirmed.
pub async fn start(call: &Call) -> Result<(), Fault> {
    let session = call.session()?;
    let account = own(call).await?;
    let now = call.now();
    let secret = Secret::new(call.ctx.random.bytes());
    let sealed = account.key.seal(in_setup(account.row.id), secret.as_bytes());
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    let until = now.plus_seconds(SETUP_LIFE);
    rows::begin(&mut tx, account.row.id, call.ctx.random.id(now), session.id, sealed, now, until).await?;
    note(&mut tx, call, Some(account.row.id), "totp.start", "ok").await?;
    tx.commit().await?;
    call.reply.go(Route::Security);
    Ok(())
}

/// "Batal": nothing changes.
pub async fn cancel(call: &Call) -> Result<(), Fault> {
    let account = call.session()?.account;
    let mut tx = call.ctx.db.begin().await?;
    rows::end(&mut tx, account).await?;
    note(&mut tx, call, Some(account), "totp.cancel", "ok").await?;
    tx.commit().await?;
    call.reply.go(Route::Security);
    Ok(())
}

/// "Verifikasi": the first value of the app. App, end of trust, mail and audit commit together; of parallel posts one takes effect.
pub async fn confirm(call: &Call, setup: &str, typed: &str) -> Result<(), Fault> {
    let typed = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let session = call.session()?;
    let account = own(call).await?;
    let (id, now) = (account.row.id, call.now());
    let begun = rows::begun(&call.ctx.db, id, session.id, now).await?;
    let Some(row) = begun.filter(|row| Uuid::try_parse(setup).is_ok_and(|posted| posted == row.id)) else {
        return Err(over(call).await?);
    };
    let secret = opened(&account, in_setup(id), &row.secret_sealed)?;
    let Some(step) = otp::check(&secret, &typed, now, None) else {
        let mut tx = call.ctx.db.begin().await?;
        limit_source(&mut tx, call).await?;
        note(&mut tx, call, Some(id), "totp.confirm", "wrong").await?;
        tx.commit().await?;
        return Err(Fault::invalid("kode", "app_new"));
    };
    let mut tx = call.ctx.db.begin().await?;
    contact::line_up(&mut tx, id).await?;
    if rows::take(&mut tx, id, row.id, session.id, now).await? == 0 {
        // The same form posted twice: the first one has done it.
        drop(tx);
        return Err(over(call).await?);
    }
    rows::switch_on(&mut tx, id, account.key.seal(in_use(id), secret.as_bytes()), step, now).await?;
    end_what_stood_on_the_old_step(&mut tx, call, &account).await?;
    tell(&mut tx, call, &account, true).await?;
    note(&mut tx, call, Some(id), "totp.on", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    say(call, SecurityNotice::On);
    Ok(())
}

/// What was posted is being set up no more: another request has just done it, or it was begun anew, or its time is over.
async fn over(call: &Call) -> Result<Fault, Fault> {
    let account = own(call).await?;
    let begun_anew = rows::begun(&call.ctx.db, account.row.id, call.session()?.id, call.now()).await?.is_some();
    let since = account.row.totp_since.map(Instant);
    let done = !begun_anew && since.is_some_and(|since| call.now().seconds_since(since) < SETUP_LIFE);
    call.flash(FORM, if done { SecurityNotice::On.name() } else { SecurityNotice::Over.name() });
    Ok(Fault::elsewhere(Route::Security))
}

/// No device skips the second step that it gave before, and no sign-in goes on that began before.
async fn end_what_stood_on_the_old_step(tx: &mut Tx, call: &Call, account: &Account) -> Result<(), Error> {
    store::distrust_devices(tx, account.row.id).await?;
    store::cancel_sign_ins_of_account(tx, account.row.id).await?;
    otp::cancel(tx, &subject_of(&call.ctx.keys.blind("email", account.email.as_str()))).await?;
    Ok(())
}

/// "Matikan". Of parallel presses one takes effect; the others find it done.
pub async fn off(call: &Call) -> Result<(), Fault> {
    let account = own(call).await?;
    let mut tx = call.ctx.db.begin().await?;
    if remove(&mut tx, call, &account).await? {
        tell(&mut tx, call, &account, false).await?;
    }
    tx.commit().await?;
    call.ctx.wake.ring();
    say(call, SecurityNotice::Off);
    Ok(())
}

/// Takes the app off the account; answers whether there was one.
pub(super) async fn remove(tx: &mut Tx, call: &Call, account: &Account) -> Result<bool, Error> {
    let id = account.row.id;
    contact::line_up(tx, id).await?;
    rows::end(tx, id).await?;
    if rows::switch_off(tx, id, call.now()).await? == 0 {
        return Ok(false);
    }
    end_what_stood_on_the_old_step(tx, call, account).await?;
    note(tx, call, Some(id), "totp.off", "ok").await?;
    Ok(true)
}

/// "Simpan": what sign-in asks for first.
pub async fn choose(call: &Call, way: &str) -> Result<(), Fault> {
    let account = call.session()?.account;
    let channel = match Channel::parse(way) {
        Some(channel) => channel,
        None if way.is_empty() => return Err(Fault::invalid("cara", "required")),
        None => return Err(Fault::invalid("cara", "closed")),
    };
    let mut tx = call.ctx.db.begin().await?;
    let taken = match channel {
        Channel::App => rows::choose_app(&mut tx, account, call.now()).await?,
        Channel::Email | Channel::Sms => rows::choose_code(&mut tx, account, channel, call.now()).await?,
    };
    if taken == 0 {
        return Err(Fault::invalid("cara", "closed"));
    }
    note(&mut tx, call, Some(account), "channel.choose", channel.name()).await?;
    tx.commit().await?;
    say(call, SecurityNotice::Chosen);
    Ok(())
}

/// Uses up a value of the account's app: whether it is right and was not used before. The guarded statement decides, so that one value
/// sent a hundred times at once is right once.
pub(super) async fn use_value(tx: &mut Tx, call: &Call, account: &Account, typed: &OneTimeCode) -> Result<bool, Error> {
    let Some(sealed) = &account.row.totp_sealed else { return Ok(false) };
    match otp::check(&opened(account, in_use(account.row.id), sealed)?, typed, call.now(), account.row.totp_step) {
        Some(step) => Ok(rows::use_step(tx, account.row.id, sealed, step).await? == 1),
        None => Ok(false),
    }
}

/// Tells the mailbox, with the link for whoever it was not.
async fn tell(tx: &mut Tx, call: &Call, account: &Account, on: bool) -> Result<(), Error> {
    let (now, class) = (call.now(), call.visit.class);
    let (purpose, event) = if on { ("app_on", super::history::APP_ON) } else { ("app_off", "second_step") };
    let way_out = disavow_link(tx, call, account.row.id, event).await?;
    let write = |lang| if on { mail::app_on(lang, now, class, &way_out) } else { mail::app_off(lang, now, class, &way_out) };
    told::mail(tx, call, account, purpose, write).await
}

fn say(call: &Call, notice: SecurityNotice) {
    call.flash(FORM, notice.name());
    call.reply.go(Route::Security);
}

/// Forgets what was not finished.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64, Error> {
    Ok(rows::purge(tx, now).await?)
}
