//! The log of one thread, for tests that read it.

use super::{EnvFilter, PRODUCTION, subscriber};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};
use tracing::subscriber::DefaultGuard;

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
    let page = Page::default();
    let writer = page.clone();
    let guard =
        tracing::subscriber::set_default(subscriber(false, EnvFilter::new(filter.unwrap_or(PRODUCTION)), move || writer.clone()));
    (page, guard)
}
