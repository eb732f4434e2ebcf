//! What the account does by itself: asks the registry again when it was down, ends what ran out.

use super::service::{Account, mismatch, proof, register, standing};
use super::store;
use crate::account::model::Identity;
use crate::account::rules::Registry;
use crate::kernel::person::FullName;
use crate::platform::audit::{self, ActorRef, Event};
use crate::platform::db::is_unique_violation;
use crate::platform::http::{kept, session};
use crate::platform::{Ctx, Error};

/// Seconds between two questions to a registry that did not answer.
const ASK_AGAIN: i64 = 300;

/// Ends registrations, sign-ins, proofs, links, kept posts and suspensions that ran out.
pub async fn maintain(ctx: &Ctx) -> Result<u64, Error> {
    let mut tx = ctx.db.begin().await?;
    let now = ctx.now();
    let mut touched = store::maintain(&mut tx, now).await? + session::purge(&mut tx, now).await?;
    touched += proof::purge(&mut tx, now).await? + kept::purge(&mut tx, now).await?;
    tx.commit().await?;
    Ok(touched + standing::lift_lapsed(ctx).await?)
}

/// Asks the registry about accounts that it could not answer for at registration; answers how many were settled.
pub async fn check_pending(ctx: &Ctx) -> Result<usize, Error> {
    let mut settled = 0;
    for row in store::pending_identities(&ctx.db, ctx.now().minus_seconds(ASK_AGAIN)).await? {
        let account = Account::open(ctx, row).await?;
        let profile = account.profile()?;
        let name = FullName::parse(&profile.name).map_err(|_| Error::Corrupt("account.profile"))?;
        let answer = register::registry(ctx.population.check(&account.nik()?, &name, profile.birth_date, profile.gender).await);
        let identity = match (answer, mismatch(answer)) {
            (_, Some(reason)) => Identity::Unverified(reason),
            (Registry::Match, None) => Identity::Verified,
            _ => Identity::Pending,
        };
        settle(ctx, &account, identity).await?;
        settled += usize::from(identity != Identity::Pending);
    }
    Ok(settled)
}

async fn settle(ctx: &Ctx, account: &Account, identity: Identity) -> Result<(), Error> {
    let set = async |identity: Identity| -> Result<(), Error> {
        let mut tx = ctx.db.begin().await?;
        store::set_identity(&mut tx, account.row.id, identity.names(), ctx.now()).await?;
        let event = Event {
            actor: ActorRef::System,
            subject: Some(account.row.id),
            action: "identity.check",
            outcome: identity.names().0,
            detail: Vec::new(),
        };
        audit::record(&mut tx, ctx, event).await?;
        tx.commit().await?;
        Ok(())
    };
    match set(identity).await {
        // Somebody else's verified account holds the NIK.
        Err(Error::Db(error)) if is_unique_violation(&error) => {
            set(Identity::Unverified(crate::account::model::Mismatch::NikTaken)).await
        }
        other => other,
    }
}
