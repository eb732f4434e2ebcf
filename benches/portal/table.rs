//! The one table that comes out: sizes, rates, how rates compare, memory, and whether answers take alike.

use crate::load::Tally;
use std::fmt;
use std::time::Duration;

/// Rows in the order in which they were measured, those of one kind together.
#[derive(Debug, Default)]
pub struct Table {
    sizes: Vec<(String, usize, Option<usize>)>,
    rates: Vec<(String, Tally)>,
    shares: Vec<(String, f64, String)>,
    memory: Vec<(String, u64, u64)>,
    pairs: Vec<(String, Tally, Tally)>,
}

impl Table {
    /// Bytes as they are and as they travel; one of the two for what has no other form.
    pub fn size(&mut self, name: impl Into<String>, bytes: usize, brotli: Option<usize>) {
        self.sizes.push((name.into(), bytes, brotli));
    }

    /// What a load came to.
    pub fn rate(&mut self, name: impl Into<String>, tally: Tally) {
        self.rates.push((name.into(), tally));
    }

    /// How the rate of the row `part` compares with that of the row `whole`.
    pub fn share(&mut self, name: &str, part: &str, whole: &str, aim: &str) {
        let of = |name: &str| self.rates.iter().find(|(row, _)| row == name).map(|(_, tally)| tally.per_second());
        if let (Some(part_rate), Some(whole_rate)) = (of(part), of(whole)) {
            self.shares.push((name.to_owned(), 100.0 * part_rate / whole_rate, aim.to_owned()));
        }
    }

    /// Memory of a process in KiB: what is resident now, and the most that ever was.
    pub fn memory(&mut self, name: impl Into<String>, resident: u64, most: u64) {
        self.memory.push((name.into(), resident, most));
    }

    /// Answers that must not differ, for addresses with an account and without.
    pub fn pair(&mut self, name: impl Into<String>, known: Tally, unknown: Tally) {
        self.pairs.push((name.into(), known, unknown));
    }

    /// Pairs that the clock tells apart.
    pub fn told_apart(&self) -> u64 {
        self.pairs.iter().map(|(_, known, unknown)| medians(known, unknown)).filter(|[a, b]| differ(*a, *b) > limit(*a, *b)).count()
            as u64
    }

    /// Wrong answers in all rows.
    pub fn wrong(&self) -> u64 {
        let pairs = self.pairs.iter().flat_map(|(_, known, unknown)| [known, unknown]);
        self.rates.iter().map(|(_, tally)| tally).chain(pairs).map(|tally| tally.wrong).sum()
    }

    fn write_pairs(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pairs.is_empty() {
            let head = ["known or unknown address, medians", "known ms", "unknown", "differ", "limit", "pairs", "wrong"];
            let [name, known, unknown, differ, limit, pairs, wrong] = head;
            writeln!(f, "\n{name:<52} {known:>9} {unknown:>9} {differ:>9} {limit:>9} {pairs:>9} {wrong:>6}")?;
        }
        for (name, known, unknown) in &self.pairs {
            let [a, b] = medians(known, unknown);
            let (differ, limit) = (differ(a, b), limit(a, b));
            let (pairs, wrong) = (known.count().min(unknown.count()), known.wrong + unknown.wrong);
            writeln!(f, "{name:<52} {a:>9.2} {b:>9.2} {differ:>9.2} {limit:>9.2} {pairs:>9} {wrong:>6}")?;
        }
        Ok(())
    }
}

/// How far the medians of known and unknown addresses may be apart: 10 ms or 5 %, whichever is more (`docs/rules.md`, C9).
const MOST_MS: f64 = 10.0;
const MOST_SHARE: f64 = 0.05;

/// In milliseconds.
fn medians(known: &Tally, unknown: &Tally) -> [f64; 2] {
    [known, unknown].map(|tally| milliseconds(tally.quantile(0.5)))
}

fn differ(known: f64, unknown: f64) -> f64 {
    (known - unknown).abs()
}

fn limit(known: f64, unknown: f64) -> f64 {
    MOST_MS.max(MOST_SHARE * known.max(unknown))
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.sizes.is_empty() {
            writeln!(f, "{:<52} {:>9} {:>9}", "bytes", "raw", "brotli")?;
        }
        for (name, bytes, brotli) in &self.sizes {
            let brotli = brotli.map(|bytes| bytes.to_string()).unwrap_or_default();
            writeln!(f, "{name:<52} {bytes:>9} {brotli:>9}")?;
        }
        if !self.rates.is_empty() {
            writeln!(
                f,
                "\n{:<52} {:>9} {:>9} {:>9} {:>9} {:>9} {:>6} {:>6}",
                "rates", "each s", "p50 ms", "p95 ms", "p99 ms", "count", "busy", "wrong"
            )?;
        }
        for (name, tally) in &self.rates {
            let [p50, p95, p99] = [0.5, 0.95, 0.99].map(|share| milliseconds(tally.quantile(share)));
            let (rate, count, busy, wrong) = (tally.per_second(), tally.count(), tally.busy, tally.wrong);
            writeln!(f, "{name:<52} {rate:>9.1} {p50:>9.2} {p95:>9.2} {p99:>9.2} {count:>9} {busy:>6} {wrong:>6}")?;
        }
        if !self.shares.is_empty() {
            writeln!(f, "\n{:<52} {:>9}", "comparisons", "%")?;
        }
        for (name, percent, aim) in &self.shares {
            writeln!(f, "{name:<52} {percent:>9.1}   {aim}")?;
        }
        if !self.memory.is_empty() {
            writeln!(f, "\n{:<52} {:>9} {:>9}", "memory of the server, MiB", "resident", "most")?;
        }
        for (name, resident, most) in &self.memory {
            let [resident, most] = [resident, most].map(|kib| *kib as f64 / 1024.0);
            writeln!(f, "{name:<52} {resident:>9.1} {most:>9.1}")?;
        }
        self.write_pairs(f)
    }
}
