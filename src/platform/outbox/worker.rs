//! The worker: takes due letters by lease, delivers up to eight at a time, and settles how each attempt went.

use super::letter::Payload;
use super::reference::Reference;
use super::render::{self, Content};
use super::seal::{self, Sealer};
use super::store::{self, End, Lease};
use super::transports::{Failure, Transports};
use crate::kernel::instant::Instant;
use crate::platform::crypt::CryptError;
use crate::platform::random::Random;
use crate::platform::telemetry::metrics;
use crate::platform::{Ctx, Error};
use std::collections::HashMap;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::{self, JoinSet};
use uuid::Uuid;

const PARALLEL: usize = 8;
/// A worker that died is replaced after this long (`docs/rules.md`, C53).
const LEASE_SECONDS: i64 = 30;
/// Well inside the lease, so that nobody else takes a letter that is still on its way.
const ATTEMPT: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_secs(1);
/// For letters on their way when the server stops.
const GRACE: Duration = Duration::from_secs(5);
const MAX_ATTEMPTS: i64 = 10;
/// Before the second attempt; doubles with each further one.
const FIRST_BACKOFF_MS: u32 = 5_000;
/// Between two tries to settle a delivery.
const SETTLE_AGAIN: Duration = Duration::from_millis(500);

/// A letter ready for its transport.
pub struct Parcel {
    pub id: Uuid,
    pub reference: Reference,
    pub purpose: String,
    pub person: Option<Uuid>,
    pub to: String,
    pub created_at: Instant,
    pub content: Content,
}

/// Delivers everything that is due and returns when nothing is. Answers how many letters were sent.
pub async fn deliver_due(ctx: &Ctx, transports: &Transports) -> usize {
    let mut crew = Crew::new(ctx.clone(), transports.clone());
    let mut sent = 0;
    loop {
        crew.fill().await;
        match crew.landed().await {
            Some(was_sent) => sent += usize::from(was_sent),
            None => return sent,
        }
    }
}

/// Delivers until told to stop, starting at once when [`super::Wake`] rings and looking every second anyway. On stopping,
/// letters on their way get five seconds; what is not done then is taken over when its lease ends.
pub async fn run(ctx: Ctx, transports: Transports, mut shutdown: watch::Receiver<bool>) {
    let mut crew = Crew::new(ctx.clone(), transports);
    loop {
        crew.fill().await;
        tokio::select! {
            _ = shutdown.wait_for(|stop| *stop) => break,
            Some(_) = crew.landed() => {}
            () = ctx.wake.wait() => {}
            () = tokio::time::sleep(POLL) => {}
        }
    }
    let rest = async { while crew.landed().await.is_some() {} };
    if tokio::time::timeout(GRACE, rest).await.is_err() {
        tracing::warn!("letters on their way were left to the next worker");
    }
}

/// The deliveries of one worker. Dropped, it stops them all.
struct Crew {
    ctx: Ctx,
    transports: Transports,
    flying: JoinSet<bool>,
    /// The letter of each task. Not taken again by the same worker, even if the sandbox moves the clock beyond its lease.
    letters: HashMap<task::Id, Uuid>,
}

impl Crew {
    fn new(ctx: Ctx, transports: Transports) -> Self {
        Self { ctx, transports, flying: JoinSet::new(), letters: HashMap::new() }
    }

    /// Gives every free hand a due letter.
    async fn fill(&mut self) {
        let free = PARALLEL.saturating_sub(self.flying.len());
        if free == 0 {
            return;
        }
        let busy: Vec<Uuid> = self.letters.values().copied().collect();
        match take_due(&self.ctx, free, &busy).await {
            Ok(leases) => {
                for lease in leases {
                    let id = lease.id;
                    let task = self.flying.spawn(deliver(self.ctx.clone(), self.transports.clone(), lease));
                    self.letters.insert(task.id(), id);
                }
            }
            Err(error) => tracing::warn!(%error, "the outbox could not be read"),
        }
    }

    /// Waits for the next delivery to end and answers whether the letter was sent; `None` when there is none.
    async fn landed(&mut self) -> Option<bool> {
        let (task, was_sent) = match self.flying.join_next_with_id().await? {
            Ok(landed) => landed,
            Err(error) => {
                // Not the error itself, which repeats what a panic said.
                tracing::error!("a delivery ended unexpectedly");
                (error.id(), false)
            }
        };
        self.letters.remove(&task);
        Some(was_sent)
    }
}

