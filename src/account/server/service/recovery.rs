//! Forgotten e-mail: NIK and full name → a reminder to the account's address, and a code to its verified number, after which the
//! address shows masked.
//!
//! Invariants: whoever asks is answered alike, whether the NIK has an account, the name fits or a number is verified; nobody learns
//! the address but its owner, or part of it who holds the verified number; what no account needs is done all the same, but for the
//! messages that nobody would get.

use super::{Account, Proof, check_captcha, codes, flow_hash, limit_resend, limit_source, note, refuse_paid, subject_of};
use crate::account::mail_text::recovery as mail;
use crate::account::model::Channel;
use crate::account::model::recovery::RecoveryPage;
use crate::account::rules::{RECOVERY_LIFE, RECOVERY_SHOWN, RecoveryState};
use crate::account::server::store::{self, AccountRow, recovery::NewRecovery, recovery::RecoveryRow};
use crate::kernel::code::OneTimeCode;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::nik::Nik;
use crate::kernel::person::FullName;
use crate::kernel::route::Route;
use crate::otp::{self, Guess, Prepared, Purpose};
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::outbox::{self, Body, Destination, Letter, Reference};
use crate::platform::{Error, captcha, crypt};
use uuid::Uuid;

pub(super) const FORM: &str = "lupa_email";
const CODE_FORM: &str = "kode_lupa_email";
const FLOW: &str = "recovery";
/// Reminders per NIK, whether or not it has an account. The code that goes with each holds them to six a day.
const REMINDERS: Rule = Rule { name: "recovery", whose: Whose::Person, burst: 3, per: 3_600 };
/// Accounts of one NIK that are looked at: one is verified at most, and whose name fits gets a reminder. So many that nobody hides an
/// owner behind accounts that they opened with the owner's NIK.
const OWNERS: i64 = 50;
/// For so many accounts, and for none, as many keys are asked for.
const ALIKE: usize = 4;

/// "Kirim": the answer is the same for everyone.
pub async fn request(call: &Call, nik: &str, name: &str, proof: &Proof) -> Result<(), Fault> {
    let mut fault = Fault::of(Code::Invalid);
    let nik = Nik::parse(nik).map_err(|error| fault.fields.insert("nik".into(), error.code().into())).ok();
    let name =
        FullName::parse(&crate::platform::nfc(name)).map_err(|error| fault.fields.insert("nama".into(), error.code().into())).ok();
    let spent = check_captcha(call, FORM, proof, &mut fault).await?;
    let (Some(nik), Some(name), Some(spent)) = (nik, name, spent) else { return Err(fault) };
    let index = call.ctx.keys.blind("nik", nik.as_str());
    let owners = owners(call, &index, &name).await?;
    let now = call.now();
    let paid_for = format!("{}:{}", subject_of(&index), name.normalised());
    let mut tx = call.ctx.db.begin().await?;
    if captcha::spend(&mut tx, &spent).await? {
        limit_source(&mut tx, call).await?;
        if let Err(wait) = limits::take(&mut tx, now, REMINDERS, &subject_of(&index)).await? {
            drop(tx);
            return Err(refuse_paid(call, &spent, "email.remind", Fault::of(Code::Limited).retry(wait.0)).await?);
        }
        let account = reachable(&owners).or(owners.first());
        let hash = flow_hash(FLOW, &call.flow_or_new());
        let new = NewRecovery {
            id: call.ctx.random.id(now),
            flow_hash: &hash,
            account: account.map(|account| account.row.id),
            nik_index: &index,
            now,
            expires_at: now.plus_seconds(RECOVERY_LIFE),
        };
        store::recovery::begin(&mut tx, new).await?;
        if let Err(limited) = send_code(&mut tx, call, reachable(&owners), &hash, &index).await? {
            drop(tx);
            return Err(refuse_paid(call, &spent, "email.remind", limited).await?);
        }
        for owner in &owners {
            remind(&mut tx, call, owner).await?;
        }
        captcha::note_paid(&mut tx, &spent, &paid_for).await?;
        note(&mut tx, call, account.map(|account| account.row.id), "email.remind", "ok").await?;
        tx.commit().await?;
        call.ctx.wake.ring();
    } else if !captcha::has_paid_for(&mut tx, &spent, &paid_for).await? {
        // A limit refused the first one, or it was about somebody else: nothing went out for this.
        return Err(Fault::invalid("captcha", "used"));
    }
    // Posted twice: the first one has sent everything.
    call.reply.go(Route::ForgotEmailCode);
    Ok(())
}

