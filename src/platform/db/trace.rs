//! Which statements a test runs, on the test's own thread.

use std::cell::RefCell;

thread_local! {
    static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Called for every statement.
pub(super) fn note(sql: &str) {
    SEEN.with_borrow_mut(|seen| seen.push(sql.to_owned()));
}

/// The statements since this was asked last, in their order.
#[must_use]
pub fn take() -> Vec<String> {
    SEEN.take()
}
