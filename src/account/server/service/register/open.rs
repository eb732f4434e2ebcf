//! The account that a registration becomes.

use super::data::keep;
use super::{email_of, nik_of};
use crate::account::mail_text;
use crate::account::model::{Channel, Identity};
use crate::account::server::service::person::{Person, Typed};
use crate::account::server::service::{Entry, note, open_session, subject_of};
use crate::account::server::store::registration::RegistrationRow;
use crate::account::server::store::{self, NewAccount};
use crate::kernel::email::Email;
use crate::kernel::fault::Fault;
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::legal::TERMS_VERSION;
use crate::otp;
use crate::platform::Error;
use crate::platform::crypt::{PersonKey, Place};
use crate::platform::db::{Tx, is_unique_violation};
use crate::platform::http::actor::Call;
use crate::platform::outbox::{self, Body, Destination, Letter};
use uuid::Uuid;

/// Opens the account and signs in; whatever was unique and taken meanwhile is told instead. An address that an owner can still take back is
/// taken, too.
pub(super) async fn open_account(
    call: &Call,
    row: RegistrationRow,
    key: &PersonKey,
    person: Person,
    identity: Identity,
    typed: &Typed,
) -> Result<(), Fault> {
    let password_hash = match &row.password_hash {
        Some(hash) => hash.clone(),
        None => call.ctx.hasher.hash(&typed.password).await.map_err(Error::from)?,
    };
    let email = email_of(key, &row)?;
    let nik = nik_of(key, &row)?;
    let now = call.now();
    let profile = person.profile.to_bytes()?;
    let mut tx = call.ctx.db.begin().await?;
    // Before its row, like whoever proves another one of the address.
    otp::line_up(&mut tx, &call.ctx, &subject_of(&row.email_index)).await?;
    if store::registration::complete(&mut tx, row.id).await? == 0 {
        // The same form posted twice; the first one opened the account and its answer carries the session.
        return Err(Fault::elsewhere(Route::SignIn));
    }
    // After it: a second post must not find the NIK taken by the account that the first one opened.
    if identity == Identity::Verified && store::nik_holder(&mut tx, &row.nik_index).await?.is_some() {
        drop(tx);
        keep(call, &row, key, typed, None).await?;
        return Err(Fault::invalid("nik", "nik_taken"));
    }
    let new = NewAccount {
        id: row.id,
        email_index: row.email_index.clone(),
        email_sealed: key.seal(Place::row("account.email", row.id), email.as_str().as_bytes()),
        password_hash,
        nik_index: row.nik_index.clone(),
        nik_sealed: key.seal(Place::row("account.nik", row.id), nik.as_str().as_bytes()),
        profile_sealed: key.seal(Place::row("account.profile", row.id), &profile),
        phone_index: call.ctx.keys.blind("phone", person.phone.e164()),
        phone_sealed: key.seal(Place::row("account.phone", row.id), person.phone.e164().as_bytes()),
        phone_verified_at: None,
        identity,
        language: call.visit.lang,
        code_channel: Channel::Email,
        terms_version: TERMS_VERSION,
        now,
    };
    match store::insert_account(&mut tx, new).await {
        Ok(()) => {}
        Err(error) if is_unique_violation(&error) => {
            drop(tx);
            keep(call, &row, key, typed, None).await?;
            return Err(taken_meanwhile(call, &row).await?);
        }
        Err(error) => return Err(error.into()),
    }
    // After the row, which waits for whoever is just leaving the address: no account comes to where one can still go back.
    if store::contact::email_held_by(&mut tx, &row.email_index, now).await?.is_some() {
        drop(tx);
        keep(call, &row, key, typed, None).await?;
        return Err(address_not_free(call));
    }
    store::registration::cancel_others(&mut tx, &row.email_index, row.id).await?;
    open_session(&mut tx, call, row.id, Entry::Registration).await?;
    welcome(&mut tx, call, row.id, &email).await?;
    note(&mut tx, call, Some(row.id), "account.open", identity.names().0).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::Dashboard);
    Ok(())
}

/// Which of the two unique values another request took first.
async fn taken_meanwhile(call: &Call, row: &RegistrationRow) -> Result<Fault, Error> {
    let has_account = store::account_by_email(&call.ctx.db, &row.email_index).await?.is_some();
    Ok(if has_account { address_not_free(call) } else { Fault::invalid("nik", "nik_taken") })
}

/// The address has an account, or one that can still take it back: the sign-in page says the same of both.
fn address_not_free(call: &Call) -> Fault {
    call.flash("masuk", "email_not_free");
    Fault::elsewhere(Route::SignIn)
}

async fn welcome(tx: &mut Tx, call: &Call, account: Uuid, email: &Email) -> Result<(), Error> {
    let lang: Lang = call.visit.lang;
    let dashboard = format!("{}{}", call.ctx.config.server.public_url, Route::Dashboard.path());
    let letter = Letter {
        dedup_key: format!("welcome:{}", account.simple()),
        purpose: "welcome",
        person: Some(account),
        to: Destination::Email(email.as_str().to_owned()),
        lang,
        expires_at: None,
        body: Body::Mail(mail_text::welcome(lang, &dashboard)),
    };
    outbox::enqueue(tx, &call.ctx, letter).await?;
    Ok(())
}
