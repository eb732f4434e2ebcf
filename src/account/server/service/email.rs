//! Changing the e-mail address: the new one proves itself with a code, the old one is told and can take the change back for ten days.
//!
//! An address that has an account, or that can still be taken back by one, is answered like any other; its owner learns of it by mail.

use super::contact::{self, Target, Waiting};
use super::history::{self, disavow_link};
use super::{Account, Proof, codes, limit_resend, note, removal, reset, sign_in, told};
use crate::account::mail_text::contact as words;
use crate::account::model::Channel;
use crate::account::model::contact::{EmailPage, Held, UndoPage};
use crate::account::model::history::TakenBack;
use crate::account::rules::contact::{Kind, UNDO_LIFE};
use crate::account::server::store::{self, contact::HeldChange, removal as removals};
use crate::kernel::code::OneTimeCode;
use crate::kernel::email::Email;
use crate::kernel::fault::Fault;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::kernel::token::Token;
use crate::otp::{self, Guess, Prepared, Purpose};
use crate::platform::Error;
use crate::platform::crypt::{Place, token_hash};
use crate::platform::db::{Tx, is_unique_violation};
use crate::platform::http::actor::Call;
use crate::platform::http::session;
use crate::platform::outbox::{Body, Destination};
use uuid::Uuid;

const FORM: &str = "email";

/// `/akun/email`.
pub async fn page(call: &Call) -> Result<EmailPage, Fault> {
    let account = contact::own_account(call).await?;
    let mut refill = call.refill(FORM);
    let done = refill.values.remove("notice").is_some();
    let waiting = contact::waiting(call, Kind::Email).await?;
    let elsewhere = matches!(waiting, Waiting::Elsewhere);
    let code = match waiting {
        Waiting::Nothing | Waiting::Elsewhere => None,
        Waiting::Here(change) => {
            let new = parse(&account, contact::new_of(change.id), &change.new_sealed)?;
            let latest = otp::latest(&call.ctx.db, Purpose::Email, &contact::flow(change.id)).await?;
            match latest {
                Some(latest) => Some(codes::page(call, latest, new.masked(), None, "kode_email").await?),
                None => None,
            }
        }
    };
    let held = match store::contact::latest(&call.ctx.db, account.row.id, call.now()).await? {
        None => None,
        Some(change) => Some(Held {
            old: parse(&account, contact::old_of(change.id), &change.old_sealed)?.masked(),
            until: Instant(change.undo_until),
        }),
    };
    Ok(EmailPage { current: account.email.masked(), code, elsewhere, held, done, refill })
}

fn parse(account: &Account, place: Place<'_>, sealed: &[u8]) -> Result<Email, Error> {
    Email::parse(&account.key.open_text(place, sealed)?).map_err(|_| Error::Corrupt(place.column()))
}

/// "Kirim kode" to the new address.
pub async fn start(call: &Call, typed: &str) -> Result<(), Fault> {
    let email = Email::parse(&crate::platform::nfc(typed)).map_err(|error| Fault::invalid("email", error.code()))?;
    let account = contact::own_account(call).await?;
    if email == account.email {
        return Err(Fault::invalid("email", "same"));
    }
    let index = call.ctx.keys.blind("email", email.as_str());
    let mut tx = call.ctx.db.begin().await?;
    let deliverable = is_free(&mut tx, &index, account.row.id, call.now()).await?;
    let target = Target { kind: Kind::Email, value: email.as_str(), index: &index, deliverable };
    contact::begin(&mut tx, call, &account, &target, code_or_notice(deliverable)).await?;
    note(&mut tx, call, Some(account.row.id), "email.start", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::Email);
    Ok(())
}

/// Whether this account may take the address: nobody has it, and nobody else can still take it back.
async fn is_free(tx: &mut Tx, index: &[u8], account: Uuid, now: Instant) -> Result<bool, Error> {
    if store::account_by_email_in(tx, index).await?.is_some() {
        return Ok(false);
    }
    Ok(store::contact::email_held_by(tx, index, now).await?.is_none_or(|holder| holder == account))
}

/// The code for a free address; for one that has an account a notice to its owner.
fn code_or_notice(deliverable: bool) -> impl FnOnce(Lang, &Prepared) -> Body {
    move |lang, prepared| match deliverable {
        true => words::email_code(lang, &prepared.code, prepared.expires_at).into(),
        false => words::email_taken(lang, prepared.created_at).into(),
    }
}

