//! Taking an invitation up: the link's page with its one button, then name and password, then the authenticator; only with its first
//! value is somebody staff. The browser that pressed the button can stop between the steps and go on.

use super::{address_counter, enter, flow_hash, index_of, limit_source};
use crate::kernel::code::OneTimeCode;
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::person::FullName;
use crate::kernel::route::Route;
use crate::kernel::token::Token;
use crate::office::model::{AcceptPage, AcceptStep, InvitationPage, Strength};
use crate::office::server::store::invitation::{self as invitations, Filled, InvitationRow};
use crate::office::server::store::{self, NewStaff};
use crate::otp::{self, Secret};
use crate::platform::audit::{self, ActorRef, Event, Fact};
use crate::platform::crypt::{self, PersonKey, Place, token_hash};
use crate::platform::db::is_unique_violation;
use crate::platform::hashing::password::{LOOKS, MIN_STAFF};
use crate::platform::http::actor::Call;
use crate::platform::limits::{self, Rule, Whose};
use crate::platform::{Error, nfc, qr};

const FLOW: &str = "staff_invitation";
/// Tries to confirm the authenticator; the key is on the same page, so this only keeps machines away.
const CONFIRMATIONS: Rule = Rule { name: "staff_confirm", whose: Whose::Staff, burst: 10, per: 600 };
/// What an authenticator app shows beside the address.
const ISSUER: &str = "Prakerja Kantor";

/// `/kantor/undangan/{token}`.
pub async fn invitation_page(call: &Call, token: &str) -> Result<InvitationPage, Fault> {
    let open = match find(call, token).await? {
        Some(row) => Some((row.role()?, Instant(row.expires_at))),
        None => None,
    };
    Ok(InvitationPage { token: token.to_owned(), open, refill: call.refill("kantor_undangan") })
}

async fn find(call: &Call, token: &str) -> Result<Option<InvitationRow>, Error> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    Ok(invitations::of_token(&call.ctx.db, &token_hash(&token.encode()), call.now()).await?)
}