/// The accounts that NIK and name stand for.
async fn owners(call: &Call, index: &[u8], name: &FullName) -> Result<Vec<Account>, Error> {
    let rows = store::recovery::owners(&call.ctx.db, index, OWNERS).await?;
    for _ in rows.len()..ALIKE {
        nobodys_key(call).await?;
    }
    let mut owners = Vec::new();
    for row in rows {
        let account = Account::open(&call.ctx, row).await?;
        let known = FullName::parse(&account.profile()?.name).map_err(|_| Error::Corrupt("account.profile"))?;
        if known.normalised() == name.normalised() {
            owners.push(account);
        }
    }
    Ok(owners)
}

/// Asks for a key as one does for an account's, where there is none.
async fn nobodys_key(call: &Call) -> Result<(), Error> {
    match crypt::load_person(&call.ctx.db, &call.ctx.keys, Uuid::nil()).await {
        Ok(_) | Err(Error::Crypt(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The first account to whose number a code may go.
fn reachable(owners: &[Account]) -> Option<&Account> {
    owners.iter().find(|account| account.row.phone_verified_at.is_some())
}

/// Sends a code by SMS, or does all of it but that. Inner error: the limit of the NIK.
async fn send_code(
    tx: &mut Tx,
    call: &Call,
    account: Option<&Account>,
    flow_hash: &str,
    index: &[u8],
) -> Result<Result<(), Fault>, Error> {
    let subject_ref = subject_of(index);
    let request = otp::Request {
        purpose: Purpose::Recovery,
        subject_ref: &subject_ref,
        flow_hash,
        channel: Channel::Sms,
        // The NIK stands for the number, so that limits are the same where there is none. A number is verified for one account only.
        destination_index: index,
        since: None,
    };
    let prepared = match otp::prepare(tx, &call.ctx, &request).await? {
        Ok(prepared) => prepared,
        Err(wait) => return Ok(Err(Fault::of(Code::Limited).retry(wait))),
    };
    // While SMS waits for its budget it is with everybody as where there is no number.
    let account = match account {
        Some(account) if outbox::spend_sms(tx, &call.ctx).await?.is_ok() => Some(account),
        _ => None,
    };
    let reference = match account {
        Some(account) => text(tx, call, account, &prepared).await?,
        None => Reference::draw(call.ctx.random),
    };
    otp::put(tx, &call.ctx, &request, &prepared, reference.as_str(), account.is_some()).await?;
    Ok(Ok(()))
}

async fn text(tx: &mut Tx, call: &Call, account: &Account, prepared: &Prepared) -> Result<Reference, Error> {
    let lang = call.visit.lang;
    let letter = Letter {
        dedup_key: format!("otp:{}", prepared.id.simple()),
        purpose: Purpose::Recovery.name(),
        person: Some(account.row.id),
        to: Destination::Sms(account.phone.e164().to_owned()),
        lang,
        expires_at: Some(prepared.expires_at),
        body: Body::Sms(mail::code_sms(lang, &prepared.code, prepared.expires_at).text),
    };
    outbox::enqueue(tx, &call.ctx, letter).await
}

/// Tells the account's address that it is the one.
async fn remind(tx: &mut Tx, call: &Call, account: &Account) -> Result<(), Error> {
    let (lang, now) = (call.visit.lang, call.now());
    let [sign_in, forgot] =
        [Route::SignIn, Route::Forgot].map(|route| format!("{}{}", call.ctx.config.server.public_url, route.path()));
    let letter = Letter {
        dedup_key: format!("email_reminder:{}", call.ctx.random.id(now).simple()),
        purpose: "email_reminder",
        person: Some(account.row.id),
        to: Destination::Email(account.email.as_str().to_owned()),
        lang,
        expires_at: None,
        body: Body::Mail(mail::reminder(lang, account.email.as_str(), now, &sign_in, &forgot)),
    };
    outbox::enqueue(tx, &call.ctx, letter).await?;
    Ok(())
}

/// What this browser has begun; back to the beginning without it.
async fn expect(call: &Call) -> Result<(RecoveryRow, String), Fault> {
    let flow = call.visit.flow.as_ref().ok_or_else(|| Fault::elsewhere(Route::ForgotEmail))?;
    let hash = flow_hash(FLOW, flow);
    let row = store::recovery::find(&call.ctx.db, &hash, call.now()).await?.ok_or_else(|| Fault::elsewhere(Route::ForgotEmail))?;
    Ok((row, hash))
}

/// The same, while its code has not been given.
async fn expect_open(call: &Call) -> Result<(RecoveryRow, String), Fault> {
    let (row, hash) = expect(call).await?;
    if row.state()? == RecoveryState::Open { Ok((row, hash)) } else { Err(Fault::elsewhere(Route::ForgotEmailCode)) }
}

async fn account_of(call: &Call, row: &RecoveryRow) -> Result<Option<Account>, Error> {
    // Where there is no account the questions are about nobody's, and cost the same.
    let found: Option<AccountRow> = store::account(&call.ctx.db, row.account_id.unwrap_or(Uuid::nil())).await?;
    match found {
        Some(found) => Ok(Some(Account::open(&call.ctx, found).await?)),
        None => nobodys_key(call).await.map(|()| None),
    }
}

/// `/lupa-email/kode`.
pub async fn code_page(call: &Call) -> Result<RecoveryPage, Fault> {
    let (row, hash) = expect(call).await?;
    if row.state()? == RecoveryState::Done {
        let account = account_of(call, &row).await?.ok_or_else(|| Fault::elsewhere(Route::ForgotEmail))?;
        return Ok(RecoveryPage::Found(account.email.masked()));
    }
    let latest = otp::latest(&call.ctx.db, Purpose::Recovery, &hash).await?;
    let latest = latest.ok_or_else(|| Fault::elsewhere(Route::ForgotEmail))?;
    Ok(RecoveryPage::Code(Box::new(codes::page(call, latest, String::new(), None, CODE_FORM).await?)))
}

/// "Verifikasi": only a code that went out can be right.
pub async fn verify(call: &Call, typed: &str) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let (row, hash) = expect_open(call).await?;
    let now: Instant = call.now();
    let mut tx = call.ctx.db.begin().await?;
    let guess = otp::guess(&mut tx, &call.ctx, Purpose::Recovery, &hash, &code).await?;
    if matches!(guess, Guess::Right { .. }) {
        store::recovery::finish(&mut tx, row.id, now.plus_seconds(RECOVERY_SHOWN)).await?;
    }
    note(&mut tx, call, row.account_id, "recovery.code", codes::outcome(&guess)).await?;
    tx.commit().await?;
    codes::answer(&guess, Channel::Sms)?;
    call.reply.go(Route::ForgotEmailCode);
    Ok(())
}

/// "Kirim Ulang Kode". While SMS waits for its budget everybody waits.
pub async fn resend(call: &Call, proof: &Proof) -> Result<(), Fault> {
    let (row, hash) = expect_open(call).await?;
    let account = account_of(call, &row).await?.filter(|account| account.row.phone_verified_at.is_some());
    let mut tx = call.ctx.db.begin().await?;
    limit_resend(&mut tx, call, proof).await?;
    if let Some(wait) = outbox::sms_wait(&mut tx, &call.ctx).await? {
        return Err(Fault::of(Code::Limited).retry(wait.0));
    }
    send_code(&mut tx, call, account.as_ref(), &hash, &row.nik_index).await??;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::ForgotEmailCode);
    Ok(())
}

/// Forgets what is over.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64, Error> {
    Ok(store::recovery::purge(tx, now).await?)
}