/// Leases up to `limit` due letters that are not `busy`. Those that must not be sent any more end here.
async fn take_due(ctx: &Ctx, limit: usize, busy: &[Uuid]) -> Result<Vec<Lease>, Error> {
    let at_most = i64::try_from(limit + busy.len()).unwrap_or(i64::MAX);
    let mut leases = Vec::new();
    loop {
        let now = ctx.now();
        let mut due = store::due(&ctx.db, now, at_most).await?;
        due.retain(|id| !busy.contains(id));
        due.truncate(limit);
        if due.is_empty() {
            return Ok(leases);
        }
        let mut tx = ctx.db.begin().await?;
        let mut ended = Vec::new();
        for id in due {
            let Some(lease) = store::lease(&mut tx, id, now, now.plus_seconds(LEASE_SECONDS)).await? else { continue };
            if let Some((end, why)) = must_end(&lease, now) {
                store::end(&mut tx, &lease, end, now, Some(why)).await?;
                log_end(&lease, end, why);
                ended.push(outcome(&lease, Step::End(end)));
            } else {
                leases.push(lease);
            }
        }
        tx.commit().await?;
        // A batch of nothing but ended letters must not hold up those behind it.
        let is_enough = !leases.is_empty() || ended.is_empty();
        for outcome in ended {
            metrics().settled(outcome);
        }
        if is_enough {
            return Ok(leases);
        }
    }
}

/// Whether a letter is past its time, or was lost with its worker once too often.
fn must_end(lease: &Lease, now: Instant) -> Option<(End, &'static str)> {
    if lease.expires_at.is_some_and(|at| at <= now.0) {
        Some((End::Expired, "expired"))
    } else if lease.attempts >= MAX_ATTEMPTS {
        Some((End::Dead { failed_now: false }, "lost"))
    } else {
        None
    }
}

fn log_end(lease: &Lease, end: End, why: &str) {
    let (reference, purpose, attempts) = (&lease.reference, &lease.purpose, lease.attempts);
    match end {
        End::Sent => tracing::debug!(reference, purpose, attempts, "letter sent"),
        End::Expired if is_decoy(lease) => {
            tracing::debug!(reference, purpose, "letter to nobody thrown away");
        }
        End::Expired => tracing::warn!(reference, purpose, attempts, "letter expired unsent"),
        End::Dead { .. } => tracing::error!(reference, purpose, attempts, why, "letter given up"),
    }
}

/// Whether a letter was past its time when it was written.
fn is_decoy(lease: &Lease) -> bool {
    lease.expires_at.is_some_and(|at| at <= lease.created_at)
}

/// What became of a letter, as a label of the metrics.
fn outcome(lease: &Lease, step: Step) -> &'static str {
    match step {
        Step::End(End::Sent) => "sent",
        Step::End(End::Expired) if is_decoy(lease) => "nobody",
        Step::End(End::Expired) => "expired",
        Step::End(End::Dead { .. }) => "dead",
        Step::Retry(_) => "retried",
    }
}

/// One attempt, from the sealed row to its settling. Answers whether the letter was sent.
async fn deliver(ctx: Ctx, transports: Transports, lease: Lease) -> bool {
    let attempt = tokio::time::timeout(ATTEMPT, attempt(&ctx, &transports, &lease)).await;
    let result = attempt.unwrap_or_else(|_| Err(Failure::transient("timeout")));
    let now = ctx.now();
    let step = match &result {
        Ok(end) => Step::End(*end),
        Err(failure) => after_failure(&lease, failure, now, ctx.random),
    };
    let code = result.as_ref().err().map(|failure| failure.code.as_str());
    match step {
        Step::End(end) => log_end(&lease, end, code.unwrap_or_default()),
        Step::Retry(_) => {
            tracing::warn!(reference = lease.reference, code, attempts = lease.attempts + 1, "letter waits for another attempt")
        }
    }
    match settle_while_held(&ctx, &lease, step, code).await {
        true => metrics().settled(outcome(&lease, step)),
        false => tracing::warn!(reference = lease.reference, "the lease of a letter ran out before it was settled"),
    }
    step == Step::End(End::Sent)
}

/// Settles an attempt. While the database is away it tries again for as long as the lease keeps others off the letter: one that was taken
/// and not settled goes out a second time. Whoever stops the worker ends this as well. Answers whether it was settled.
async fn settle_while_held(ctx: &Ctx, lease: &Lease, step: Step, code: Option<&str>) -> bool {
    loop {
        match settle(ctx, lease, step, code).await {
            Ok(held) => return held,
            Err(error) => tracing::warn!(%error, reference = lease.reference, "a delivery could not be settled"),
        }
        if ctx.now().0 >= lease.leased_until {
            return false;
        }
        tokio::time::sleep(SETTLE_AGAIN).await;
    }
}

