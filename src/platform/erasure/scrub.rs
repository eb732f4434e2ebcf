//! After an erasure the files still hold deleted bytes: in pages that rows moved out of, in the write-ahead log, in dead versions of rows.
//! Scrubbing rewrites them ([`crate::platform::db::Db::scrub`]).
//!
//! It keeps writers waiting while it runs, so `serve` does it only when somebody was erased, at most once an hour and for a few seconds;
//! what takes longer is left to `prakerja maintain`, which takes its time.

use super::{Fate, Table};
use crate::platform::db::{self, Tx};
use crate::platform::{Ctx, Error};
use std::time::Duration;

/// Set by an erasure, to its moment, until the files are scrubbed.
const WANTED: &str = "scrub_wanted";
/// When `serve` tried last.
const TRIED: &str = "scrub_tried";
/// Milliseconds between two tries of `serve`.
const EVERY_MS: i64 = 3_600_000;
/// How long a try of `serve` may keep writers waiting; shorter than they wait for the database.
const AT_MOST: Duration = Duration::from_secs(4);

/// Somebody was erased: the files are to be scrubbed.
pub async fn scrub_wanted(tx: &mut Tx, ctx: &Ctx) -> Result<(), Error> {
    Ok(db::put_fact(tx, WANTED, &ctx.now().0.to_string()).await?)
}

/// Scrubs after an erasure, if nobody has tried within the hour; of several processes one does. Answers whether it was done.
pub async fn scrub_if_due(ctx: &Ctx, tables: &[Table]) -> Result<bool, Error> {
    if db::fact(&ctx.db, WANTED).await?.is_none() {
        return Ok(false);
    }
    let now = ctx.now().0;
    let tried = db::fact(&ctx.db, TRIED).await?;
    let last = tried.as_deref().and_then(|text| text.parse::<i64>().ok());
    if last.is_some_and(|last| (0..EVERY_MS).contains(&(now - last))) {
        return Ok(false);
    }
    let mut tx = ctx.db.begin().await?;
    let is_mine = db::move_fact(&mut tx, TRIED, tried.as_deref(), &now.to_string()).await?;
    tx.commit().await?;
    if !is_mine {
        return Ok(false);
    }
    let done = scrub(ctx, tables, Some(AT_MOST)).await?;
    if !done {
        tracing::warn!("the database could not be scrubbed in passing after an erasure; run `prakerja maintain`");
    }
    Ok(done)
}

/// Scrubs, however long it takes. False when a reader kept the files in use.
pub async fn scrub_now(ctx: &Ctx, tables: &[Table]) -> Result<bool, Error> {
    scrub(ctx, tables, None).await
}

async fn scrub(ctx: &Ctx, tables: &[Table], limit: Option<Duration>) -> Result<bool, Error> {
    let wanted = db::fact(&ctx.db, WANTED).await?;
    let names: Vec<&'static str> =
        tables.iter().filter(|table| !matches!(table.fate, Fate::Kept(_))).map(|table| table.name).collect();
    let done = ctx.db.scrub(&names, limit).await?;
    if let (true, Some(wanted)) = (done, wanted) {
        // An erasure that came meanwhile has set another moment, and is still to be scrubbed.
        let mut tx = ctx.db.begin().await?;
        db::drop_fact(&mut tx, WANTED, &wanted).await?;
        tx.commit().await?;
    }
    Ok(done)
}