/// The button: from now on this browser takes the invitation up, without the token in its address.
pub async fn open(call: &Call, token: &str) -> Result<(), Fault> {
    call.reply.go(Route::OfficeAccept);
    // Used, withdrawn or too old: the next page says so.
    let Some(row) = find(call, token).await? else { return Ok(()) };
    let hash = flow_hash(FLOW, &call.flow_or_new());
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    invitations::enter(&mut tx, row.id, &hash, call.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// The invitation this browser takes up, and the hash that binds it.
async fn current(call: &Call) -> Result<Option<(InvitationRow, String)>, Error> {
    let Some(flow) = &call.visit.flow else { return Ok(None) };
    let hash = flow_hash(FLOW, flow);
    Ok(invitations::of_flow(&call.ctx.db, &hash, call.now()).await?.map(|row| (row, hash)))
}

/// `/kantor/undangan`.
pub async fn page(call: &Call) -> Result<AcceptPage, Fault> {
    let step = match current(call).await? {
        Some((row, _)) => Some(step_of(call, row).await?),
        None => None,
    };
    Ok(AcceptPage { step, refill: call.refill("kantor_terima") })
}

async fn step_of(call: &Call, row: InvitationRow) -> Result<AcceptStep, Error> {
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    let until = Instant(row.expires_at);
    let email = address_of(&key, &row)?;
    match (secret_of(&key, &row)?, &email) {
        (Some(secret), Some(email)) => {
            let uri = secret.uri(ISSUER, email.as_str()).ok_or(Error::Corrupt("staff_invitation.email"))?;
            Ok(AcceptStep::Authenticator { qr: qr::draw(&uri)?, key: secret.grouped(), until })
        }
        // The first administrator's address is theirs to type, also when they come back to this step.
        _ => {
            let given = email.filter(|_| row.invited_by.is_some()).map(|email| email.as_str().to_owned());
            Ok(AcceptStep::Person { role: row.role()?, email: given, until })
        }
    }
}

/// The address. Like everything of an invitation it is sealed for the row of `staff` that the invitation becomes, under the same id.
fn address_of(key: &PersonKey, row: &InvitationRow) -> Result<Option<Email>, Error> {
    let Some(sealed) = &row.email_sealed else { return Ok(None) };
    let text = key.open_text(Place::row("staff.email", row.id), sealed)?;
    Email::parse(&text).map(Some).map_err(|_| Error::Corrupt("staff_invitation.email"))
}

fn secret_of(key: &PersonKey, row: &InvitationRow) -> Result<Option<Secret>, Error> {
    let Some(sealed) = &row.totp_sealed else { return Ok(None) };
    let bytes = key.open(Place::row("staff.totp", row.id), sealed)?;
    Secret::from_slice(&bytes).map(Some).ok_or(Error::Corrupt("staff_invitation.totp"))
}

/// "Lanjutkan": name and password. Nobody is staff yet; the authenticator comes next.
pub async fn person(call: &Call, name: &str, email: &str, password: &str) -> Result<(), Fault> {
    let (row, hash) = current(call).await?.ok_or_else(|| Fault::elsewhere(Route::OfficeAccept))?;
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, row.id).await?;
    let mut fault = Fault::of(Code::Invalid);
    let name = FullName::parse(&nfc(name)).map_err(|error| fault.fields.insert("nama".into(), error.code().into())).ok();
    let email = if row.invited_by.is_some() {
        address_of(&key, &row)?
    } else {
        Email::parse(&nfc(email)).map_err(|error| fault.fields.insert("email".into(), error.code().into())).ok()
    };
    let words: Vec<&str> = [name.as_ref().map(FullName::as_str), email.as_ref().map(Email::as_str)].into_iter().flatten().collect();
    let hasher = call.ctx.hasher.for_staff();
    if let Err(refused) = hasher.check(password, &words, MIN_STAFF).await.map_err(Error::from)? {
        fault = fault.with("password_baru", refused.code());
    }
    let (Some(name), Some(email), true) = (name, email, fault.fields.is_empty()) else { return Err(fault) };
    let index = index_of(&call.ctx, &email);
    if store::by_email(&call.ctx.db, &index).await?.is_some() {
        return Err(Fault::invalid("email", "taken"));
    }
    let password_hash = hasher.hash(password).await.map_err(Error::from)?;
    let filled = Filled {
        email_index: &index,
        email_sealed: &key.seal(Place::row("staff.email", row.id), email.as_str().as_bytes()),
        name_sealed: &key.seal(Place::row("staff.name", row.id), name.as_str().as_bytes()),
        password_hash: &password_hash,
        totp_sealed: &key.seal(Place::row("staff.totp", row.id), &call.ctx.random.bytes::<{ otp::KEY_BYTES }>()),
    };
    let mut tx = call.ctx.db.begin().await?;
    limit_source(&mut tx, call).await?;
    invitations::fill(&mut tx, row.id, &hash, &filled, call.now()).await?;
    tx.commit().await?;
    call.reply.go(Route::OfficeAccept);
    Ok(())
}

/// The first value: the invitation is used up, the person staff, and signed in. Of parallel posts one succeeds.
pub async fn confirm(call: &Call, typed: &str) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let over = || Fault::elsewhere(Route::OfficeAccept);
    let (row, hash) = current(call).await?.ok_or_else(over)?;
    let (now, id, role) = (call.now(), row.id, row.role()?);
    let key = crypt::load_person(&call.ctx.db, &call.ctx.keys, id).await?;
    let secret = secret_of(&key, &row)?.ok_or_else(over)?;
    let (Some(email_index), Some(email_sealed)) = (&row.email_index, &row.email_sealed) else { return Err(over()) };
    let (Some(name_sealed), Some(password_hash)) = (&row.name_sealed, &row.password_hash) else { return Err(over()) };
    let totp_sealed = row.totp_sealed.as_deref().ok_or_else(over)?;

    let mut tx = call.ctx.db.begin().await?;
    let tries = limits::take(&mut tx, now, CONFIRMATIONS, &id.simple().to_string()).await?;
    tries.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
    let Some(step) = otp::check(&secret, &code, now, None) else {
        tx.commit().await?;
        return Err(Fault::invalid("kode", "wrong"));
    };
    if !invitations::accept(&mut tx, id, &hash, now).await? {
        return Err(over());
    }
    let new = NewStaff {
        id,
        email_index,
        email_sealed,
        name_sealed,
        password_hash,
        totp_sealed,
        totp_step: step,
        role,
        language: call.visit.lang,
        now,
    };
    match store::insert_staff(&mut tx, &new).await {
        // Somebody with this address was faster, by another invitation.
        Err(error) if is_unique_violation(&error) => return Err(Fault::of(Code::Conflict)),
        inserted => inserted?,
    }
    address_counter(email_index).clear(&mut tx).await?;
    let detail = vec![Fact::Code("role", role.name())];
    let actor = ActorRef::Staff(id);
    audit::record(&mut tx, &call.ctx, Event { actor, subject: Some(id), action: "staff.accept", outcome: "ok", detail }).await?;
    enter(&mut tx, call, id).await?;
    tx.commit().await?;
    call.reply.go(Route::Office);
    Ok(())
}

/// How strong a new password of staff is.
///
/// # Errors
/// [`Code::Limited`] when the source asked too often, [`Code::Unavailable`] when too many wait; the meter then shows nothing.
pub async fn strength(call: &Call, password: &str, typed: &[&str]) -> Result<Strength, Fault> {
    let mut tx = call.ctx.db.begin().await?;
    let looked = limits::take(&mut tx, call.now(), LOOKS, &limits::sources::source_key(call.visit.source)).await?;
    tx.commit().await?;
    looked.map_err(|wait| Fault::of(Code::Limited).retry(wait.0))?;
    let strength = call.ctx.hasher.strength(password, typed, MIN_STAFF).await.map_err(Error::from)?;
    Ok(Strength { score: strength.score, advice: strength.advice.to_owned() })
}
