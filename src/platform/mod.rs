//! What the slices stand on: configuration, database, keys, HTTP, delivery, limits, audit, erasure, clock and randomness.
//!
//! Architecture invariant: imports `kernel` and itself, never a slice. What the slices add, functions and jobs, `site.rs` hands over.

pub mod audit;
pub mod captcha;
pub mod clock;
pub mod config;
pub mod crypt;
pub mod db;
pub mod erasure;
pub mod hashing;
pub mod http;
pub mod limits;
pub mod outbox;
pub mod providers;
pub mod qr;
pub mod random;
pub mod regions;
pub mod telemetry;

use crate::kernel::instant::Instant;
use clock::Clock;
use config::Config;
use crypt::Keys;
use db::Db;
use hashing::Hasher;
use outbox::Wake;
use providers::phone_lookup::PhoneLookup;
use providers::population::Population;
use random::Random;
use std::sync::Arc;

/// What every use case needs: handed down explicitly, cheap to clone.
#[derive(Clone, Debug)]
pub struct Ctx {
    pub db: Db,
    pub clock: Clock,
    pub random: Random,
    pub keys: Keys,
    pub config: Arc<Config>,
    pub hasher: Hasher,
    pub population: Population,
    pub phone_lookup: PhoneLookup,
    pub watch: limits::sources::Watch,
    /// Rung after a commit that put something into the outbox, so that delivery starts at once.
    pub wake: Wake,
}

impl Ctx {
    /// Now, by the portal's clock.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }
}

/// Anything that went wrong inside; callers outside see only [`crate::kernel::fault::Code::Unavailable`] and an incident id.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("database: {0}")]
    Db(#[from] db::DbError),
    #[error("keys: {0}")]
    Crypt(#[from] crypt::CryptError),
    #[error("password hashing: {0}")]
    Hashing(#[from] hashing::HashError),
    #[error("{0}")]
    Refused(&'static str),
    #[error("stored data of {0} cannot be read")]
    Corrupt(&'static str),
}

impl Error {
    /// Whether too many passwords were waiting, so that this one was turned away before anybody looked at it.
    #[must_use]
    pub fn is_shed(&self) -> bool {
        matches!(self, Error::Hashing(hashing::HashError::Busy))
    }

    /// Whether trying again in a moment may help, and a word for why, which is a label of the metrics. Anything else is a defect.
    #[must_use]
    pub fn overload(&self) -> Option<&'static str> {
        match self {
            Error::Hashing(hashing::HashError::Busy) => Some("passwords"),
            Error::Db(error) => db::overload(error),
            _ => None,
        }
    }

    /// Tells the operator of an error that ended something. Too much load is counted and a warning, so that what is logged as an error is
    /// a defect. Answers whether it was load.
    pub fn report(&self, what: &'static str) -> bool {
        let Some(cause) = self.overload() else {
            tracing::error!(error = %self, "{what}");
            return false;
        };
        telemetry::metrics().overloaded(cause);
        tracing::warn!(error = %self, cause, "shed");
        true
    }
}

/// Unicode NFC: the same letters however a keyboard composed them.
#[must_use]
pub fn nfc(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}
