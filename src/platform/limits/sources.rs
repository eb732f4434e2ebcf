//! Sources of requests: how an address is counted, and what happens to one that fails on many accounts (C7).
//!
//! Fifteen distinct accounts failing from one source within ten minutes make every sign-in from it need an extra proof for an
//! hour. Many people share one address, so nothing is refused here and successes never count.

use super::store;
use crate::kernel::instant::Instant;
use crate::platform::db::{Db, Result, Tx};
use std::net::IpAddr;

const DISTINCT: i64 = 15;
const WINDOW_MS: i64 = 10 * 60_000;
const EXTRA_MS: i64 = 60 * 60_000;

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
pub async fn note_failure(tx: &mut Tx, now: Instant, source: &str, account: &str) -> Result<bool> {
    // Taken first by every failure of this source, so that parallel ones see each other's rows.
    store::mark(tx, &format!("spray:{source}"), now.0 + WINDOW_MS).await?;
    store::mark(tx, &format!("distinct:{source}:{account}"), now.0 + WINDOW_MS).await?;
    // ';' is the character after ':': the range holds exactly the pairs of this source.
    let (from, below) = (format!("distinct:{source}:"), format!("distinct:{source};"));
    let distinct = store::count_between(tx, &from, &below, now, DISTINCT).await?;
    if distinct >= DISTINCT {
        store::mark(tx, &extra(source), now.0 + EXTRA_MS).await?;
        return Ok(true);
    }
    Ok(store::arrival(tx, &extra(source)).await?.is_some_and(|until| until > now.0))
}

/// Whether sign-ins from this source need an extra proof now.
pub async fn needs_extra_proof(db: &Db, now: Instant, source: &str) -> Result<bool> {
    Ok(store::arrival_now(db, &extra(source)).await?.is_some_and(|until| until > now.0))
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
