//! Functions that run to their end, whoever waits for the answer.
//!
//! A client that hangs up takes the rest of its request with it, wherever that stands, and what was not committed is as if it had never
//! been. A function that looks at a password counts a failure first, though, and what takes a right one back would never come; a form sent
//! twice without scripts hangs up by itself. So such a function ([`Function::to_its_end`](super::registry::Function::to_its_end)) runs in a
//! task of its own.
//!
//! Invariants: a task ends in time ([`LONGEST`]); there are as many of them as there may be connections ([`MOST`]); a process that stops
//! waits for them ([`ended`]) if it still has the time.

use crate::kernel::fault::{Code, Fault};
use crate::platform::telemetry::metrics;
use std::panic::resume_unwind;
use std::time::Duration;
use tokio::sync::Semaphore;
use tracing::Instrument;

/// Time for a function, from its beginning; after it the rest is given up, as that of every request was. A request has as long, its body
/// included, so none is at work for more than a minute.
const LONGEST: Duration = Duration::from_secs(30);
/// Functions at a time.
const MOST: u32 = 2_000;

static PLACES: Semaphore = Semaphore::const_new(MOST as usize);

/// Runs a function, also when whoever waits for it goes away. A panic is the waiter's, too.
///
/// # Errors
/// The function's own; [`Code::Unavailable`] when there are too many, or its time was over.
pub(super) async fn to_its_end<T: Send + 'static>(
    function: impl Future<Output = Result<T, Fault>> + Send + 'static,
) -> Result<T, Fault> {
    let Ok(place) = PLACES.try_acquire() else {
        metrics().overloaded("functions");
        return Err(Fault::of(Code::Unavailable).retry(5));
    };
    let task = async move {
        let _place = place;
        tokio::time::timeout(LONGEST, function).await.unwrap_or_else(|_| Err(Fault::of(Code::Unavailable)))
    };
    // What it logs belongs to the request that began it.
    match tokio::spawn(task.in_current_span()).await {
        Ok(result) => result,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // The process ends.
            Err(_) => Err(Fault::of(Code::Unavailable)),
        },
    }
}

/// Waits until none is left. For a process that takes no more requests: while it waits none can begin.
pub async fn ended() {
    let _ = PLACES.acquire_many(MOST).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::sync::oneshot;

    #[tokio::test]
    async fn what_has_begun_is_finished_when_nobody_waits_for_it_any_more() {
        let (go_on, held) = oneshot::channel::<()>();
        let (done, finished) = oneshot::channel();
        let function = async move {
            held.await.unwrap();
            done.send("finished").unwrap();
            Ok(())
        };
        tokio::select! {
            biased;
            answer = to_its_end(function) => panic!("{answer:?}"),
            () = tokio::task::yield_now() => {}
        }
        go_on.send(()).unwrap();
        assert_eq!(finished.await.unwrap(), "finished");
    }

    #[tokio::test]
    async fn a_panic_reaches_whoever_waits() {
        async fn breaks() -> Result<(), Fault> {
            panic!("uji");
        }
        let waiting = tokio::spawn(to_its_end(breaks()));
        assert!(waiting.await.unwrap_err().is_panic());
        assert_eq!(to_its_end(async { Ok(1) }).await, Ok(1));
    }
}
