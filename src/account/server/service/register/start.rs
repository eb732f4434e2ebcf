//! `/daftar`: e-mail, NIK and password.

use super::code::{Draft, link_token, send_code};
use super::resume::salt_of;
use super::{FLOW, email_of, in_progress, nik_of};
use crate::account::rules::{self, RegistrationState};
use crate::account::server::service::email::is_taken;
use crate::account::server::service::{Proof, check_captcha, flow_hash, limit_source, note, password_code, refuse_paid};
use crate::account::server::store;
use crate::account::server::store::registration::NewRegistration;
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::nik::Nik;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::platform::crypt::{self, Place, token_hash};
use crate::platform::hashing::password;
use crate::platform::http::actor::Call;
use crate::platform::limits;
use crate::platform::{Error, captcha};

/// What `/daftar` shows again: somebody who comes back to correct the address finds the rest as typed.
pub(in crate::account::server::service) async fn refill(call: &Call) -> Result<Refill, Fault> {
    let mut refill = call.refill("daftar");
    if refill.values.is_empty()
        && let Some(row) = in_progress(call).await?
        && row.state()? == RegistrationState::Draft
    {
        let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
        refill.values.insert("email".to_owned(), email_of(&key, &row)?.as_str().to_owned());
        refill.values.insert("nik".to_owned(), nik_of(&key, &row)?.as_str().to_owned());
    }
    Ok(refill)
}

/// First page. The answer is the same whether or not the address has an account; its owner gets a mail instead of a code.
pub async fn start(call: &Call, email: &str, nik: &str, password: &str, proof: &Proof) -> Result<(), Fault> {
    let mut fault = Fault::of(Code::Invalid);
    let email =
        Email::parse(&crate::platform::nfc(email)).map_err(|error| fault.fields.insert("email".into(), error.code().into())).ok();
    let typed_nik = nik;
    let nik = Nik::parse(nik).map_err(|error| fault.fields.insert("nik".into(), error.code().into_owned())).ok();
    let own = [email.as_ref().map_or("", |email| email.as_str()), typed_nik];
    let spent = check_captcha(call, "daftar", proof, &mut fault).await?;
    // Judging a password is costly: without the captcha only its length is told, and one captcha does not judge any number.
    if spent.is_some() {
        let mut tx = call.ctx.db.begin().await?;
        let looked = limits::take(&mut tx, call.now(), password::LOOKS, &limits::sources::source_key(call.visit.source)).await?;
        tx.commit().await?;
        looked.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
    }
    let judged = match spent {
        Some(_) => call.ctx.hasher.check(password, &own, password::MIN_PARTICIPANT).await.map_err(Error::from)?.map(drop),
        None => password::check_length(password, password::MIN_PARTICIPANT),
    };
    if let Err(refused) = judged {
        fault = fault.with("password", password_code(refused));
    }
    let (Some(email), Some(nik), Some(spent), true) = (email, nik, spent, fault.fields.is_empty()) else { return Err(fault) };

    let email_index = call.ctx.keys.blind("email", email.as_str());
    let password_hash = call.ctx.hasher.hash_with(password, salt_of(call, &email_index)).await.map_err(Error::from)?;
    let flow = call.flow_or_new();
    let hash = flow_hash(FLOW, &flow);

    let paid_for = crypt::hex(&email_index);
    let mut tx = call.ctx.db.begin().await?;
    if !captcha::spend(&mut tx, &spent).await? {
        // The same form posted twice: the first one counts, if it was ours and no limit refused it.
        let ours =
            store::registration::of_flow_in(&mut tx, &hash, call.now()).await?.is_some_and(|row| row.email_index == email_index);
        if !(ours && captcha::has_paid_for(&mut tx, &spent, &paid_for).await?) {
            return Err(Fault::invalid("captcha", "used"));
        }
        call.reply.go(Route::RegisterCode);
        return Ok(());
    }
    limit_source(&mut tx, call).await?;
    store::registration::cancel_of_flow(&mut tx, &hash).await?;
    let now = call.now();
    let id = call.ctx.random.id(now);
    let key = crypt::create_person(&mut tx, &call.ctx.keys, id, now).await?;
    let new = NewRegistration {
        id,
        flow_hash: &hash,
        link_hash: &token_hash(&link_token(call, id).encode()),
        link_expires_at: now.plus_seconds(rules::LINK_LIFE),
        email_index: &email_index,
        email_sealed: key.seal(Place::row("registration.email", id), email.as_str().as_bytes()),
        nik_index: call.ctx.keys.blind("nik", nik.as_str()),
        nik_sealed: key.seal(Place::row("registration.nik", id), nik.as_str().as_bytes()),
        password_hash: &password_hash,
        language: call.visit.lang,
        now,
        expires_at: now.plus_seconds(rules::DRAFT_LIFE),
    };
    store::registration::insert(&mut tx, new).await?;
    let taken = is_taken(&mut tx, &email_index, call.now()).await?;
    let sent = send_code(&mut tx, call, &Draft { id, email: &email, email_index: &email_index, flow_hash: &hash, taken }).await?;
    if let Err(limited) = sent {
        drop(tx);
        return Err(refuse_paid(call, &spent, "register.start", limited).await?);
    }
    captcha::note_paid(&mut tx, &spent, &paid_for).await?;
    note(&mut tx, call, None, "register.start", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::RegisterCode);
    Ok(())
}
