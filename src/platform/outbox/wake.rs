//! The bell between whoever commits a letter and the worker of the same process.

use std::sync::Arc;
use tokio::sync::Notify;

/// Cheap to clone; all clones are one bell.
#[derive(Clone, Debug, Default)]
pub struct Wake(Arc<Notify>);

impl Wake {
    /// Lets the worker look now. Rung while it is busy, it looks once more; other processes look by themselves within a second.
    pub fn ring(&self) {
        self.0.notify_one();
    }

    /// Waits for the next ring, or returns at once when it was rung before.
    pub async fn wait(&self) {
        self.0.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[tokio::test]
    async fn a_ring_is_heard_even_if_nobody_was_listening_yet() {
        let bell = Wake::default();
        bell.clone().ring();
        tokio::time::timeout(Duration::from_secs(5), bell.wait()).await.expect("the ring was kept");
        assert!(tokio::time::timeout(Duration::from_millis(20), bell.wait()).await.is_err(), "a ring is heard once");
    }
}
