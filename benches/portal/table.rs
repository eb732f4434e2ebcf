//! The one table that comes out: sizes, rates, and how rates compare.

use crate::load::Tally;
use std::fmt;
use std::time::Duration;

/// Rows in the order in which they were measured, those of one kind together.
#[derive(Debug, Default)]
pub struct Table {
    sizes: Vec<(String, usize, Option<usize>)>,
    rates: Vec<(String, Tally)>,
    shares: Vec<(String, f64, String)>,
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

    /// Wrong answers in all rows.
    pub fn wrong(&self) -> u64 {
        self.rates.iter().map(|(_, tally)| tally.wrong).sum()
    }
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
                "\n{:<52} {:>9} {:>9} {:>9} {:>9} {:>6} {:>6}",
                "rates", "each s", "p50 ms", "p99 ms", "count", "busy", "wrong"
            )?;
        }
        for (name, tally) in &self.rates {
            let (middle, slow) = (milliseconds(tally.quantile(0.5)), milliseconds(tally.quantile(0.99)));
            let (rate, count, busy, wrong) = (tally.per_second(), tally.count(), tally.busy, tally.wrong);
            writeln!(f, "{name:<52} {rate:>9.1} {middle:>9.2} {slow:>9.2} {count:>9} {busy:>6} {wrong:>6}")?;
        }
        if !self.shares.is_empty() {
            writeln!(f, "\n{:<52} {:>9}", "comparisons", "%")?;
        }
        for (name, percent, aim) in &self.shares {
            writeln!(f, "{name:<52} {percent:>9.1}   {aim}")?;
        }
        Ok(())
    }
}
