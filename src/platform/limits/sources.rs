//! Sources of requests: how an address is counted, and what happens to one that fails on many accounts (`docs/rules.md`, C7).
//!
//! Fifteen distinct accounts failing from one source within ten minutes make every sign-in from it need an extra proof for an
//! hour. Many people share one address, so nothing is refused here and successes never count.

use super::store;
use crate::kernel::instant::Instant;
use crate::platform::Ctx;
use crate::platform::db::{Result, Tx};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

const DISTINCT: i64 = 15;
const WINDOW_MS: i64 = 10 * 60_000;
const EXTRA_MS: i64 = 60 * 60_000;
/// For so long a process may show forms by what it last read of the sources that need an extra proof. Only how hard the captcha of a
/// form is depends on it, and every visitor of an open form would else cost a question to the database.
const STALE_MS: i64 = 2_000;
/// Sources that a process keeps in mind; when there are more, the database is asked about each.
const WATCHED: usize = 1_000;

/// The sources that need an extra proof, as this process last read them.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<Mutex<Reading>>);

#[derive(Debug, Default)]
struct Reading {
    at: Option<Instant>,
    /// By name of the row, until when.
    until: HashMap<String, i64>,
}

impl Watch {
    /// Whether it is to be read again, and by the caller: others go on with what was read before.
    fn is_due(&self, now: Instant) -> bool {
        let mut reading = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let due = reading.at.is_none_or(|at| !(0..STALE_MS).contains(&(now.0 - at.0)));
        if due {
            reading.at = Some(now);
        }
        due
    }

    fn put(&self, rows: Vec<(String, i64)>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).until = rows.into_iter().collect();
    }

    /// Until when the row holds; nothing when only the database knows.
    fn until(&self, name: &str) -> Option<i64> {
        let reading = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = reading.until.get(name).copied();
        known.or_else(|| (reading.until.len() < WATCHED).then_some(0))
    }

    fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).at = None;
    }
}

/// The text under which an address is counted: an IPv4 address itself, of an IPv6 address its /64, which is what one
/// subscriber gets.
#[must_use]
pub fn source_key(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => {
            let network = u128::from(v6) & !u128::from(u64::MAX);
            format!("{}/64", std::net::Ipv6Addr::from(network))
        }
    }
}

/// Notes that a sign-in on `account` (hex of its blind index) failed from `source`. Answers whether the source needs an extra
/// proof from now on.
pub async fn note_failure(tx: &mut Tx, watch: &Watch, now: Instant, source: &str, account: &str) -> Result<bool> {
    // Taken first by every failure of this source, so that parallel ones see each other's rows.
    store::mark(tx, &format!("spray:{source}"), now.0 + WINDOW_MS).await?;
    store::mark(tx, &format!("distinct:{source}:{account}"), now.0 + WINDOW_MS).await?;
    // ';' is the character after ':': the range holds exactly the pairs of this source.
    let (from, below) = (format!("distinct:{source}:"), format!("distinct:{source};"));
    let distinct = store::count_between(tx, &from, &below, now, DISTINCT).await?;
    if distinct >= DISTINCT {
        store::mark(tx, &extra(source), now.0 + EXTRA_MS).await?;
        watch.forget();
        return Ok(true);
    }
    Ok(store::arrival(tx, &extra(source)).await?.is_some_and(|until| until > now.0))
}

/// Whether sign-ins from this source need an extra proof now; another process may have learnt of it [`STALE_MS`] ago.
pub async fn needs_extra_proof(ctx: &Ctx, now: Instant, source: &str) -> Result<bool> {
    let name = extra(source);
    if ctx.watch.is_due(now) {
        // ';' is the character after ':'.
        let at_most = i64::try_from(WATCHED).unwrap_or(i64::MAX);
        // Whoever comes next asks again when nobody could be asked now.
        let rows = store::holding_between(&ctx.db, "extra:", "extra;", now, at_most).await.inspect_err(|_| ctx.watch.forget())?;
        ctx.watch.put(rows);
    }
    let until = match ctx.watch.until(&name) {
        Some(until) => until,
        None => store::arrival_now(&ctx.db, &name).await?.unwrap_or_default(),
    };
    Ok(until > now.0)
}

fn extra(source: &str) -> String {
    format!("extra:{source}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_is_one_source() {
        let key = |text: &str| source_key(text.parse().unwrap());
        assert_eq!(key("203.0.113.9"), "203.0.113.9");
        assert_eq!(key("::ffff:203.0.113.9"), "203.0.113.9");
        assert_eq!(key("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
    }
}
