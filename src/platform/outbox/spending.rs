//! What SMS may cost: the budget of `sms.hourly_budget` for all processes together. When it is gone no SMS goes out for an hour, and
//! mails go on (`docs/rules.md`, C13). Whoever writes an SMS spends first, in the same transaction; one that is delivered again is
//! spent once.

use crate::platform::Ctx;
use crate::platform::db::{Result, Tx};
use crate::platform::limits::{RetryAfter, budget};
use crate::platform::telemetry::metrics;

const NAME: &str = "budget:sms";

/// Spends one SMS of the hour's budget. Inner error: how long there is none.
pub async fn spend_sms(tx: &mut Tx, ctx: &Ctx) -> Result<std::result::Result<(), RetryAfter>> {
    let most = ctx.config.sms.hourly_budget;
    match budget::spend(tx, ctx.now(), NAME, most).await? {
        Ok(last) => {
            if last {
                tracing::warn!(budget = most, "the hourly budget of SMS is gone: none goes out for an hour");
            }
            Ok(Ok(()))
        }
        Err(wait) => {
            metrics().sms_stopped();
            Ok(Err(wait))
        }
    }
}

/// How long no SMS goes out, if none does; the same for everybody.
pub async fn sms_wait(tx: &mut Tx, ctx: &Ctx) -> Result<Option<RetryAfter>> {
    budget::gone(tx, ctx.now(), NAME, ctx.config.sms.hourly_budget).await
}
