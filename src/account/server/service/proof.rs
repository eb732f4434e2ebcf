//! Fresh proof (`docs/rules.md`, C20): password and one-time code once more, before something that matters. What the person was doing
//! goes on after it.

use super::codes::{self, Step};
use super::sign_in;
use super::{Account, Proof, limit_resend, limit_source, note, subject_of};
use crate::account::mail_text::proof as mail;
use crate::account::model::overview::ProofPage;
use crate::account::model::{Channel, CodePage};
use crate::account::rules::proof::{PROOF_LIFE, target};
use crate::account::server::store::{self, proof as proofs};
use crate::kernel::code::OneTimeCode;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::otp::{self, Guess, Prepared, Purpose};
use crate::platform::Error;
use crate::platform::crypt::token_hash;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::session::{self, Session};
use crate::platform::limits::tries::{Counter, Try};
use crate::platform::outbox::Body;

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
    Ok(ProofPage { email, target: target.path().to_owned(), refill })
}

/// "Lanjutkan": the password. A wrong one counts like one at sign-in.
pub async fn begin(call: &Call, password: &str, asked: &str) -> Result<(), Fault> {
    let session = call.session()?;
    let account = own(call).await?;
    try_password(call, &account, "password", password).await?;
    let (now, flow) = (call.now(), flow_of(session));
    let until = now.plus_seconds(PROOF_LIFE);
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    let mut way = codes::way(&mut tx, call, &account, None).await?;
    let step = Step { purpose: Purpose::FreshProof, flow: &flow, until };
    if let Err(limited) = codes::ask(&mut tx, call, &account, way, &step, message(call, way)).await? {
        // Nothing goes out this way, so nothing that was spent on it is kept.
        drop(tx);
        tx = call.ctx.db.begin().await?;
        limit_source(&mut tx, call).await?;
        way = match codes::live(&mut tx, call, &account, Purpose::FreshProof, &flow).await? {
            // Pressed twice: the code of the first press is on its way.
            Some(sent) => sent,
            None => {
                let other = codes::ask_otherwise(&mut tx, call, &account, way, &step, |way| message(call, way)).await?;
                other.ok_or(limited)?
            }
        };
    }
    proofs::begin(&mut tx, session.id, target(asked), way, now, until).await?;
    note(&mut tx, call, Some(account.row.id), "proof.password", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go_path(Route::ProofCode.asking_for(target(asked)));
    Ok(())
}

/// Compares the caller's own password behind the same guards as sign-in: the known device's counter, else the account's, and the source's
/// limit of failures. The try counts before it is judged, so that of guesses sent at once none is looked at after the fifth.
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
    let tried = Try::at_password(counter_of(call, account, &index).await?, call.visit.source);
    let mut tx = call.ctx.db.begin().await?;
    let counted = tried.count(&mut tx, now).await?;
    tx.commit().await?;
    counted?;
    let verdict = call.ctx.hasher.verify(password, &account.row.password_hash).await.map_err(Error::from);
    if tried.judged(&call.ctx.db, now, verdict).await?.ok {
        return Ok(tried.forgive_now(&call.ctx.db, now).await?);
    }
    let mut tx = call.ctx.db.begin().await?;
    tried.note_wrong(&mut tx, &call.ctx, &subject_of(&index)).await?;
    note(&mut tx, call, Some(account.row.id), "proof.password", "wrong").await?;
    tx.commit().await?;
    Err(Fault::invalid(field, "wrong"))
}

/// Whose failures count: this device's, if the account knows it.
async fn counter_of(call: &Call, account: &Account, index: &[u8]) -> Result<Counter, Error> {
    let known = match &call.visit.device {
        Some(token) => store::device(&call.ctx.db, account.row.id, &token_hash(&token.encode())).await?,
        None => None,
    };
    Ok(sign_in::counter(known.map(|(id, _)| id), index))
}

