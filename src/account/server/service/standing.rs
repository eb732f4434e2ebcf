//! How an account stands: suspending it, lifting that, and what whoever signs in meanwhile is told.

use super::Account;
use crate::account::mail_text::standing as mail;
use crate::account::model::overview::ClosedPage;
use crate::account::model::standing::Suspension;
use crate::account::rules::standing::{Standing, Status};
use crate::account::server::store::{self, standing as standings};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::platform::audit::{self, ActorRef, Event, Fact};
use crate::platform::crypt::CryptError;
use crate::platform::db::Tx;
use crate::platform::http::actor::Call;
use crate::platform::http::flash::Flash;
use crate::platform::http::session;
use crate::platform::outbox::{self, Body, Destination, Letter, Message};
use crate::platform::{Ctx, Error};
use std::collections::BTreeMap;
use uuid::Uuid;

/// On whose behalf an account is suspended, or opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acting {
    /// The portal, by itself.
    Portal,
    /// A member of the staff; the owner reads the role.
    Staff { id: Uuid, role: Role },
}

impl Acting {
    fn actor(self) -> ActorRef {
        match self {
            Acting::Portal => ActorRef::System,
            Acting::Staff { id, .. } => ActorRef::Staff(id),
        }
    }

    fn fact(self) -> Option<Fact> {
        match self {
            Acting::Portal => None,
            Acting::Staff { role, .. } => Some(Fact::Code("role", role.name())),
        }
    }
}

/// Suspends an active account in the caller's transaction: every session and every device's trust ends, the person is told by mail, the
/// event is recorded. Without `until` it lasts until it is lifted. Answers whether it did: of parallel suspensions the first holds. The
/// caller rings `ctx.wake` after the commit.
///
/// # Errors
/// The database, or a person's key that cannot be opened.
pub async fn suspend(
    tx: &mut Tx,
    ctx: &Ctx,
    acting: Acting,
    account: Uuid,
    reason: Suspension,
    until: Option<Instant>,
) -> Result<bool, Error> {
    let now = ctx.now();
    if standings::suspend(tx, account, reason, until, now).await? == 0 {
        return Ok(false);
    }
    session::revoke_all(tx, now, account, "suspended").await?;
    store::distrust_devices(tx, account).await?;
    let help = format!("{}{}", ctx.config.server.public_url, Route::Help.path());
    tell(tx, ctx, account, "suspended", |lang| mail::suspended(lang, now, reason, until, &help)).await?;
    let detail = [Fact::Code("reason", reason.name())].into_iter().chain(acting.fact()).collect();
    record(tx, ctx, acting, account, "account.suspend", detail).await?;
    Ok(true)
}

/// Lifts a suspension in the caller's transaction, tells the person and records the event. Answers whether there was one.
///
/// # Errors
/// The database, or a person's key that cannot be opened.
pub async fn lift_suspension(tx: &mut Tx, ctx: &Ctx, acting: Acting, account: Uuid) -> Result<bool, Error> {
    let now = ctx.now();
    if standings::lift(tx, account, now).await? == 0 {
        return Ok(false);
    }
    let sign_in = format!("{}{}", ctx.config.server.public_url, Route::SignIn.path());
    tell(tx, ctx, account, "suspension_lifted", |lang| mail::lifted(lang, now, &sign_in)).await?;
    record(tx, ctx, acting, account, "account.lift_suspension", acting.fact().into_iter().collect()).await?;
    Ok(true)
}

async fn tell(
    tx: &mut Tx,
    ctx: &Ctx,
    account: Uuid,
    purpose: &'static str,
    write: impl Fn(crate::kernel::lang::Lang) -> Message,
) -> Result<(), Error> {
    let row = standings::account(tx, account).await?.ok_or(Error::Corrupt("account"))?;
    let account = Account::open_in(tx, ctx, row).await?;
    let lang = account.lang();
    let letter = Letter {
        dedup_key: format!("{purpose}:{}", ctx.random.id(ctx.now()).simple()),
        purpose,
        person: Some(account.row.id),
        to: Destination::Email(account.email.as_str().to_owned()),
        lang,
        expires_at: None,
        body: Body::Mail(write(lang)),
    };
    outbox::enqueue(tx, ctx, letter).await?;
    Ok(())
}

