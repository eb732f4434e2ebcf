//! What the owner of an account is told about it without having asked: security notices by mail and on the dashboard.

use super::Account;
use super::history::disavow_link;
use crate::account::mail_text;
use crate::account::model::{NoticeKind, NoticeLine};
use crate::account::server::store::{self, history, notice};
use crate::kernel::fault::Fault;
use crate::kernel::instant::Instant;
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
    let message = mail_text::new_device(account.lang(), call.now(), call.visit.class, &place, &way_out);
    mail(tx, call, account, "new_device", message).await
}

/// A further sign-in ended the oldest session (`docs/rules.md`, C21).
pub(super) async fn sessions_ended(tx: &mut Tx, call: &Call, account: &Account) -> Result<(), Error> {
    put(tx, &call.ctx, account.row.id, NoticeKind::SessionsEnded).await?;
    let way_out = disavow_link(tx, call, account.row.id, "sessions").await?;
    let message = mail_text::sessions_ended(account.lang(), call.now(), &way_out);
    mail(tx, call, account, "sessions_ended", message).await
}

async fn mail(tx: &mut Tx, call: &Call, account: &Account, purpose: &'static str, message: Message) -> Result<(), Error> {
    let letter = Letter {
        dedup_key: format!("{purpose}:{}", call.ctx.random.id(call.now()).simple()),
        purpose,
        person: Some(account.row.id),
        to: Destination::Email(account.email.as_str().to_owned()),
        lang: account.lang(),
        expires_at: None,
        body: Body::Mail(message),
    };
    outbox::enqueue(tx, &call.ctx, letter).await?;
    Ok(())
}