/// The message that carries a code of proof by this channel.
fn message(call: &Call, channel: Channel) -> impl FnOnce(Lang, &Prepared) -> Body {
    let (now, class, way_out) = (call.now(), call.visit.class, not_me_link(call));
    move |lang, prepared| match channel {
        Channel::Sms => Body::Sms(mail::code_sms(lang, &prepared.code, prepared.expires_at).text),
        Channel::Email | Channel::App => Body::Mail(mail::code(lang, &prepared.code, now, prepared.expires_at, class, &way_out)),
    }
}

/// Where a security mail leads whoever it was not.
fn not_me_link(call: &Call) -> String {
    format!("{}{}", call.ctx.config.server.public_url, Route::Forgot.path())
}

/// What this session has begun.
struct Begun {
    session: Session,
    target: Route,
    channel: Channel,
    until: Instant,
}

/// What this session has begun; back to the password without it.
async fn expect(call: &Call) -> Result<Begun, Fault> {
    let session = call.session()?.clone();
    let begun = proofs::begun(&call.ctx.db, session.id, call.now()).await?;
    let (asked, channel, until) = begun.ok_or_else(|| Fault::elsewhere(Route::Proof))?;
    Ok(Begun { session, target: target(&asked), channel, until: Instant(until) })
}

/// `/akun/konfirmasi/kode`.
pub async fn code_page(call: &Call) -> Result<CodePage, Fault> {
    let begun = expect(call).await?;
    let account = own(call).await?;
    let flow = flow_of(&begun.session);
    let latest = otp::latest(&call.ctx.db, Purpose::FreshProof, &flow).await?.ok_or_else(|| Fault::elsewhere(Route::Proof))?;
    let masked = codes::masked(&account, latest.channel()?);
    let mut page = codes::page(call, latest, masked, Some(&account), "kode_konfirmasi").await?;
    // Who begins again is still on the way there.
    page.refill.values.insert("tujuan".to_owned(), begun.target.path().to_owned());
    Ok(page)
}

/// "Verifikasi": notes the proof, gives the session a new token and goes on to the page that asked.
pub async fn verify(call: &Call, typed: &str) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let Begun { session, target, .. } = expect(call).await?;
    let account = own(call).await?;
    let mut tx = call.ctx.db.begin().await?;
    let (guess, channel) = codes::guess(&mut tx, call, &account, Purpose::FreshProof, &flow_of(&session), &code).await?;
    if matches!(guess, Guess::Right { .. }) {
        proofs::end(&mut tx, session.id).await?;
        session::prove(&mut tx, call.now(), session.id).await?;
        renew(&mut tx, call, &session).await?;
    }
    note(&mut tx, call, Some(session.account), "proof.code", codes::outcome(&guess)).await?;
    tx.commit().await?;
    codes::answer(&guess, channel)?;
    call.reply.go(target);
    Ok(())
}

/// A new token for this browser's session; whoever holds the old one is out.
pub(super) async fn renew(tx: &mut Tx, call: &Call, session: &Session) -> Result<(), Fault> {
    let token = session::renew(tx, &call.ctx, session.id).await?.ok_or_else(|| Fault::of(Code::Unauthenticated))?;
    call.reply.set_cookie(Cookie { name: cookies::SESSION, value: token.encode(), max_age: None });
    Ok(())
}

/// "Kirim Ulang Kode", perhaps by another way.
pub async fn resend(call: &Call, channel: &str, proof: &Proof) -> Result<(), Fault> {
    let begun = expect(call).await?;
    let account = own(call).await?;
    let flow = flow_of(&begun.session);
    let mut tx = call.ctx.db.begin().await?;
    limit_resend(&mut tx, call, proof).await?;
    let asked = Channel::parse(channel).unwrap_or(begun.channel);
    let first = codes::way(&mut tx, call, &account, Some(asked)).await?;
    proofs::set_channel(&mut tx, begun.session.id, first).await?;
    let step = Step { purpose: Purpose::FreshProof, flow: &flow, until: begun.until };
    codes::ask(&mut tx, call, &account, first, &step, message(call, first)).await??;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go_path(Route::ProofCode.asking_for(begun.target));
    Ok(())
}

/// Forgets proofs that were not finished.
pub async fn purge(tx: &mut Tx, now: Instant) -> Result<u64, Error> {
    Ok(proofs::purge(tx, now).await?)
}
