//! The only place where time enters. Tests and the sandbox move it; nothing else asks the operating system.

use crate::kernel::instant::Instant;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The portal's clock: system time plus an offset that the sandbox (or a test) can move.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    offset_ms: Arc<AtomicI64>,
    /// Set in tests: time stands still at this value plus the offset.
    frozen_at: Option<i64>,
}

impl Clock {
    /// The system clock.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that only moves when told to.
    #[cfg(test)]
    #[must_use]
    pub fn frozen(at: Instant) -> Self {
        Self { offset_ms: Arc::default(), frozen_at: Some(at.0) }
    }

    /// Now, in epoch milliseconds.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place where the operating system is asked for the time")]
    pub fn now(&self) -> Instant {
        let base = self.frozen_at.unwrap_or_else(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        });
        Instant(base.saturating_add(self.offset_ms.load(Ordering::Relaxed)))
    }

    /// Milliseconds this clock runs ahead of its base.
    #[must_use]
    pub fn offset_ms(&self) -> i64 {
        self.offset_ms.load(Ordering::Relaxed)
    }

    /// Moves the clock to run `offset_ms` ahead of its base.
    pub fn set_offset_ms(&self, offset_ms: i64) {
        self.offset_ms.store(offset_ms, Ordering::Relaxed);
    }
}

/// Measures how long something takes, for counters: not the portal's time, which the sandbox moves.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "a duration needs the clock that nobody moves, and this is the place for clocks")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// Microseconds since the start.
    #[must_use]
    pub fn micros(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}
