//! What the owner of an account is told about it: security notices by mail, by SMS and on the dashboard, and in which language.

use super::history::disavow_link;
use super::{Account, own_session};
use crate::account::mail_text;
use crate::account::model::{NoticeKind, NoticeLine};
use crate::account::server::store::{self, history, notice};
use crate::kernel::fault::Fault;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::outbox::{self, Body, Destination, Letter, Message};
use crate::platform::{Ctx, Error};
use uuid::Uuid;

/// Notices on the dashboard at a time; the others follow when these are read.
const SHOWN: i64 = 2;

/// Puts a notice on the account's dashboard.
pub async fn put(tx: &mut Tx, ctx: &Ctx, account: Uuid, kind: NoticeKind) -> Result<(), Error> {
    let now = ctx.now();
    Ok(notice::put(tx, ctx.random.id(now), account, kind, now).await?)
}

/// The owner has just seen how the identity stands: what the dashboard says about it is overtaken.
pub(super) async fn overtake_identity(tx: &mut Tx, ctx: &Ctx, account: Uuid) -> Result<(), Error> {
    for kind in [NoticeKind::IdentityVerified, NoticeKind::IdentityUnverified] {
        notice::overtake(tx, account, kind, ctx.now()).await?;
    }
    Ok(())
}

/// What is still to be read, newest first.
pub(super) async fn unread(ctx: &Ctx, account: Uuid) -> Result<Vec<NoticeLine>, Error> {
    let rows = notice::unread(&ctx.db, account, SHOWN).await?;
    Ok(rows.into_iter().map(|(id, kind, at)| NoticeLine { id: id.simple().to_string(), kind, at: Instant(at) }).collect())
}

/// The caller has read a notice; one that is not there or somebody else's changes nothing.
pub async fn read(call: &Call, id: &str) -> Result<(), Fault> {
    let account = call.session()?.account;
    if let Ok(id) = Uuid::try_parse(id) {
        let mut tx = call.ctx.db.begin().await?;
        notice::read(&mut tx, account, id, call.now()).await?;
        tx.commit().await?;
    }
    call.reply.go(Route::Dashboard);
    Ok(())
}

/// A sign-in on a device that was never used before; not for the account's first one.
pub(super) async fn new_device(tx: &mut Tx, call: &Call, account: &Account, device: Uuid) -> Result<(), Error> {
    if store::count_devices(tx, account.row.id).await? < 2 {
        return Ok(());
    }
    let way_out = disavow_link(tx, call, account.row.id, "new_device").await?;
    let network = call.visit.network();
    let known = history::other_networks(tx, account.row.id, device).await?.iter().any(|(other,)| *other == network);
    let place = mail_text::Place { network: &network, known };
    let (now, class) = (call.now(), call.visit.class);
    mail(tx, call, account, "new_device", |lang| mail_text::new_device(lang, now, class, &place, &way_out)).await
}

/// A further sign-in ended the oldest session (`docs/rules.md`, C21).
pub(super) async fn sessions_ended(tx: &mut Tx, call: &Call, account: &Account) -> Result<(), Error> {
    put(tx, &call.ctx, account.row.id, NoticeKind::SessionsEnded).await?;
    let way_out = disavow_link(tx, call, account.row.id, "sessions").await?;
    mail(tx, call, account, "sessions_ended", |lang| mail_text::sessions_ended(lang, call.now(), &way_out)).await
}

/// The owner, signed in here, makes a letter go out: from now on the account has the language of the page, so that the letters that others
/// make go out later have it, too. Answers whether it is the owner; what they read nobody learns from somebody else's browser. The caller
/// holds the account's row (`contact::line_up`).
pub(super) async fn note_language(tx: &mut Tx, call: &Call, account: Uuid) -> Result<bool, Error> {
    if own_session(call, Some(account)).is_none() {
        return Ok(false);
    }
    store::set_language(tx, account, call.visit.lang).await?;
    Ok(true)
}

/// A mail to the account's address; `write` is given its language.
pub(super) async fn mail(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    purpose: &'static str,
    write: impl FnOnce(Lang) -> Message,
) -> Result<(), Error> {
    let to = Destination::Email(account.email.as_str().to_owned());
    tell(tx, call, account, to, purpose, |lang| Body::Mail(write(lang))).await
}

/// Puts a message to the person into the outbox, in the language of the page where they caused it themselves, else in that of the account.
/// Of an SMS that finds no budget only the mail beside it is left.
pub(super) async fn tell(
    tx: &mut Tx,
    call: &Call,
    account: &Account,
    to: Destination,
    purpose: &'static str,
    write: impl FnOnce(Lang) -> Body,
) -> Result<(), Error> {
    if matches!(to, Destination::Sms(_)) && outbox::spend_sms(tx, &call.ctx).await?.is_err() {
        return Ok(());
    }
    let lang = if note_language(tx, call, account.row.id).await? { call.visit.lang } else { account.lang() };
    let letter = Letter {
        dedup_key: format!("{purpose}:{}", call.ctx.random.id(call.now()).simple()),
        purpose,
        person: Some(account.row.id),
        to,
        lang,
        expires_at: None,
        body: write(lang),
    };
    outbox::enqueue(tx, &call.ctx, letter).await?;
    Ok(())
}
