//! What runs beside the requests: delivery, the audit chain, upkeep.

use super::{CLOCK_FACT, erasures};
use crate::platform::outbox::{self, Transports};
use crate::platform::{Ctx, Error, audit, captcha, crypt, db, erasure, limits};
use crate::{account, office, otp};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Starts what runs beside the requests: delivery, the audit chain, clearing up.
pub fn start_jobs(ctx: &Ctx, transports: Transports, stopping: &watch::Receiver<bool>) -> Vec<JoinHandle<()>> {
    let mut jobs = vec![
        tokio::spawn(outbox::run(ctx.clone(), transports, stopping.clone())),
        tokio::spawn(audit::run(ctx.clone(), stopping.clone())),
        tokio::spawn(every(ctx.clone(), Duration::from_secs(60), stopping.clone(), "maintain", upkeep)),
        tokio::spawn(every(ctx.clone(), Duration::from_secs(20), stopping.clone(), "identity", |ctx| async move {
            account::check_pending(&ctx).await.map(|settled| settled as u64)
        })),
        // About as often as anybody reads the metrics.
        tokio::spawn(every(ctx.clone(), Duration::from_secs(15), stopping.clone(), "outbox", |ctx| async move {
            outbox::measure(&ctx).await
        })),
    ];
    if ctx.config.is_sandbox() {
        jobs.push(tokio::spawn(every(ctx.clone(), Duration::from_millis(500), stopping.clone(), "clock", |ctx| async move {
            follow_clock(&ctx).await.map(|()| 0)
        })));
    }
    jobs
}

/// Runs a job again and again until the portal stops. Whatever stops it, a conflict with others included, it comes again at its next turn:
/// each of its transactions stands for itself, so there is no need for a repetition at once.
async fn every<F, Fut>(ctx: Ctx, period: Duration, mut stopping: watch::Receiver<bool>, name: &'static str, job: F)
where
    F: Fn(Ctx) -> Fut + Send,
    Fut: Future<Output = Result<u64, Error>> + Send,
{
    loop {
        tokio::select! {
            () = tokio::time::sleep(period) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
        if let Err(error) = job(ctx.clone()).await {
            match error.overload() {
                Some(cause) => tracing::warn!(%error, cause, job = name, "a job waits for its next turn"),
                None => tracing::error!(%error, job = name, "a job failed"),
            }
        }
    }
}

/// Takes over the clock's offset that another process of this portal may have moved.
async fn follow_clock(ctx: &Ctx) -> Result<(), Error> {
    if let Some(offset) = db::fact(&ctx.db, CLOCK_FACT).await?.and_then(|text| text.parse().ok())
        && offset != ctx.clock.offset_ms()
    {
        ctx.clock.set_offset_ms(offset);
    }
    Ok(())
}

/// Ends and forgets what ran out, in every slice, erases whoever asked for it more than a day ago, and finishes what a rotation of the keys
/// left; answers the number of rows. A step that fails keeps none behind it from being taken.
///
/// # Errors
/// The last step that failed; each has been logged.
pub async fn maintain(ctx: &Ctx) -> Result<u64, Error> {
    let mut steps = Steps::default();
    steps.took("account", account::maintain(ctx).await);
    steps.took("office", office::maintain(ctx).await);
    steps.took("otp", otp::server::maintain(ctx).await);
    steps.took("limits", limits::purge(ctx).await);
    steps.took("outbox", outbox::purge(ctx).await);
    steps.took("mailbox", outbox::mailbox::purge(ctx).await);
    steps.took("captcha", captcha::purge(&ctx.db, ctx.now()).await);
    steps.took("erasure", account::erase_due(ctx, &erasures()).await);
    steps.took("keys", crypt::rewrap(&ctx.db, &ctx.keys).await);
    steps.failed.map_or(Ok(steps.rows), Err)
}

/// What the steps of [`maintain`] came to so far.
#[derive(Default)]
struct Steps {
    rows: u64,
    failed: Option<Error>,
}

impl Steps {
    fn took(&mut self, step: &'static str, result: Result<u64, impl Into<Error>>) {
        match result.map_err(Into::<Error>::into) {
            Ok(rows) => self.rows += rows,
            Err(error) => {
                match error.overload() {
                    Some(cause) => tracing::warn!(%error, cause, step, "a step of the upkeep waits for its next turn"),
                    None => tracing::error!(%error, step, "a step of the upkeep failed"),
                }
                self.failed = Some(error);
            }
        }
    }
}

/// One turn of [`maintain`] in `serve`. Whatever failed, the bytes of whoever was erased are scrubbed.
async fn upkeep(ctx: Ctx) -> Result<u64, Error> {
    let rows = maintain(&ctx).await;
    erasure::scrub_if_due(&ctx, &erasures()).await?;
    rows
}
