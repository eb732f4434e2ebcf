//! Counters in Prometheus' text format.
//!
//! Invariant: labels are the program's own words (route patterns, methods, states, outcomes), which their type says: `&'static str`. So
//! they hold nothing personal and their number is bounded.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Upper bounds of the duration's buckets, in microseconds; the text format wants them in seconds.
const BUCKETS: [(u64, &str); 11] = [
    (5_000, "0.005"),
    (10_000, "0.01"),
    (25_000, "0.025"),
    (50_000, "0.05"),
    (100_000, "0.1"),
    (250_000, "0.25"),
    (500_000, "0.5"),
    (1_000_000, "1"),
    (2_500_000, "2.5"),
    (5_000_000, "5"),
    (10_000_000, "10"),
];
/// By the first digit of the status; a request that went away before its answer has none.
const CLASSES: [&str; 6] = ["lost", "1xx", "2xx", "3xx", "4xx", "5xx"];

/// The counters of this process.
#[derive(Debug, Default)]
pub struct Metrics {
    /// By route pattern and method.
    requests: Mutex<BTreeMap<(&'static str, &'static str), Route>>,
    sign_ins: Mutex<BTreeMap<&'static str, u64>>,
    outbox: Mutex<BTreeMap<&'static str, u64>>,
    settled: Mutex<BTreeMap<&'static str, u64>>,
    /// By party and outcome.
    providers: Mutex<BTreeMap<(&'static str, &'static str), u64>>,
    /// By cause.
    overloads: Mutex<BTreeMap<&'static str, u64>>,
    repeated: AtomicU64,
    hashing_waited: AtomicU64,
    hashing_shed: AtomicU64,
    sms_stopped: AtomicU64,
}

#[derive(Debug, Default)]
struct Route {
    /// As in [`CLASSES`].
    by_class: [u64; CLASSES.len()],
    /// As in [`BUCKETS`], each request in the first that holds it; the last is for what took longer still.
    by_duration: [u64; BUCKETS.len() + 1],
    micros: u64,
}