/// Opens, renders and sends.
async fn attempt(ctx: &Ctx, transports: &Transports, lease: &Lease) -> Result<End, Failure> {
    let (sealer, parcel) = open(ctx, lease).await.map_err(|error| {
        tracing::warn!(%error, reference = lease.reference, "a letter cannot be read");
        match error {
            Error::Db(_) => Failure::transient("database"),
            Error::Crypt(CryptError::Erased) => Failure::permanent("erased"),
            _ => Failure::transient("unreadable"),
        }
    })?;
    // The code in it may have expired since the lease.
    if lease.expires_at.is_some_and(|at| at <= ctx.now().0) {
        return Ok(End::Expired);
    }
    transports.send(ctx, &sealer, &parcel).await?;
    Ok(End::Sent)
}

async fn open(ctx: &Ctx, lease: &Lease) -> Result<(Sealer, Parcel), Error> {
    let sealed = lease.payload_sealed.as_deref().ok_or(Error::Corrupt("outbox payload"))?;
    let sealer = Sealer::load(ctx, lease.person_id).await?;
    let payload: Payload = sealer.open(seal::outbox(lease.id), sealed)?;
    let reference = Reference::stored(lease.reference.clone())?;
    let content = render::render(&ctx.config, payload.lang, &reference, &payload.body)?;
    let parcel = Parcel {
        id: lease.id,
        reference,
        purpose: lease.purpose.clone(),
        person: lease.person_id,
        to: payload.to,
        created_at: Instant(lease.created_at),
        content,
    };
    Ok((sealer, parcel))
}

/// What becomes of a letter after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    End(End),
    /// Another attempt, then.
    Retry(Instant),
}

/// Another attempt after 5 s · 2ⁿ with full jitter, or none when it would be the eleventh or pointless. Not later than the
/// letter expires, so that its payload is blanked in time.
fn after_failure(lease: &Lease, failure: &Failure, now: Instant, random: Random) -> Step {
    if failure.permanent || lease.attempts + 1 >= MAX_ATTEMPTS {
        return Step::End(End::Dead { failed_now: true });
    }
    let doublings = u32::try_from(lease.attempts).unwrap_or(0);
    let longest = FIRST_BACKOFF_MS.saturating_mul(1 << doublings);
    let at = now.0 + 1 + i64::from(random.below(longest));
    Step::Retry(Instant(lease.expires_at.map_or(at, |expires| at.min(expires.max(now.0)))))
}

async fn settle(ctx: &Ctx, lease: &Lease, step: Step, code: Option<&str>) -> Result<bool, Error> {
    let mut tx = ctx.db.begin().await?;
    let held = match step {
        Step::End(end) => store::end(&mut tx, lease, end, ctx.now(), code).await?,
        Step::Retry(at) => store::retry(&mut tx, lease, at, code.unwrap_or_default()).await?,
    };
    tx.commit().await?;
    Ok(held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lease(attempts: i64, expires_at: Option<i64>) -> Lease {
        Lease {
            id: Uuid::from_u128(1),
            reference: "PJ-ABCDEF".to_owned(),
            purpose: "uji".to_owned(),
            person_id: None,
            payload_sealed: None,
            attempts,
            created_at: 0,
            expires_at,
            leased_until: 0,
        }
    }

    const GONE: Step = Step::End(End::Dead { failed_now: true });

    proptest! {
        #[test]
        fn waits_are_jittered_within_a_doubling_bound(attempts in 0i64..9, now in 0i64..4_000_000_000_000) {
            let step = after_failure(&lease(attempts, None), &Failure::transient("network"), Instant(now), Random);
            let Step::Retry(at) = step else { return Err(TestCaseError::fail("no retry")) };
            prop_assert!(at.0 > now && at.0 <= now + (5_000 << attempts));
        }

        #[test]
        fn nothing_is_planned_after_expiry(attempts in 0i64..9, left in 0i64..5_000) {
            let step = after_failure(&lease(attempts, Some(1_000 + left)), &Failure::transient("network"), Instant(1_000), Random);
            let Step::Retry(at) = step else { return Err(TestCaseError::fail("no retry")) };
            prop_assert!(at.0 <= 1_000 + left);
        }
    }

    #[test]
    fn the_tenth_failure_and_a_permanent_one_are_the_last() {
        let at = |attempts, failure| after_failure(&lease(attempts, None), &failure, Instant(0), Random);
        assert!(matches!(at(8, Failure::transient("network")), Step::Retry(_)));
        assert_eq!(at(9, Failure::transient("network")), GONE);
        assert_eq!(at(0, Failure::permanent("smtp_550")), GONE);
    }

    #[test]
    fn waits_differ() {
        let draw = || after_failure(&lease(8, None), &Failure::transient("network"), Instant(0), Random);
        let first = draw();
        assert!((0..20).any(|_| draw() != first));
    }
}
