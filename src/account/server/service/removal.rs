//! "Hapus Akun": asked for with fresh proof and a typed word, taken back by the link in the mail within a day, erased after it.
//!
//! From the request on nobody gets in: the account's status closes it on every process at the next request. Address and NIK stay taken
//! until the person is erased. Then their key is destroyed and everything that is found by their id, their fingerprints or their devices
//! goes, in one transaction ([`crate::platform::erasure`]); the row stays under its number.

use super::proof::own;
use super::{Account, contact, note, sign_in, subject_of, told};
use crate::account::mail_text::removal as mail;
use crate::account::model::removal::{RemovalCancelPage, RemovalPage};
use crate::account::rules::contact::Kind;
use crate::account::rules::removal::{self as rules, CANCEL_LIFE, ERASE_LIFE, RequestState};
use crate::account::server::store::{self, removal as removals};
use crate::kernel::email::Email;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::kernel::token::Token;
use crate::platform::audit::{self, ActorRef, Event};
use crate::platform::crypt::{self, token_hash};
use crate::platform::db::Tx;
use crate::platform::erasure::{self, Table, Traces};
use crate::platform::http::actor::Call;
use crate::platform::http::cookies::{self, Cookie};
use crate::platform::http::flash::Flash;
use crate::platform::http::kept;
use crate::platform::outbox::{self, Body, Destination, Letter};
use crate::platform::{Ctx, Error};
use std::collections::BTreeMap;
use uuid::Uuid;

/// `/akun/hapus`.
pub async fn page(call: &Call) -> Result<RemovalPage, Fault> {
    let (now, account) = (call.now(), own(call).await?);
    Ok(RemovalPage {
        email: account.email.masked(),
        cancel_until: now.plus_seconds(CANCEL_LIFE),
        erased_by: now.plus_seconds(ERASE_LIFE),
        refill: call.refill("hapus"),
    })
}

/// "Hapus Akun": closes the account, ends whatever is under way and sends the link that takes it back. Of parallel requests one counts.
pub async fn request(call: &Call, typed: &str) -> Result<(), Fault> {
    if typed.trim().is_empty() {
        return Err(Fault::invalid("kata", "required"));
    }
    if !rules::is_word(typed) {
        return Err(Fault::invalid("kata", "wrong"));
    }
    let account = own(call).await?;
    // Before the transaction, which must not wait for a second connection while others wait for it.
    let mailboxes = mailboxes(call, &account).await?;
    let (id, now, token) = (account.row.id, call.now(), call.ctx.random.token());
    let until = now.plus_seconds(CANCEL_LIFE);
    let mut tx = call.ctx.db.begin().await?;
    let removal = call.ctx.random.id(now);
    let hash = token_hash(&token.encode());
    if !removals::begin(&mut tx, removals::NewRemoval { id: removal, account: id, token_hash: &hash, now, cancel_until: until })
        .await?
    {
        // Pressed twice: the first one has said all of it.
        let first = removals::under_way(&mut tx, id).await?.ok_or_else(|| Fault::of(Code::Unauthenticated))?;
        leave(call, Instant(first));
        return Ok(());
    }
    end_what_is_under_way(&mut tx, call, &account).await?;
    announce(&mut tx, call, &account, &mailboxes, &token, until).await?;
    note(&mut tx, call, Some(id), "removal.request", "ok").await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    leave(call, until);
    Ok(())
}

/// Sessions, trust, sign-ins, codes, reset links, links that disavow, changes that wait for a code, registrations, kept posts.
async fn end_what_is_under_way(tx: &mut Tx, call: &Call, account: &Account) -> Result<(), Error> {
    let (id, now) = (account.row.id, call.now());
    let index = call.ctx.keys.blind("email", account.email.as_str());
    sign_in::end_everything(tx, call, account, &index, "removal").await?;
    store::revoke_resets(tx, id, now).await?;
    removals::end_disavowals(tx, id, Instant(0), now).await?;
    contact::end(tx, id, Kind::Phone).await?;
    contact::end(tx, id, Kind::Email).await?;
    removals::cancel_drafts(tx, &index, id).await?;
    kept::forget(tx, id).await?;
    Ok(())
}