/// "Kirim Ulang Kode".
pub async fn resend(call: &Call, proof: &Proof) -> Result<(), Fault> {
    let account = contact::own_account(call).await?;
    let change = contact::under_way(call, Kind::Email).await?.ok_or_else(|| Fault::elsewhere(Route::Email))?;
    let email = parse(&account, contact::new_of(change.id), &change.new_sealed)?;
    let mut tx = call.ctx.db.begin().await?;
    limit_resend(&mut tx, call, proof).await?;
    contact::hold(&mut tx, call, account.row.id, Kind::Email, change.id).await?;
    let deliverable = is_free(&mut tx, &change.new_index, account.row.id, call.now()).await?;
    let target = Target { kind: Kind::Email, value: email.as_str(), index: &change.new_index, deliverable };
    contact::send(&mut tx, call, &account, change.id, &target, code_or_notice(deliverable)).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.reply.go(Route::Email);
    Ok(())
}

/// "Batal": the address stays.
pub async fn cancel(call: &Call) -> Result<(), Fault> {
    let account = call.session()?.account;
    let mut tx = call.ctx.db.begin().await?;
    contact::end(&mut tx, account, Kind::Email).await?;
    note(&mut tx, call, Some(account), "email.cancel", "ok").await?;
    tx.commit().await?;
    call.reply.go(Route::Email);
    Ok(())
}

/// "Verifikasi": the code, the address and the mails about it commit together. Every other session ends: it was opened with the old
/// address.
pub async fn verify(call: &Call, typed: &str) -> Result<(), Fault> {
    let code = OneTimeCode::parse(typed).map_err(|error| Fault::invalid("kode", error.code()))?;
    let account = contact::own_account(call).await?;
    let change = contact::under_way(call, Kind::Email).await?.ok_or_else(|| Fault::elsewhere(Route::Email))?;
    let (id, now) = (account.row.id, call.now());
    let mut tx = call.ctx.db.begin().await?;
    contact::line_up(&mut tx, id).await?;
    let guess = otp::guess(&mut tx, &call.ctx, Purpose::Email, &contact::flow(change.id), &code).await?;
    let undo = call.ctx.random.token();
    let until = now.plus_seconds(UNDO_LIFE);
    if matches!(guess, Guess::Right { .. })
        && store::contact::confirm(&mut tx, change.id, now, Some((token_hash(&undo.encode()), until))).await? == 1
    {
        let new = parse(&account, contact::new_of(change.id), &change.new_sealed)?;
        let sealed = account.key.seal(Place::row("account.email", id), new.as_str().as_bytes());
        match store::contact::set_email(&mut tx, id, &change.new_index, &sealed, now).await {
            // The address got an account since the code was sent; its code is as good as dead.
            Err(error) if is_unique_violation(&error) => return Err(Fault::invalid("kode", "dead")),
            other => other?,
        };
        session::revoke_others(&mut tx, now, id, call.session()?.id, "email_changed").await?;
        store::cancel_sign_ins_of_account(&mut tx, id).await?;
        store::revoke_resets(&mut tx, id, now).await?;
        announce(&mut tx, call, &account, &new, &undo, until).await?;
    }
    note(&mut tx, call, Some(id), "email.verify", codes::outcome(&guess)).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    codes::answer(&guess, Channel::Email)?;
    call.flash(FORM, "changed");
    call.reply.go(Route::Email);
    Ok(())
}

/// Tells the old address, with the link that takes the change back, and the new one.
async fn announce(tx: &mut Tx, call: &Call, account: &Account, new: &Email, undo: &Token, until: Instant) -> Result<(), Error> {
    let (now, class, new_masked) = (call.now(), call.visit.class, new.masked());
    let path = Route::EmailUndo.fill(&undo.encode()).ok_or(Error::Corrupt("route"))?;
    let link = format!("{}{path}", call.ctx.config.server.public_url);
    let left = |lang| words::email_left(lang, now, &new_masked, class, &link, until);
    told::mail(tx, call, account, "email_changed", left).await?;
    let way_out = disavow_link(tx, call, account.row.id, "email").await?;
    let to = Destination::Email(new.as_str().to_owned());
    told::tell(tx, call, account, to, "email_changed", |lang| words::email_welcome(lang, now, &way_out).into()).await
}

/// `/email/batal/{token}`; looking at it changes nothing.
pub async fn undo_page(call: &Call, token: &str) -> Result<UndoPage, Fault> {
    let found = match Token::parse(token) {
        Some(token) => store::contact::undoable(&call.ctx.db, &token_hash(&token.encode()), call.now()).await?,
        None => None,
    };
    let old = match found {
        Some(change) => Some(parse(&owner(call, &change).await?, contact::old_of(change.id), &change.old_sealed)?.masked()),
        None => None,
    };
    Ok(UndoPage { old, token: token.to_owned(), refill: call.refill("email_batal") })
}

