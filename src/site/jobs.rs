//! What runs beside the requests: delivery, the audit chain, upkeep.

use super::{CLOCK_FACT, erasures};
use crate::platform::outbox::{self, Transports};
use crate::platform::{Ctx, Error, audit, captcha, crypt, db, erasure, limits};
use crate::{account, office, otp};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Tells everything in this process to stop, and keeps why if nobody asked for it. A clone tells the same.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    told: watch::Sender<bool>,
    missing: Arc<OnceLock<&'static str>>,
}

/// A job is gone without which the portal takes orders that nobody carries out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the job `{0}` ended by itself")]
pub struct Missing(&'static str);

impl Stop {
    /// Stops everything, in the ordinary way.
    pub fn tell(&self) {
        self.told.send_replace(true);
    }

    /// Turns true when it is time to stop.
    #[must_use]
    pub fn told(&self) -> watch::Receiver<bool> {
        self.told.subscribe()
    }

    /// A job has ended: unless it was told to, everything else stops, too.
    fn ended(&self, job: &'static str) {
        if !self.told.send_replace(true) {
            tracing::error!(job, "a job ended by itself, so the portal stops");
            let _ = self.missing.set(job);
        }
    }

    /// How the process ends once everything has stopped.
    ///
    /// # Errors
    /// The job that ended by itself; whoever watches over the process starts it anew.
    pub fn verdict(&self) -> Result<(), Missing> {
        self.missing.get().map_or(Ok(()), |job| Err(Missing(job)))
    }
}

/// Starts what runs beside the requests: delivery, the audit chain, clearing up.
pub fn start_jobs(ctx: &Ctx, transports: Transports, stop: &Stop) -> Vec<JoinHandle<()>> {
    let mut jobs = vec![
        tokio::spawn(lasting(stop.clone(), "delivery", outbox::run(ctx.clone(), transports, stop.told()))),
        tokio::spawn(lasting(stop.clone(), "audit", audit::run(ctx.clone(), stop.told()))),
        tokio::spawn(every(ctx.clone(), Duration::from_secs(60), stop.told(), "maintain", upkeep)),
        tokio::spawn(every(ctx.clone(), Duration::from_secs(20), stop.told(), "identity", |ctx| async move {
            account::check_pending(&ctx).await.map(|settled| settled as u64)
        })),
        // About as often as anybody reads the metrics.
        tokio::spawn(every(ctx.clone(), Duration::from_secs(15), stop.told(), "outbox", |ctx| async move {
            outbox::measure(&ctx).await
        })),
    ];
    if ctx.config.is_sandbox() {
        jobs.push(tokio::spawn(every(ctx.clone(), Duration::from_millis(500), stop.told(), "clock", |ctx| async move {
            follow_clock(&ctx).await.map(|()| 0)
        })));
    }
    jobs
}

/// Runs a job that lasts as long as the portal. One that ends before, by a panic or otherwise, takes the portal with it: without it
/// everything would look well and no mail go out.
pub(super) async fn lasting(stop: Stop, name: &'static str, job: impl Future<Output = ()> + Send + 'static) {
    // In a task of its own, where a panic ends.
    let _ = tokio::spawn(job).await;
    stop.ended(name);
}

/// Runs a job again and again until the portal stops. Whatever stops it, a conflict with others or a panic included, it comes again at its
/// next turn: each of its transactions stands for itself, so there is no need for a repetition at once.
pub(super) async fn every<F, Fut>(ctx: Ctx, period: Duration, mut stopping: watch::Receiver<bool>, name: &'static str, job: F)
where
    F: Fn(Ctx) -> Fut + Send,
    Fut: Future<Output = Result<u64, Error>> + Send + 'static,
{
    loop {
        tokio::select! {
            () = tokio::time::sleep(period) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
        // In a task of its own, where a panic ends.
        match tokio::spawn(job(ctx.clone())).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => match error.overload() {
                Some(cause) => tracing::warn!(%error, cause, job = name, "a job waits for its next turn"),
                None => tracing::error!(%error, job = name, "a job failed"),
            },
            // Not what the panic said, which may quote anything.
            Err(_) => tracing::error!(job = name, "a turn of a job broke off"),
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