/// The mailbox, and every one before that can still take a change of address back: whoever took the account over must not be the only
/// one who can stop its removal, however often they have changed the address since.
async fn mailboxes(call: &Call, account: &Account) -> Result<Vec<Email>, Error> {
    let mut mailboxes = vec![account.email.clone()];
    for change in store::contact::held(&call.ctx.db, account.row.id, call.now()).await? {
        let old = account.key.open_text(contact::old_of(change.id), &change.old_sealed)?;
        mailboxes.extend(Email::parse(&old).ok().filter(|old| !mailboxes.contains(old)));
    }
    Ok(mailboxes)
}

/// Sends the link that takes it back.
async fn announce(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    mailboxes: &[Email],
    token: &Token,
    until: Instant,
) -> Result<(), Error> {
    let (now, class) = (call.now(), call.visit.class);
    let path = Route::RemovalCancel.fill(&token.encode()).ok_or(Error::Corrupt("route"))?;
    let link = format!("{}{path}", call.ctx.config.server.public_url);
    let erased_by = now.plus_seconds(ERASE_LIFE);
    for mailbox in mailboxes {
        let to = Destination::Email(mailbox.as_str().to_owned());
        let requested = |lang| Body::Mail(mail::requested(lang, now, class, &link, until, erased_by));
        told::tell(tx, call, account, to, "removal_requested", requested).await?;
    }
    Ok(())
}

/// Signs this browser out and shows what happens now.
fn leave(call: &Call, until: Instant) {
    call.reply.set_cookie(Cookie::gone(cookies::SESSION));
    call.reply.set_cookie(Cookie::gone(cookies::FLOW));
    call.reply.set_cookie(Cookie::gone(cookies::ENTRUSTED));
    call.reply.clear_site_data();
    turn_away(call, until);
}

/// Tells this browser, whose owner gave password and code, that the account is being removed.
pub(super) fn turn_away(call: &Call, until: Instant) {
    let values = BTreeMap::from([("until".to_owned(), until.0.to_string())]);
    if let Some(cookie) = (Flash { form: "dihapus".to_owned(), fault: None, values }).cookie(&call.ctx.keys) {
        call.reply.set_cookie(cookie);
    }
    call.reply.go(Route::Removing);
}

/// `/hapus/batal/{token}`; looking at it changes nothing.
pub async fn cancel_page(call: &Call, token: &str) -> Result<RemovalCancelPage, Fault> {
    let found = match Token::parse(token) {
        Some(token) => removals::of_link(&call.ctx.db, &token_hash(&token.encode())).await?,
        None => None,
    };
    let until = match found {
        Some(row) if row.state()? == RequestState::Requested => Some(Instant(row.cancel_until)),
        Some(_) | None => None,
    };
    Ok(RemovalCancelPage {
        until: until.filter(|until| *until > call.now()),
        token: token.to_owned(),
        refill: call.refill("hapus_batal"),
    })
}

/// The button on it: the account is open again, and its owner signs in as before. Of parallel presses one takes effect.
pub async fn cancel(call: &Call, token: &str) -> Result<(), Fault> {
    let dead = |call: &Call| {
        call.flash("masuk", "removal_late");
        Fault::elsewhere(Route::SignIn)
    };
    let hash = token_hash(&Token::parse(token).ok_or_else(|| dead(call))?.encode());
    let mut tx = call.ctx.db.begin().await?;
    let Some(id) = removals::cancel(&mut tx, &hash, call.now()).await? else {
        // Pressed twice it is taken back, unless it was asked for again since.
        let account = match removals::of_link_in(&mut tx, &hash).await? {
            Some(row) if row.state()? == RequestState::Cancelled => row.account_id,
            Some(_) | None => return Err(dead(call)),
        };
        if removals::under_way(&mut tx, account).await?.is_some() {
            return Err(dead(call));
        }
        call.flash("masuk", "removal_cancelled");
        call.reply.go(Route::SignIn);
        return Ok(());
    };
    let row = removals::account(&mut tx, id).await?.ok_or(Error::Corrupt("account"))?;
    let account = Account::open_in(&mut tx, &call.ctx, row).await?;
    say_cancelled(&mut tx, call, &account).await?;
    tx.commit().await?;
    call.ctx.wake.ring();
    call.flash("masuk", "removal_cancelled");
    call.reply.go(Route::SignIn);
    Ok(())
}