impl Route {
    fn count(&mut self, status: u16, micros: u64) {
        let Some(class) = self.by_class.get_mut(usize::from(status / 100)) else { return };
        *class = class.saturating_add(1);
        let bucket = BUCKETS.iter().position(|(bound, _)| micros <= *bound).unwrap_or(BUCKETS.len());
        if let Some(count) = self.by_duration.get_mut(bucket) {
            *count = count.saturating_add(1);
        }
        self.micros = self.micros.saturating_add(micros);
    }
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
            settled: Mutex::new(BTreeMap::new()),
            providers: Mutex::new(BTreeMap::new()),
            overloads: Mutex::new(BTreeMap::new()),
            repeated: AtomicU64::new(0),
            hashing_waited: AtomicU64::new(0),
            hashing_shed: AtomicU64::new(0),
            sms_stopped: AtomicU64::new(0),
        }
    }

    /// Counts a request and how long its answer took. `pattern` is the route's (`/kantor/undangan/{token}`), never the path that was asked for;
    /// `status` is 0 when the request went away before it was answered.
    pub fn request(&self, pattern: &'static str, method: &'static str, status: u16, micros: u64) {
        lock(&self.requests).entry((pattern, method)).or_default().count(status, micros);
    }

    /// Counts a sign-in by how it ended: `ok`, `wrong_password`, `wrong_code`, `locked`, `limited`.
    pub fn sign_in(&self, outcome: &'static str) {
        *lock(&self.sign_ins).entry(outcome).or_default() += 1;
    }

    /// Sets how many messages of the outbox are in this state; a job looks now and then.
    pub fn outbox(&self, state: &'static str, messages: u64) {
        lock(&self.outbox).insert(state, messages);
    }

    /// Counts a message by what became of it: `sent`, `retried` (it waits for another attempt), `expired`, `dead`, and `nobody` for one
    /// that was written to be thrown away.
    pub fn settled(&self, outcome: &'static str) {
        *lock(&self.settled).entry(outcome).or_default() += 1;
    }

    /// Counts a question to a party outside by how it ended: the word of its answer, or why there was none.
    pub fn provider(&self, party: &'static str, outcome: &'static str) {
        *lock(&self.providers).entry((party, outcome)).or_default() += 1;
    }

    /// Something could not be done for want of capacity or because of others beside it, by the word for why: `conflict`, `busy`,
    /// `connections`, `away`, `passwords`, `functions`, `slow`, `places`, `source_places`.
    pub fn overloaded(&self, cause: &'static str) {
        *lock(&self.overloads).entry(cause).or_default() += 1;
    }

    /// A request is run once more because of a conflict in the database.
    pub fn repeated(&self) {
        self.repeated.fetch_add(1, Ordering::Relaxed);
    }

    /// A password had to wait for its turn.
    pub fn hashing_waited(&self) {
        self.hashing_waited.fetch_add(1, Ordering::Relaxed);
    }

    /// A password was turned away, because the line was full or the wait too long.
    pub fn hashing_shed(&self) {
        self.hashing_shed.fetch_add(1, Ordering::Relaxed);
    }

    /// A message did not go out as SMS, because the hour's budget is gone.
    pub fn sms_stopped(&self) {
        self.sms_stopped.fetch_add(1, Ordering::Relaxed);
    }

    /// Everything, in Prometheus' text format 0.0.4.
    #[must_use]
    pub fn render(&self) -> String {
        let mut page = Page::default();
        let requests = lock(&self.requests);
        page.family("prakerja_http_requests_total", "counter", "Requests by route, method and class of status.");
        for ((route, method), counts) in requests.iter() {
            for (class, count) in CLASSES.iter().zip(counts.by_class).filter(|(_, count)| *count > 0) {
                let labels = [("route", *route), ("method", *method), ("class", *class)];
                page.sample("prakerja_http_requests_total", &labels, count);
            }
        }
        page.family("prakerja_http_request_duration_seconds", "histogram", "How long answers took, by route and method.");
        for ((route, method), counts) in requests.iter() {
            page.histogram("prakerja_http_request_duration_seconds", [("route", *route), ("method", *method)], counts);
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
        page.family("prakerja_outbox_settled_total", "counter", "Mails and SMS by what the worker made of them.");
        for (outcome, count) in lock(&self.settled).iter() {
            page.sample("prakerja_outbox_settled_total", &[("outcome", outcome)], *count);
        }
        page.family("prakerja_provider_questions_total", "counter", "Questions to parties outside by how they ended.");
        for ((party, outcome), count) in lock(&self.providers).iter() {
            page.sample("prakerja_provider_questions_total", &[("party", party), ("outcome", outcome)], *count);
        }
        page.family("prakerja_overloads_total", "counter", "What could not be done just then, and is no defect, by cause.");
        for (cause, count) in lock(&self.overloads).iter() {
            page.sample("prakerja_overloads_total", &[("cause", cause)], *count);
        }
        page.family(
            "prakerja_repeated_total",
            "counter",
            "Requests that were run once more because of a conflict in the database.",
        );
        page.sample("prakerja_repeated_total", &[], self.repeated.load(Ordering::Relaxed));
        page.family("prakerja_hashing_waited_total", "counter", "Passwords that had to wait for their turn.");
        page.sample("prakerja_hashing_waited_total", &[], self.hashing_waited.load(Ordering::Relaxed));
        page.family("prakerja_hashing_shed_total", "counter", "Passwords that were turned away.");
        page.sample("prakerja_hashing_shed_total", &[], self.hashing_shed.load(Ordering::Relaxed));
        page.family("prakerja_sms_stopped_total", "counter", "Messages that were no SMS because the hour's budget was gone.");
        page.sample("prakerja_sms_stopped_total", &[], self.sms_stopped.load(Ordering::Relaxed));
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

    /// Prometheus counts each bucket together with all below it.
    fn histogram(&mut self, name: &str, [route, method]: [(&str, &str); 2], counts: &Route) {
        let mut so_far = 0;
        let bounds = BUCKETS.iter().map(|(_, bound)| *bound).chain(["+Inf"]);
        for (bound, count) in bounds.zip(counts.by_duration) {
            so_far += count;
            self.sample(&format!("{name}_bucket"), &[route, method, ("le", bound)], so_far);
        }
        let seconds = format!("{}.{:06}", counts.micros / 1_000_000, counts.micros % 1_000_000);
        self.sample(&format!("{name}_sum"), &[route, method], seconds);
        self.sample(&format!("{name}_count"), &[route, method], so_far);
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
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
        metrics.request("/program/{slug}", "GET", 200, 1_500);
        metrics.request("/program/{slug}", "GET", 204, 50_000);
        metrics.request("/program/{slug}", "GET", 404, 61_000_000);
        metrics.request("/program/{slug}", "POST", 0, 10);
        metrics.request("/", "GET", 503, 7);
        metrics.sign_in("ok");
        metrics.sign_in("ok");
        metrics.outbox("queued", 5);
        metrics.outbox("queued", 2);
        metrics.settled("sent");
        metrics.settled("sent");
        metrics.provider("population", "match");
        metrics.provider("population", "timeout");
        metrics.provider("population", "match");
        metrics.hashing_waited();
        metrics.overloaded("conflict");
        metrics.overloaded("conflict");
        metrics.repeated();
        let text = metrics.render();
        for line in [
            "# TYPE prakerja_http_requests_total counter",
            "prakerja_http_requests_total{route=\"/program/{slug}\",method=\"GET\",class=\"2xx\"} 2",
            "prakerja_http_requests_total{route=\"/program/{slug}\",method=\"GET\",class=\"4xx\"} 1",
            "prakerja_http_requests_total{route=\"/program/{slug}\",method=\"POST\",class=\"lost\"} 1",
            "prakerja_http_requests_total{route=\"/\",method=\"GET\",class=\"5xx\"} 1",
            "# TYPE prakerja_http_request_duration_seconds histogram",
            "prakerja_http_request_duration_seconds_bucket{route=\"/program/{slug}\",method=\"GET\",le=\"0.005\"} 1",
            "prakerja_http_request_duration_seconds_bucket{route=\"/program/{slug}\",method=\"GET\",le=\"0.025\"} 1",
            "prakerja_http_request_duration_seconds_bucket{route=\"/program/{slug}\",method=\"GET\",le=\"0.05\"} 2",
            "prakerja_http_request_duration_seconds_bucket{route=\"/program/{slug}\",method=\"GET\",le=\"10\"} 2",
            "prakerja_http_request_duration_seconds_bucket{route=\"/program/{slug}\",method=\"GET\",le=\"+Inf\"} 3",
            "prakerja_http_request_duration_seconds_sum{route=\"/program/{slug}\",method=\"GET\"} 61.051500",
            "prakerja_http_request_duration_seconds_count{route=\"/program/{slug}\",method=\"GET\"} 3",
            "prakerja_sign_ins_total{outcome=\"ok\"} 2",
            "prakerja_outbox_messages{state=\"queued\"} 2",
            "prakerja_outbox_settled_total{outcome=\"sent\"} 2",
            "prakerja_provider_questions_total{party=\"population\",outcome=\"match\"} 2",
            "prakerja_provider_questions_total{party=\"population\",outcome=\"timeout\"} 1",
            "prakerja_overloads_total{cause=\"conflict\"} 2",
            "prakerja_repeated_total 1",
            "prakerja_hashing_waited_total 1",
            "prakerja_hashing_shed_total 0",
            "prakerja_sms_stopped_total 0",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
        }
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn labels_are_escaped_and_odd_statuses_do_no_harm() {
        let metrics = Metrics::new();
        metrics.request("a\"b\\c\nd", "GET", 200, 0);
        metrics.request("x", "GET", 999, 0);
        assert!(metrics.render().contains("route=\"a\\\"b\\\\c\\nd\""));
        assert!(metrics.render().contains("_count{route=\"x\",method=\"GET\"} 0"), "no status, no request");
    }
}
