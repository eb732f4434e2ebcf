//! What the account does by itself: asks the registry again when it was down, ends what ran out.

use super::service::{Account, proof, recovery, register, standing, told, totp};
use super::store::{self, AccountRow};
use crate::account::model::{Identity, Mismatch, NoticeKind};
use crate::account::rules::profile::found;
use crate::kernel::person::FullName;
use crate::platform::audit::{self, ActorRef, Event};
use crate::platform::db::is_unique_violation;
use crate::platform::http::{kept, session};
use crate::platform::{Ctx, Error};
use tokio::task::JoinSet;

/// Seconds between two questions to a registry that did not answer: at first, and at most. In between the wait doubles, because it is
/// as long as the account has waited so far.
const ASK_AGAIN: (i64, i64) = (300, 6 * 3600);

/// Ends registrations, sign-ins, proofs, links, kept posts and suspensions that ran out.
pub async fn maintain(ctx: &Ctx) -> Result<u64, Error> {
    let mut tx = ctx.db.begin().await?;
    let now = ctx.now();
    let mut touched = store::maintain(&mut tx, now).await? + session::purge(&mut tx, now).await?;
    touched += proof::purge(&mut tx, now).await? + kept::purge(&mut tx, now).await?;
    touched += totp::purge(&mut tx, now).await? + recovery::purge(&mut tx, now).await?;
    touched += store::contact::purge(&mut tx, now).await? + store::history::purge_disavowals(&mut tx, now).await?;
    tx.commit().await?;
    Ok(touched + standing::lift_lapsed(ctx).await?)
}

/// Asks the registry about accounts that it could not answer for at registration; answers how many were settled. All are asked at the
/// same time, so that a slow registry does not make them wait for each other.
pub async fn check_pending(ctx: &Ctx) -> Result<usize, Error> {
    let mut questions = JoinSet::new();
    for row in store::pending_identities(&ctx.db, ctx.now(), ASK_AGAIN.0, ASK_AGAIN.1).await? {
        let ctx = ctx.clone();
        questions.spawn(async move { check(&ctx, row).await });
    }
    let mut settled = 0;
    while let Some(answer) = questions.join_next().await {
        match answer {
            Ok(Ok(identity)) => settled += usize::from(identity != Identity::Pending),
            // One account that cannot be read must not keep the others from being asked.
            Ok(Err(error)) => tracing::error!(%error, "an identity could not be checked"),
            // Not the error itself, which repeats what a panic said.
            Err(_) => tracing::error!("an identity check broke off"),
        }
    }
    Ok(settled)
}

async fn check(ctx: &Ctx, row: AccountRow) -> Result<Identity, Error> {
    let account = Account::open(ctx, row).await?;
    let profile = account.profile()?;
    let name = FullName::parse(&profile.name).map_err(|_| Error::Corrupt("account.profile"))?;
    let answer = ctx.population.check_later(&account.nik()?, &name, profile.birth_date, profile.gender).await;
    let identity = found(register::registry(answer));
    match settle(ctx, &account.row, identity).await {
        // Somebody else's verified account holds the NIK.
        Err(Error::Db(error)) if is_unique_violation(&error) => {
            let taken = Identity::Unverified(Mismatch::NikTaken);
            settle(ctx, &account.row, taken).await.map(|()| taken)
        }
        other => other.map(|()| identity),
    }
}

/// Ends (or keeps) the pending state, and tells the owner when it ended. Another process may have been first, or the owner may have
/// changed what was asked about: then it is asked again.
async fn settle(ctx: &Ctx, row: &AccountRow, identity: Identity) -> Result<(), Error> {
    let account = row.id;
    let mut tx = ctx.db.begin().await?;
    let asked = (Identity::Pending, row.profile_sealed.as_slice());
    if store::profile::set_identity(&mut tx, account, identity, asked, ctx.now()).await? == 0 {
        return Ok(());
    }
    let told = match identity {
        Identity::Verified => Some(NoticeKind::IdentityVerified),
        Identity::Unverified(_) => Some(NoticeKind::IdentityUnverified),
        Identity::Pending => None,
    };
    if let Some(kind) = told {
        told::put(&mut tx, ctx, account, kind).await?;
    }
    let event = Event {
        actor: ActorRef::System,
        subject: Some(account),
        action: "identity.check",
        outcome: identity.names().0,
        detail: Vec::new(),
    };
    audit::record(&mut tx, ctx, event).await?;
    tx.commit().await?;
    Ok(())
}
