//! Counters in Prometheus' text format.
//!
//! Invariant: labels come from the program's own words (route patterns, states, outcomes), so they hold nothing personal and their
//! number is bounded; should a caller go wrong, the surplus is counted under `other`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Different values of one label that are told apart.
const MOST_LABELS: usize = 300;

/// The counters of this process.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<String, Route>>,
    sign_ins: Mutex<BTreeMap<&'static str, u64>>,
    outbox: Mutex<BTreeMap<&'static str, u64>>,
    /// By party and outcome.
    providers: Mutex<BTreeMap<(&'static str, &'static str), u64>>,
    hashing_waited: AtomicU64,
    hashing_shed: AtomicU64,
}

#[derive(Debug, Default)]
struct Route {
    /// By first digit of the status, 1 to 5.
    by_class: [u64; 5],
    micros: u64,
}

/// The counters of this process, from anywhere.
#[must_use]
pub fn metrics() -> &'static Metrics {
    static METRICS: Metrics = Metrics::new();
    &METRICS
}

impl Metrics {
    #[must_use]
    pub const fn new() -> Self {
        Self {
            requests: Mutex::new(BTreeMap::new()),
            sign_ins: Mutex::new(BTreeMap::new()),
            outbox: Mutex::new(BTreeMap::new()),
            providers: Mutex::new(BTreeMap::new()),
            hashing_waited: AtomicU64::new(0),
            hashing_shed: AtomicU64::new(0),
        }
    }

    /// Counts an answered request. `pattern` is the route's (`/program/{slug}`), never the path that was asked for.
    pub fn request(&self, pattern: &str, status: u16, micros: u64) {
        let mut requests = lock(&self.requests);
        let name = if requests.contains_key(pattern) || requests.len() < MOST_LABELS { pattern } else { "other" };
        let route = match requests.get_mut(name) {
            Some(route) => route,
            None => requests.entry(name.to_owned()).or_default(),
        };
        if let Some(count) = usize::from(status / 100).checked_sub(1).and_then(|class| route.by_class.get_mut(class)) {
            *count = count.saturating_add(1);
        }
        route.micros = route.micros.saturating_add(micros);
    }

    /// Counts a sign-in by how it ended: `ok`, `wrong_password`, `wrong_code`, `locked`, `limited`.
    pub fn sign_in(&self, outcome: &'static str) {
        *lock(&self.sign_ins).entry(outcome).or_default() += 1;
    }

    /// Sets how many messages of the outbox are in this state; the worker looks now and then.
    pub fn outbox(&self, state: &'static str, messages: u64) {
        lock(&self.outbox).insert(state, messages);
    }

    /// Counts a question to a party outside by how it ended: the word of its answer, or why there was none.
    pub fn provider(&self, party: &'static str, outcome: &'static str) {
        *lock(&self.providers).entry((party, outcome)).or_default() += 1;
    }

    /// A password had to wait for its turn.
    pub fn hashing_waited(&self) {
        self.hashing_waited.fetch_add(1, Ordering::Relaxed);
    }

    /// A password was turned away, because the line was full or the wait too long.
    pub fn hashing_shed(&self) {
        self.hashing_shed.fetch_add(1, Ordering::Relaxed);
    }

