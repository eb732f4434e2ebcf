//! The HTTP client for calls to parties outside.
//!
//! Invariants (`docs/rules.md`, C35): only configured addresses are called; no redirect is followed, because it would carry personal data
//! and secrets to somebody else; every call has an end; and in production a name is called only where it leads to public addresses, so
//! that whoever can answer for a name cannot turn the portal against the network it stands in.

use crate::platform::config::{Config, is_public};
use reqwest::Client;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use std::net::SocketAddr;
use std::time::Duration;

/// Where names may lead. Numbers stand in the settings themselves; production judges them before it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Anywhere,
    /// To public addresses only, `localhost` to this machine only.
    Public,
}

impl Reach {
    #[must_use]
    pub fn of(config: &Config) -> Self {
        if config.is_sandbox() { Reach::Anywhere } else { Reach::Public }
    }
}

/// A client whose calls take at most `total`, from looking up the name to the last byte of the answer.
///
/// # Errors
/// The system's trusted certificates cannot be loaded.
pub fn build(total: Duration, reach: Reach) -> reqwest::Result<Client> {
    // An error means that a provider is installed already, which is what is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().timeout(total).redirect(Policy::none()).referer(false).no_proxy();
    match reach {
        Reach::Anywhere => client,
        Reach::Public => client.dns_resolver(PublicOnly),
    }
    .build()
}

/// The system's resolver without what [`Reach::Public`] excludes.
struct PublicOnly;

/// A name leads nowhere that may be called.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to no public address")]
struct NotPublic;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let local = name.as_str() == "localhost";
            let kept: Vec<SocketAddr> =
                found.filter(|addr| if local { addr.ip().is_loopback() } else { is_public(addr.ip()) }).collect();
            if kept.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(kept.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers in short forms are no addresses to the client, so the system's resolver has to read them, without asking anybody.
    async fn resolved(name: &str) -> Option<Vec<SocketAddr>> {
        PublicOnly.resolve(name.parse().unwrap()).await.ok().map(Iterator::collect)
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_not_called() {
        for name in ["127.1", "10.1", "192.168.257", "169.254.43518"] {
            assert_eq!(resolved(name).await, None, "{name}");
        }
        assert_eq!(resolved("8.8.2056").await.map(|found| found[0].ip().to_string()), Some("8.8.8.8".to_owned()));
    }

    #[tokio::test]
    async fn localhost_is_this_machine() {
        assert!(resolved("localhost").await.is_some_and(|found| found.iter().all(|addr| addr.ip().is_loopback())));
    }
}
