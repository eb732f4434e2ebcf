//! The worker that links events into the chain.

use super::chain::{Head, SignedHead};
use super::event::{self, Event};
use super::store;
use crate::kernel::instant::Instant;
use crate::platform::db::Tx;
use crate::platform::{Ctx, Error, db};
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// Events linked in one transaction, so that no other writer waits long.
const BATCH: i64 = 500;
const TICK: Duration = Duration::from_secs(1);
/// A changed head is printed after this many events or ticks, whichever comes first.
const PRINT_EVENTS: i64 = 1_000;
const PRINT_TICKS: u32 = 60;

/// Links every pending event, in the order of their ids. Safe to run in several processes at once. Answers how many this call
/// linked.
pub async fn link_pending(ctx: &Ctx) -> Result<usize, Error> {
    let mut linked = 0;
    while store::any_pending(&ctx.db).await? {
        match link_batch(ctx).await? {
            0 => break,
            batch => linked += batch,
        }
    }
    Ok(linked)
}

async fn link_batch(ctx: &Ctx) -> Result<usize, Error> {
    let mut tx = ctx.db.begin().await?;
    let before = store::lock_head(&mut tx, &Head::genesis().to_string()).await?;
    let mut head = Head::parse(&before).ok_or(Error::Corrupt("audit_head"))?;
    let events = store::pending(&mut tx, BATCH).await?;
    let now = ctx.now();
    for event in &events {
        let next = head.link(event);
        store::insert_link(&mut tx, next.seq, event.id, &head.hash, &next.hash, now.0).await?;
        head = next;
    }
    if !store::move_head(&mut tx, &before, &head.to_string()).await? {
        return Err(Error::Corrupt("audit_head"));
    }
    tx.commit().await?;
    Ok(events.len())
}

/// Records what generated data says of the past, linked at once: so many events would keep the worker busy for an hour. The ids are the
/// caller's. Nobody else links until the transaction ends, so this comes last in it.
pub async fn record_past(tx: &mut Tx, ctx: &Ctx, events: &[(Uuid, Instant, Event)]) -> Result<(), Error> {
    let before = store::lock_head(tx, &Head::genesis().to_string()).await?;
    let mut head = Head::parse(&before).ok_or(Error::Corrupt("audit_head"))?;
    let rows: Vec<store::EventRow> = events.iter().map(|(id, at, event)| event::row(*id, *at, event)).collect();
    let mut links = Vec::with_capacity(rows.len());
    for row in &rows {
        let next = head.link(row);
        links.push((next.seq, row.id, head.hash, next.hash.clone()));
        head = next;
    }
    store::insert_linked(tx, &rows, links, ctx.now().0).await?;
    if !store::move_head(tx, &before, &head.to_string()).await? {
        return Err(Error::Corrupt("audit_head"));
    }
    Ok(())
}

/// Links once a second and prints the signed head, until told to stop. What commits from then on is left to [`finish`].
pub async fn run(ctx: Ctx, mut shutdown: watch::Receiver<bool>) {
    let mut printed = Printed::default();
    loop {
        tokio::select! {
            () = tokio::time::sleep(TICK) => {}
            _ = shutdown.wait_for(|stop| *stop) => return,
        }
        link_and_print(&ctx, &mut printed, false).await;
    }
}

/// Links what requests and jobs committed while they came to their end, and prints the last head: after all of them, before the database
/// closes.
pub async fn finish(ctx: &Ctx) {
    link_and_print(ctx, &mut Printed::default(), true).await;
}

async fn link_and_print(ctx: &Ctx, printed: &mut Printed, now_or_never: bool) {
    if let Err(error) = link_pending(ctx).await {
        // The next turn, or the next process, links what this one left, so nothing is run again at once.
        let transient = error.overload().is_some();
        tracing::warn!(%error, transient, "audit events could not be linked");
    }
    if let Err(error) = printed.tick(ctx, now_or_never).await {
        tracing::warn!(%error, "audit head could not be read");
    }
}

/// The head that was printed last.
#[derive(Default)]
struct Printed {
    seq: i64,
    ticks: u32,
}

impl Printed {
    async fn tick(&mut self, ctx: &Ctx, now_or_never: bool) -> db::Result<()> {
        self.ticks = self.ticks.saturating_add(1);
        let Some(head) = store::head(&ctx.db).await?.and_then(|text| Head::parse(&text)) else { return Ok(()) };
        if self.is_due(head.seq, now_or_never) {
            let seq = head.seq;
            let head = SignedHead::sign(&ctx.keys, head);
            tracing::info!(%head, "audit head");
            *self = Self { seq, ticks: 0 };
        }
        Ok(())
    }

    fn is_due(&self, seq: i64, now_or_never: bool) -> bool {
        seq != self.seq && (now_or_never || self.ticks >= PRINT_TICKS || seq - self.seq >= PRINT_EVENTS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_head_is_printed_every_minute_or_thousand_events() {
        let due = |ticks, seq| Printed { seq: 10, ticks }.is_due(seq, false);
        assert!(!due(59, 11));
        assert!(due(60, 11));
        assert!(!due(600, 10));
        assert!(!due(1, 1_009));
        assert!(due(1, 1_010));
        assert!(Printed { seq: 10, ticks: 1 }.is_due(11, true));
    }
}
