//! What the server tells its operator: log lines and counters.
//!
//! Invariants, for every caller: a log line, a span and a label hold route patterns (`/atur-ulang/{token}`), ids, codes, counts and
//! times, and nothing else; never a path as it was asked for, a value from a form, an address, a name, a number of a person or a secret.
//! Errors are logged by what kind they are; an incident id ties the answer to the line. Crates we build on may log what they like at
//! lower levels, so in production only their warnings pass.

mod metrics;

pub use metrics::{Metrics, metrics};

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::util::SubscriberInitExt;

/// What passes in production, whatever the environment says.
const PRODUCTION: &str = "warn,prakerja=info";
/// What passes in the sandbox, unless `RUST_LOG` says otherwise.
pub const SANDBOX: &str = "warn,prakerja=debug";

/// Starts logging to standard error: readable lines in the sandbox, one JSON object per line in production. A second call in the same
/// process changes nothing.
pub fn start(sandbox: bool) {
    let filter = if sandbox { std::env::var("RUST_LOG").unwrap_or_else(|_| SANDBOX.to_owned()) } else { PRODUCTION.to_owned() };
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new(SANDBOX));
    let _ = subscriber(sandbox, filter, std::io::stderr).try_init();
    if !sandbox {
        keep_panics_short();
    }
}

fn subscriber<W>(sandbox: bool, filter: EnvFilter, writer: W) -> Box<dyn tracing::Subscriber + Send + Sync>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let common = tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer);
    if sandbox {
        Box::new(common.compact().with_target(false).finish())
    } else {
        Box::new(common.json().flatten_event(true).with_current_span(true).with_span_list(false).finish())
    }
}

/// The message of a panic may quote the value that caused it, so only its place is told.
fn keep_panics_short() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a task panicked");
    }));
}

#[cfg(test)]
pub mod capture;

#[cfg(test)]
mod tests {
    use super::capture::Page;
    use super::*;

    fn written(sandbox: bool, filter: &str) -> String {
        let page = Page::default();
        let writer = page.clone();
        let subscriber = subscriber(sandbox, EnvFilter::new(filter), move || writer.clone());
        tracing::subscriber::with_default(subscriber, || {
            let span = tracing::info_span!(target: "prakerja::http", "request", route = "/masuk");
            let _inside = span.enter();
            tracing::info!(target: "prakerja::http", status = 200, "answered");
            tracing::debug!(target: "prakerja::http", "detail");
            tracing::info!(target: "sqlx::query", "chatter");
        });
        page.text()
    }

    #[test]
    fn production_writes_one_json_object_per_line() {
        let text = written(false, PRODUCTION);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 1, "{text}");
        let line: serde_json::Value = serde_json::from_str(lines[0]).unwrap();
        assert_eq!(
            (&line["message"], &line["status"], &line["span"]["route"]),
            (&"answered".into(), &200.into(), &"/masuk".into())
        );
    }

    #[test]
    fn a_panic_is_logged_by_its_place_and_not_by_what_it_says() {
        let page = Page::default();
        let writer = page.clone();
        let subscriber = subscriber(false, EnvFilter::new(PRODUCTION), move || writer.clone());
        let usual = std::panic::take_hook();
        tracing::subscriber::with_default(subscriber, || {
            keep_panics_short();
            let _ = std::panic::catch_unwind(|| panic!("no account for {}", "sari@contoh.example"));
        });
        std::panic::set_hook(usual);
        let text = page.text();
        let line: serde_json::Value = serde_json::from_str(text.trim_end()).unwrap();
        assert!(line["place"].as_str().unwrap().contains("telemetry/mod.rs"), "{text}");
        assert!(!text.contains("sari") && !text.contains("account"), "{text}");
    }

    #[test]
    fn the_sandbox_writes_readable_lines_with_our_details() {
        let text = written(true, SANDBOX);
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.contains("answered") && text.contains("detail") && !text.contains("chatter"));
    }
}