async fn record(
    tx: &mut Tx,
    ctx: &Ctx,
    acting: Acting,
    account: Uuid,
    action: &'static str,
    detail: Vec<Fact>,
) -> Result<(), Error> {
    audit::record(tx, ctx, Event { actor: acting.actor(), subject: Some(account), action, outcome: "ok", detail }).await
}

/// How an account stands now; one whose suspension has run out is lifted on the way.
pub(super) async fn now_standing(tx: &mut Tx, ctx: &Ctx, account: Uuid) -> Result<Standing, Error> {
    let Some(row) = standings::standing(tx, account).await? else { return Ok(Standing::Active) };
    let standing = match row.status()? {
        Status::Active => Standing::Active,
        Status::Suspended => Standing::suspended(row.reason()?, row.suspended_until.map(Instant), ctx.now()),
        Status::Removing => {
            let cancel_until = row.cancel_until.map(Instant).ok_or(Error::Corrupt("removal.cancel_until"))?;
            Standing::Removing { cancel_until }
        }
        // Its key is gone with its owner.
        Status::Erased => return Err(Error::Crypt(CryptError::Erased)),
    };
    if standing == Standing::Lapsed {
        lift_suspension(tx, ctx, Acting::Portal, account).await?;
        return Ok(Standing::Active);
    }
    Ok(standing)
}

/// Lifts what has run out; answers how many. An account that cannot be read does not keep the others waiting, and is tried again next
/// time.
///
/// # Errors
/// The last one that could not be lifted.
pub async fn lift_lapsed(ctx: &Ctx) -> Result<u64, Error> {
    let (mut lifted, mut failed) = (0, None);
    for account in standings::lapsed(&ctx.db, ctx.now()).await? {
        match lift(ctx, account).await {
            Ok(done) => lifted += u64::from(done),
            Err(error) => {
                tracing::error!(%error, %account, "a suspension that has run out could not be lifted");
                failed = Some(error);
            }
        }
    }
    failed.map_or(Ok(lifted), Err)
}

async fn lift(ctx: &Ctx, account: Uuid) -> Result<bool, Error> {
    let mut tx = ctx.db.begin().await?;
    let done = lift_suspension(&mut tx, ctx, Acting::Portal, account).await?;
    tx.commit().await?;
    ctx.wake.ring();
    Ok(done)
}

/// Tells this browser, whose owner gave password and code, why it is not let in.
pub(super) fn turn_away(call: &Call, reason: Suspension, until: Option<Instant>) {
    let mut values = BTreeMap::from([("reason".to_owned(), reason.name().to_owned())]);
    if let Some(until) = until {
        values.insert("until".to_owned(), until.0.to_string());
    }
    if let Some(cookie) = (Flash { form: "ditangguhkan".to_owned(), fault: None, values }).cookie(&call.ctx.keys) {
        call.reply.set_cookie(cookie);
    }
    call.reply.go(Route::Suspended);
}

/// `/masuk/terkunci` (`terkunci`), `/masuk/ditangguhkan` (`ditangguhkan`) and `/masuk/dihapus` (`dihapus`): what this browser was told
/// before; it may be read again.
///
/// # Errors
/// [`Code::NotFound`] for any other page.
pub fn closed_page(call: &Call, which: &str) -> Result<ClosedPage, Fault> {
    if !matches!(which, "terkunci" | "ditangguhkan" | "dihapus") {
        return Err(Fault::of(Code::NotFound));
    }
    let told = call.visit.flash(which).unwrap_or_default();
    Ok(ClosedPage {
        now: call.now(),
        until: told.value("until").parse().ok().map(Instant),
        closed: told.value("until") == "closed",
        reason: Suspension::parse(told.value("reason")),
    })
}
