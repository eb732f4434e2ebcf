//! Fresh proof (C20): password and one-time code once more, before something that matters. What the person was doing goes on after it.

use super::sign_in::{self, answer, code_page_of, outcome};
use super::{Account, limit_source, note, subject_of};
use crate::account::mail_text::proof as mail;
use crate::account::model::overview::{ProofPage, SessionTimes};
use crate::account::model::{Channel, CodePage};
use crate::account::rules::proof::{PROOF_LIFE, target};
use crate::account::server::store::{self, proof as proofs};
use crate::kernel::code::OneTimeCode;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::otp::{self, Guess, Purpose};
use crate::platform::Error;
use crate::platform::crypt::token_hash;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::session::{self, Session};
use crate::platform::limits::{self, guard};
use crate::platform::outbox::{self, Body, Destination, Letter};

/// By which channel the code comes, and by which other one it can.
struct Ways {
    first: Channel,
    other: Option<Channel>,
}

/// The one place that decides by which way the second half of the proof is given: the account's preferred channel first, the other one
/// on request, SMS only to a verified number.
fn ways(account: &Account, asked: Option<Channel>) -> Ways {
    let sms = account.row.phone_verified_at.is_some();
    let first = match asked.unwrap_or_else(|| sign_in::preferred(account)) {
        Channel::Sms if sms => Channel::Sms,
        _ => Channel::Email,
    };
    let other = match first {
        Channel::Sms => Some(Channel::Email),
        Channel::Email => sms.then_some(Channel::Sms),
    };
    Ways { first, other }
}

/// When the caller's session ends.
pub(super) fn times(call: &Call, session: &Session) -> SessionTimes {
    SessionTimes { now: call.now(), idle_until: session.idle_until(), ends_at: session.ends_at }
}

/// The caller's account, opened.
pub(super) async fn own(call: &Call) -> Result<Account, Fault> {
    let id = call.session()?.account;
    let row = store::account(&call.ctx.db, id).await?.ok_or_else(|| Fault::of(Code::Unauthenticated))?;
    Ok(Account::open(&call.ctx, row).await?)
}

/// Codes of this session: another session of the same person proves for itself.
fn flow_of(session: &Session) -> String {
    token_hash(&format!("fresh_proof:{}", session.id.simple()))
}

/// `/akun/konfirmasi`. Whoever has just given proof goes straight on.
pub async fn page(call: &Call, asked: &str) -> Result<ProofPage, Fault> {
    let session = call.session()?;
    let refill = call.refill("konfirmasi");
    let asked = Some(refill.value("tujuan")).filter(|kept| !kept.is_empty()).unwrap_or(asked);
    let target = target(asked);
    if session.is_fresh(call.now()) {
        return Err(Fault::elsewhere(target));
    }
    let email = own(call).await?.email.masked();
    Ok(ProofPage { email, target: target.path().to_owned(), refill, times: times(call, session) })
}

