//! What the office does by itself: ends what ran out, forgets what ended.

use super::store;
use crate::platform::http::staff;
use crate::platform::{Ctx, Error};

/// Ends invitations that ran out and forgets old invitations, sign-ins, browsers, sessions, searches and full
/// views; answers the number of rows.
pub async fn maintain(ctx: &Ctx) -> Result<u64, Error> {
    let mut tx = ctx.db.begin().await?;
    let now = ctx.now();
    let mut touched = store::invitation::maintain(&mut tx, now).await?;
    touched += store::purge(&mut tx, now).await? + staff::purge(&mut tx, now).await?;
    touched += store::people::purge(&mut tx, now).await?;
    tx.commit().await?;
    Ok(touched)
}
