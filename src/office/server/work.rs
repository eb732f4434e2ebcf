//! What the office does by itself.

use super::store;
use crate::platform::{Ctx, Error};

/// Forgets what is long over; answers the number of rows.
///
/// # Errors
/// The database.
pub async fn maintain(ctx: &Ctx) -> Result<u64, Error> {
    let mut tx = ctx.db.begin().await?;
    let gone = store::people::purge(&mut tx, ctx.now()).await?;
    tx.commit().await?;
    Ok(gone)
}