    /// Everything, in Prometheus' text format 0.0.4.
    #[must_use]
    pub fn render(&self) -> String {
        let mut page = Page::default();
        let requests = lock(&self.requests);
        page.family("prakerja_http_requests_total", "counter", "Answered requests by route and class of status.");
        for (route, counts) in requests.iter() {
            for (class, count) in counts.by_class.iter().enumerate().filter(|(_, count)| **count > 0) {
                let class = format!("{}xx", class + 1);
                page.sample("prakerja_http_requests_total", &[("route", route), ("class", &class)], *count);
            }
        }
        page.family("prakerja_http_request_microseconds_total", "counter", "Time spent on answers by route.");
        for (route, counts) in requests.iter() {
            page.sample("prakerja_http_request_microseconds_total", &[("route", route)], counts.micros);
        }
        drop(requests);
        page.family("prakerja_sign_ins_total", "counter", "Sign-ins by how they ended.");
        for (outcome, count) in lock(&self.sign_ins).iter() {
            page.sample("prakerja_sign_ins_total", &[("outcome", outcome)], *count);
        }
        page.family("prakerja_outbox_messages", "gauge", "Mails and SMS by state.");
        for (state, count) in lock(&self.outbox).iter() {
            page.sample("prakerja_outbox_messages", &[("state", state)], *count);
        }
        page.family("prakerja_provider_questions_total", "counter", "Questions to parties outside by how they ended.");
        for ((party, outcome), count) in lock(&self.providers).iter() {
            page.sample("prakerja_provider_questions_total", &[("party", party), ("outcome", outcome)], *count);
        }
        page.family("prakerja_hashing_waited_total", "counter", "Passwords that had to wait for their turn.");
        page.sample("prakerja_hashing_waited_total", &[], self.hashing_waited.load(Ordering::Relaxed));
        page.family("prakerja_hashing_shed_total", "counter", "Passwords that were turned away.");
        page.sample("prakerja_hashing_shed_total", &[], self.hashing_shed.load(Ordering::Relaxed));
        page.0
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A counter is never half written, so a panic elsewhere leaves nothing broken.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: u64) {
        self.0.push_str(name);
        for (at, (label, text)) in labels.iter().enumerate() {
            let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            let _ = write!(self.0, "{}{label}=\"{text}\"", if at == 0 { '{' } else { ',' });
        }
        let _ = writeln!(self.0, "{} {value}", if labels.is_empty() { "" } else { "}" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_rendered_as_prometheus_reads_them() {
        let metrics = Metrics::new();
        metrics.request("/program/{slug}", 200, 1500);
        metrics.request("/program/{slug}", 204, 500);
        metrics.request("/program/{slug}", 404, 10);
        metrics.request("/", 503, 7);
        metrics.sign_in("ok");
        metrics.sign_in("ok");
        metrics.outbox("queued", 5);
        metrics.outbox("queued", 2);
        metrics.provider("population", "match");
        metrics.provider("population", "timeout");
        metrics.provider("population", "match");
        metrics.hashing_waited();
        let text = metrics.render();
        for line in [
            "# TYPE prakerja_http_requests_total counter",
            "prakerja_http_requests_total{route=\"/program/{slug}\",class=\"2xx\"} 2",
            "prakerja_http_requests_total{route=\"/program/{slug}\",class=\"4xx\"} 1",
            "prakerja_http_requests_total{route=\"/\",class=\"5xx\"} 1",
            "prakerja_http_request_microseconds_total{route=\"/program/{slug}\"} 2010",
            "prakerja_sign_ins_total{outcome=\"ok\"} 2",
            "prakerja_outbox_messages{state=\"queued\"} 2",
            "prakerja_provider_questions_total{party=\"population\",outcome=\"match\"} 2",
            "prakerja_provider_questions_total{party=\"population\",outcome=\"timeout\"} 1",
            "prakerja_hashing_waited_total 1",
            "prakerja_hashing_shed_total 0",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
        }
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn labels_are_escaped_and_odd_statuses_do_no_harm() {
        let metrics = Metrics::new();
        metrics.request("a\"b\\c\nd", 200, 0);
        metrics.request("x", 0, 0);
        metrics.request("x", 999, 0);
        assert!(metrics.render().contains("route=\"a\\\"b\\\\c\\nd\""));
    }

    #[test]
    fn the_number_of_labels_is_bounded() {
        let metrics = Metrics::new();
        for n in 0..2 * MOST_LABELS {
            metrics.request(&format!("/{n}"), 200, 0);
        }
        assert_eq!(lock(&metrics.requests).len(), MOST_LABELS + 1);
        assert!(metrics.render().contains(&format!("{{route=\"other\",class=\"2xx\"}} {MOST_LABELS}")));
    }
}
