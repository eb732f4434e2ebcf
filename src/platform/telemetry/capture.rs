//! The log of one thread, for tests that read it.

use super::{EnvFilter, PRODUCTION, subscriber};
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use tracing::Dispatch;
use tracing::subscriber::{DefaultGuard, NoSubscriber};

/// While there is one subscriber in the process, the thread that meets a line of code first decides for all whether it logs, even if it
/// has no subscriber itself: a test that runs beside would silence this one. Of two, both are asked.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(NoSubscriber::default()));

/// What was written.
#[derive(Clone, Default)]
pub struct Page(Arc<Mutex<Vec<u8>>>);

impl Page {
    /// All of it so far.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Writes as production does until the guard goes; `filter` lets more pass.
pub fn start(filter: Option<&str>) -> (Page, DefaultGuard) {
    LazyLock::force(&SECOND);
    let page = Page::default();
    let writer = page.clone();
    let guard =
        tracing::subscriber::set_default(subscriber(false, EnvFilter::new(filter.unwrap_or(PRODUCTION)), move || writer.clone()));
    (page, guard)
}