/// Tells the mailbox that the request was taken back, and records it.
pub(super) async fn say_cancelled(tx: &mut Tx, call: &Call, account: &Account) -> Result<(), Error> {
    let forgot = format!("{}{}", call.ctx.config.server.public_url, Route::Forgot.path());
    told::mail(tx, call, account, "removal_cancelled", |lang| mail::cancelled(lang, call.now(), &forgot)).await?;
    note(tx, call, Some(account.row.id), "removal.cancel", "ok").await
}

/// Erases everybody whose day is over; `tables` are the declarations of every table. Answers how many were erased. One who cannot be
/// erased does not keep the others waiting, and is tried again next time.
///
/// # Errors
/// The last one that could not be erased.
pub async fn erase_due(ctx: &Ctx, tables: &[Table]) -> Result<u64, Error> {
    let (mut erased, mut failed) = (0, None);
    for (removal, account) in removals::due(&ctx.db, ctx.now()).await? {
        match erase(ctx, tables, removal, account).await {
            Ok(done) => erased += u64::from(done),
            Err(error) => {
                tracing::error!(%error, %removal, "a person could not be erased");
                failed = Some(error);
            }
        }
    }
    failed.map_or(Ok(erased), Err)
}

async fn erase(ctx: &Ctx, tables: &[Table], removal: Uuid, account: Uuid) -> Result<bool, Error> {
    let now = ctx.now();
    let mut tx = ctx.db.begin().await?;
    if !removals::erase(&mut tx, removal, now).await? {
        return Ok(false);
    }
    // Whoever signs in or asks for a link at this moment waits until nothing of the person is left, and then finds nobody: rows that came
    // after their table was emptied would stay.
    contact::line_up(&mut tx, account).await?;
    let farewell = reached(&mut tx, ctx, account).await?;
    let traces = traces(&mut tx, account, now).await?;
    erasure::erase(&mut tx, tables, &traces).await?;
    let drawn = [(); 3].map(|()| ctx.random.bytes::<32>().to_vec());
    removals::empty(&mut tx, account, drawn, now).await?;
    if let Some((email, lang)) = farewell {
        say_farewell(&mut tx, ctx, removal, &email, lang).await?;
    }
    erasure::scrub_wanted(&mut tx, ctx).await?;
    let event =
        Event { actor: ActorRef::System, subject: Some(account), action: "removal.erase", outcome: "ok", detail: Vec::new() };
    audit::record(&mut tx, ctx, event).await?;
    tx.commit().await?;
    ctx.wake.ring();
    Ok(true)
}

/// Where the person is told that it is done. Data that cannot be read must not keep them from being erased.
async fn reached(tx: &mut Tx, ctx: &Ctx, account: Uuid) -> Result<Option<(Email, Lang)>, Error> {
    let Some(row) = removals::account(tx, account).await? else { return Ok(None) };
    match Account::open_in(tx, ctx, row).await {
        Ok(account) => Ok(Some((account.email.clone(), account.lang()))),
        Err(Error::Db(error)) => Err(error.into()),
        Err(error) => {
            tracing::error!(%error, "nobody can be told of an erasure");
            Ok(None)
        }
    }
}

/// By what the person is found.
async fn traces(tx: &mut Tx, account: Uuid, now: Instant) -> Result<Traces, Error> {
    let addresses = removals::addresses(tx, account, now).await?;
    let mut people = vec![account];
    for address in &addresses {
        people.extend(removals::drafts(tx, address).await?);
    }
    let mut words: Vec<String> = addresses.iter().map(|address| subject_of(address)).collect();
    words.extend(removals::numbers(tx, account).await?.iter().map(|number| crypt::hex(number)));
    words.extend(people.iter().map(|person| person.simple().to_string()));
    words.extend(store::device_ids(tx, account).await?.into_iter().map(|device| device.simple().to_string()));
    Ok(Traces { people, addresses, words })
}

/// The last mail (UU PDP, article 45). The person's key is gone, so the system's seals it until it is sent, and then it is blanked.
async fn say_farewell(tx: &mut Tx, ctx: &Ctx, removal: Uuid, email: &Email, lang: Lang) -> Result<(), Error> {
    let letter = Letter {
        dedup_key: format!("removed:{}", removal.simple()),
        purpose: "removed",
        person: None,
        to: Destination::Email(email.as_str().to_owned()),
        lang,
        expires_at: None,
        body: Body::Mail(mail::removed(lang, ctx.now())),
    };
    outbox::enqueue(tx, ctx, letter).await?;
    Ok(())
}