async fn owner(call: &Call, change: &HeldChange) -> Result<Account, Fault> {
    let row = store::account(&call.ctx.db, change.account_id).await?.ok_or_else(|| Fault::elsewhere(Route::SignIn))?;
    Ok(Account::open(&call.ctx, row).await?)
}

/// The button on it: the old address is back, everybody is signed out, and a link for a new password goes to it. Of parallel presses
/// one takes effect.
pub async fn undo(call: &Call, token: &str) -> Result<(), Fault> {
    // Used up or too late: a new password is still to be had.
    let dead = || Fault::elsewhere(Route::Forgot);
    let hash = token_hash(&Token::parse(token).ok_or_else(dead)?.encode());
    let change = store::contact::undoable(&call.ctx.db, &hash, call.now()).await?.ok_or_else(dead)?;
    let account = owner(call, &change).await?;
    let mut tx = call.ctx.db.begin().await?;
    let account = take_back(&mut tx, call, account, &change).await?.ok_or_else(dead)?;
    reset::send_link(&mut tx, call, &account).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    super::forget_session_of(call, account.row.id);
    history::say(call, TakenBack { address: true, ..TakenBack::default() });
    Ok(())
}

/// Puts the address before a change back in the caller's transaction, signs everybody out and tells whoever loses the account. A removal
/// that was asked for meanwhile is taken back, too: whoever lost the mailbox never got to answer it. Links that disavow end, as far as they
/// went to a mailbox that loses the account. Answers the account as it is now; `None`, with nothing to commit, when the change can no
/// longer be taken back.
///
/// # Errors
/// `has_account` on `email`, when the address before belongs to another account by now.
pub(super) async fn take_back(tx: &mut Tx, call: &Call, account: Account, change: &HeldChange) -> Result<Option<Account>, Fault> {
    let (id, now) = (account.row.id, call.now());
    let old = parse(&account, contact::old_of(change.id), &change.old_sealed)?;
    let new = parse(&account, contact::new_of(change.id), &change.new_sealed)?;
    // The request's row before the account's, in the order in which an erasure locks them.
    let mut was_removing = removals::cancel_of(tx, id, now).await?;
    // A later change that is being confirmed at this moment is taken back with this one, or comes too late.
    contact::line_up(tx, id).await?;
    // What was asked for or changed while this one waited.
    was_removing |= removals::cancel_of(tx, id, now).await?;
    let row = removals::account(tx, id).await?.ok_or(Error::Corrupt("account"))?;
    let account = Account::open_in(tx, &call.ctx, row).await?;
    if !store::contact::undo(tx, change, now).await? {
        return Ok(None);
    }
    let sealed = account.key.seal(Place::row("account.email", id), old.as_str().as_bytes());
    match store::contact::set_email(tx, id, &change.old_index, &sealed, now).await {
        Err(error) if is_unique_violation(&error) => return Err(Fault::invalid("email", "has_account")),
        other => other?,
    };
    contact::end(tx, id, Kind::Email).await?;
    // In whoever's hands they are, they would undo what the owner does from here on.
    removals::end_disavowals(tx, id, Instant(change.confirmed_at), now).await?;
    let current = call.ctx.keys.blind("email", account.email.as_str());
    sign_in::end_everything(tx, call, &account, &current, "email_undone").await?;
    // The address that has the account now may be a later one than that of the change.
    for gone in [Some(&account.email), Some(&new).filter(|new| **new != account.email)].into_iter().flatten() {
        let to = Destination::Email(gone.as_str().to_owned());
        told::tell(tx, call, &account, to, "email_undone", |lang| words::email_undone(lang, now).into()).await?;
    }
    let account = Account { email: old, ..account };
    if was_removing {
        removal::say_cancelled(tx, call, &account).await?;
    }
    note(tx, call, Some(id), "email.undo", "ok").await?;
    Ok(Some(account))
}

/// Whether an address has an account, or is kept for one that may take it back. Both are always looked up, so that the answer takes
/// the same time.
pub(super) async fn is_taken(tx: &mut Tx, index: &[u8], now: Instant) -> Result<bool, Error> {
    let account = store::account_by_email_in(tx, index).await?;
    let holder = store::contact::email_held_by(tx, index, now).await?;
    Ok(account.is_some() || holder.is_some())
}