/// "Lanjutkan": the password. A wrong one counts like one at sign-in.
pub async fn begin(call: &Call, password: &str, asked: &str) -> Result<(), Fault> {
    let session = call.session()?;
    let account = own(call).await?;
    try_password(call, &account, "password", password).await?;
    let Ways { first, .. } = ways(&account, None);
    let now = call.now();
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    proofs::begin(&mut tx, session.id, target(asked), first.name(), now, now.plus_seconds(PROOF_LIFE)).await?;
    send_code(&mut tx, call, &account, first, &flow_of(session)).await??;
    note(&mut tx, call, Some(account.row.id), "proof.password", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go_path(Route::ProofCode.asking_for(target(asked)));
    Ok(())
}

/// Compares the caller's own password behind the same guards as sign-in: the known device's counter, else the account's, and the source's
/// limit of failures. The verdict is only given while the guard is open, so that guesses sent at once learn nothing after the fifth.
///
/// # Errors
/// `required`, `too_long` or `wrong` on `field`; [`Code::Locked`] or [`Code::Limited`] with the time to wait.
pub(super) async fn try_password(call: &Call, account: &Account, field: &'static str, password: &str) -> Result<(), Fault> {
    if password.is_empty() {
        return Err(Fault::invalid(field, "required"));
    }
    if password.chars().count() > 256 {
        return Err(Fault::invalid(field, "too_long"));
    }
    let now = call.now();
    let index = call.ctx.keys.blind("email", account.email.as_str());
    let guard_name = guard_of(call, account, &index).await?;
    let source = limits::sources::source_key(call.visit.source);
    if let Err(wait) = limits::peek(&call.ctx.db, now, sign_in::FAILURES, &source).await? {
        return Err(Fault::of(Code::Limited).retry(wait.0));
    }
    sign_in::locked(guard::check(&call.ctx.db, now, &guard_name).await?, now)?;
    let verdict = call.ctx.hasher.verify(password, &account.row.password_hash).await.map_err(Error::from)?;
    let mut tx = call.ctx.db.begin().await?;
    sign_in::locked(guard::check_in(&mut tx, now, &guard_name).await?, now)?;
    if verdict.ok {
        guard::clear(&mut tx, &guard_name).await?;
        tx.commit().await?;
        return Ok(());
    }
    guard::fail(&mut tx, now, &guard_name).await?;
    let _ = limits::take(&mut tx, now, sign_in::FAILURES, &source).await?;
    limits::sources::note_failure(&mut tx, now, &source, &subject_of(&index)).await?;
    note(&mut tx, call, Some(account.row.id), "proof.password", "wrong").await?;
    tx.commit().await?;
    Err(Fault::invalid(field, "wrong"))
}

/// Whose failures count: this device's, if the account knows it.
async fn guard_of(call: &Call, account: &Account, index: &[u8]) -> Result<String, Error> {
    if let Some(token) = &call.visit.device {
        let hash = token_hash(&token.encode());
        if store::device(&call.ctx.db, account.row.id, &hash).await?.is_some() {
            return Ok(format!("device:{hash}"));
        }
    }
    Ok(format!("account:{}", subject_of(index)))
}

/// Sends a code. Inner error: the destination's limit.
async fn send_code(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    channel: Channel,
    flow_hash: &str,
) -> Result<Result<(), Fault>, Error> {
    let index = call.ctx.keys.blind("email", account.email.as_str());
    let destination_index = match channel {
        Channel::Email => index.clone(),
        Channel::Sms => call.ctx.keys.blind("phone", account.phone.e164()),
    };
    let subject_ref = subject_of(&index);
    let request = otp::Request {
        purpose: Purpose::FreshProof,
        subject_ref: &subject_ref,
        flow_hash,
        channel: channel.name(),
        destination_index: &destination_index,
    };
    let prepared = match otp::prepare(tx, &call.ctx, &request).await? {
        Ok(prepared) => prepared,
        Err(wait) => return Ok(Err(Fault::of(Code::Limited).retry(wait))),
    };
    let lang = call.visit.lang;
    let (code, until) = (&prepared.code, prepared.expires_at);
    let (to, body) = match channel {
        Channel::Email => {
            let letter = mail::code(lang, code, call.now(), until, call.visit.class, &not_me_link(call));
            (Destination::Email(account.email.as_str().to_owned()), Body::Mail(letter))
        }
        Channel::Sms => (Destination::Sms(account.phone.e164().to_owned()), Body::Sms(mail::code_sms(lang, code, until).text)),
    };
    let letter = Letter {
        dedup_key: format!("otp:{}", prepared.id.simple()),
        purpose: "fresh_proof",
        person: Some(account.row.id),
        to,
        lang,
        expires_at: Some(until),
        body,
    };
    let reference = outbox::enqueue(tx, &call.ctx, letter).await?;
    otp::put(tx, &call.ctx, &request, &prepared, reference.as_str(), true).await?;
    Ok(Ok(()))
}

/// Where a security mail leads whoever it was not.
fn not_me_link(call: &Call) -> String {
    format!("{}{}", call.ctx.config.server.public_url, Route::Forgot.path())
}

/// What this session has begun: target and channel; back to the password without it.
async fn expect(call: &Call) -> Result<(Session, Route, Option<Channel>), Fault> {
    let session = call.session()?.clone();
    let begun = proofs::begun(&call.ctx.db, session.id, call.now()).await?;
    let (asked, channel) = begun.ok_or_else(|| Fault::elsewhere(Route::Proof))?;
    Ok((session, target(&asked), Channel::parse(&channel)))
}

/// `/akun/konfirmasi/kode`.
pub async fn code_page(call: &Call) -> Result<CodePage, Fault> {
    let (session, _, channel) = expect(call).await?;
    let account = own(call).await?;
    let flow = flow_of(&session);
    let latest = otp::latest(&call.ctx.db, Purpose::FreshProof, &flow).await?.ok_or_else(|| Fault::elsewhere(Route::Proof))?;
    let Ways { first, other } = ways(&account, channel);
    let masked = match first {
        Channel::Email => account.email.masked(),
        Channel::Sms => account.phone.masked(),
    };
    Ok(code_page_of(call, latest, masked, other, "kode_konfirmasi"))
}

/// "Verifikasi": notes the proof, gives the session a new token and goes on to the page that asked.
pub async fn verify(call: &Call, typed: &str) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let (session, target, _) = expect(call).await?;
    let mut tx = call.ctx.db.begin().await?;
    let guess = otp::guess(&mut tx, &call.ctx, Purpose::FreshProof, &flow_of(&session), &code).await?;
    if matches!(guess, Guess::Right { .. }) {
        proofs::end(&mut tx, session.id).await?;
        session::prove(&mut tx, call.now(), session.id).await?;
        renew(&mut tx, call, &session).await?;
    }
    note(&mut tx, call, Some(session.account), "proof.code", outcome(&guess)).await?;
    tx.commit().await?;
    answer(&guess)?;
    call.reply.go(target);
    Ok(())
}

/// A new token for this browser's session; whoever holds the old one is out.
pub(super) async fn renew(tx: &mut Tx, call: &Call, session: &Session) -> Result<(), Fault> {
    let token = session::renew(tx, &call.ctx, session.id).await?.ok_or_else(|| Fault::of(Code::Unauthenticated))?;
    call.reply.set_cookie(Cookie { name: cookies::SESSION, value: token.encode(), max_age: None });
    Ok(())
}

/// "Kirim Ulang Kode", perhaps by the other channel.
pub async fn resend(call: &Call, channel: &str) -> Result<(), Fault> {
    let (session, target, now_by) = expect(call).await?;
    let account = own(call).await?;
    let Ways { first, .. } = ways(&account, Channel::parse(channel).or(now_by));
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    proofs::set_channel(&mut tx, session.id, first.name()).await?;
    send_code(&mut tx, call, &account, first, &flow_of(&session)).await??;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go_path(Route::ProofCode.asking_for(target));
    Ok(())
}

/// Forgets proofs that were not finished.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64, Error> {
    Ok(proofs::purge(tx, now).await?)
}
