//! Points in time, and how they are told to people: always in Western Indonesian Time.

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::lang::Lang;

/// Milliseconds since 1970-01-01 UTC, negative before. On the wire and in the database the bare number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

const MS_OF_SECOND: i64 = 1000;
const MS_OF_DAY: i64 = 86_400 * MS_OF_SECOND;
/// WIB is UTC+7 all year: Indonesia has no summer time.
const WIB_OFFSET_MS: i64 = 7 * 3600 * MS_OF_SECOND;

/// The parts of a day by which Indonesians greet: "Selamat pagi", "siang", "sore", "malam".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartOfDay {
    /// From midnight until 11.00.
    Pagi,
    /// From 11.00 until 15.00.
    Siang,
    /// From 15.00 until 18.30.
    Sore,
    /// From 18.30 until midnight.
    Malam,
}

impl Instant {
    /// That many seconds later, or earlier when negative; stops at the ends of the range.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Instant {
        Instant(self.0.saturating_add(seconds.saturating_mul(MS_OF_SECOND)))
    }

    /// That many seconds earlier, or later when negative; stops at the ends of the range.
    #[must_use]
    pub fn minus_seconds(self, seconds: i64) -> Instant {
        Instant(self.0.saturating_sub(seconds.saturating_mul(MS_OF_SECOND)))
    }

    /// Whole seconds that have passed since an earlier moment, rounded down; negative when it lies ahead.
    #[must_use]
    pub fn seconds_since(self, earlier: Instant) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(MS_OF_SECOND)
    }

    /// Seconds to wait for a later moment, rounded up so that whoever waits them is not early; 0 when it has passed. Fit for
    /// `Retry-After` and countdowns.
    #[must_use]
    pub fn seconds_until(self, later: Instant) -> u32 {
        let ms = later.0.saturating_sub(self.0).max(0);
        let seconds = ms / MS_OF_SECOND + i64::from(ms % MS_OF_SECOND != 0);
        u32::try_from(seconds).unwrap_or(u32::MAX)
    }

    /// Day, hour, minute and second on a clock in WIB. Outside the years 1 to 9999 the day is the first or last there is.
    #[must_use]
    fn civil_wib(self) -> (Date, u8, u8, u8) {
        let local = self.0.saturating_add(WIB_OFFSET_MS);
        let seconds = local.rem_euclid(MS_OF_DAY) / MS_OF_SECOND;
        let part = |number: i64| u8::try_from(number).unwrap_or(0);
        let date = Date::from_epoch_days(local.div_euclid(MS_OF_DAY));
        (date, part(seconds / 3600), part(seconds / 60 % 60), part(seconds % 60))
    }

    /// The moment at which a clock in WIB shows this.
    #[must_use]
    pub fn from_wib(date: Date, hour: u8, minute: u8, second: u8) -> Instant {
        let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        Instant(date.epoch_days() * MS_OF_DAY + seconds * MS_OF_SECOND - WIB_OFFSET_MS)
    }

    /// The day it is in WIB.
    #[must_use]
    pub fn date_wib(self) -> Date {
        self.civil_wib().0
    }

    /// "09.14 WIB", in both languages.
    #[must_use]
    pub fn clock_wib(self) -> String {
        let (_, hour, minute, _) = self.civil_wib();
        format!("{hour:02}.{minute:02} WIB")
    }

    /// "27 November 2026": the day in WIB.
    #[must_use]
    pub fn date_long(self, lang: Lang) -> String {
        self.date_wib().long(lang)
    }

    /// "Jumat, 27 November 2026": the day in WIB with its name.
    #[must_use]
    pub fn day_and_date(self, lang: Lang) -> String {
        self.date_wib().with_weekday(lang)
    }

    /// "27 November 2026 pukul 09.14 WIB", "27 November 2026 at 09.14 WIB".
    #[must_use]
    pub fn date_time(self, lang: Lang) -> String {
        [&self.date_long(lang), lang.pick(" pukul ", " at "), &self.clock_wib()].concat()
    }

    /// The part of the day in WIB, for a greeting.
    #[must_use]
    pub fn part_of_day(self) -> PartOfDay {
        let (_, hour, minute, _) = self.civil_wib();
        match (hour, minute) {
            (0..=10, _) => PartOfDay::Pagi,
            (11..=14, _) => PartOfDay::Siang,
            (15..=17, _) | (18, 0..=29) => PartOfDay::Sore,
            _ => PartOfDay::Malam,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 2026-11-27 09:14:05.678 WIB.
    const MORNING: Instant = Instant(1_795_745_645_678);

    #[test]
    fn a_moment_is_told_in_wib() {
        assert_eq!(MORNING.civil_wib(), (Date::new(2026, 11, 27).unwrap(), 9, 14, 5));
        assert_eq!(MORNING.clock_wib(), "09.14 WIB");
        assert_eq!(MORNING.date_long(Lang::En), "27 November 2026");
        assert_eq!(MORNING.day_and_date(Lang::Id), "Jumat, 27 November 2026");
        assert_eq!(MORNING.date_time(Lang::Id), "27 November 2026 pukul 09.14 WIB");
        assert_eq!(MORNING.date_time(Lang::En), "27 November 2026 at 09.14 WIB");
    }

    #[test]
    fn the_day_changes_at_midnight_in_wib() {
        let midnight = Instant(1_795_712_400_000);
        assert_eq!(midnight.civil_wib(), (Date::new(2026, 11, 27).unwrap(), 0, 0, 0));
        assert_eq!(Instant(midnight.0 - 1).civil_wib(), (Date::new(2026, 11, 26).unwrap(), 23, 59, 59));
        assert_eq!(Instant(0).date_time(Lang::Id), "1 Januari 1970 pukul 07.00 WIB");
        assert_eq!(Instant(-1).civil_wib(), (Date::new(1970, 1, 1).unwrap(), 6, 59, 59));
    }

    #[test]
    fn the_greeting_follows_the_clock() {
        let at = |hour, minute| Instant::from_wib(Date::new(2026, 11, 27).unwrap(), hour, minute, 0).part_of_day();
        assert_eq!([at(0, 0), at(10, 59)], [PartOfDay::Pagi; 2]);
        assert_eq!([at(11, 0), at(14, 59)], [PartOfDay::Siang; 2]);
        assert_eq!([at(15, 0), at(18, 29)], [PartOfDay::Sore; 2]);
        assert_eq!([at(18, 30), at(23, 59)], [PartOfDay::Malam; 2]);
    }

    #[test]
    fn whoever_waits_the_seconds_is_not_early() {
        assert_eq!(Instant(0).seconds_until(Instant(60_000)), 60);
        assert_eq!(Instant(0).seconds_until(Instant(59_001)), 60);
        assert_eq!(Instant(5).seconds_until(Instant(5)), 0);
        assert_eq!(Instant(5).seconds_until(Instant(0)), 0);
        assert_eq!(Instant(i64::MIN).seconds_until(Instant(i64::MAX)), u32::MAX);
        assert_eq!((Instant(1999).seconds_since(Instant(0)), Instant(0).seconds_since(Instant(1))), (1, -1));
    }

    #[test]
    fn the_wire_form_is_the_number() {
        assert_eq!(serde_json::to_string(&MORNING).unwrap(), "1795745645678");
    }

    proptest! {
        #[test]
        fn the_clock_reads_back(ms in -62_135_621_999_999_i64..253_402_275_600_000) {
            let (date, hour, minute, second) = Instant(ms).civil_wib();
            prop_assert!(hour < 24 && minute < 60 && second < 60);
            prop_assert_eq!(Instant::from_wib(date, hour, minute, second), Instant(ms - ms.rem_euclid(1000)));
        }

        #[test]
        fn nothing_overflows(ms in any::<i64>(), seconds in any::<i64>(), hour in any::<u8>()) {
            let (instant, other) = (Instant(ms), Instant(seconds));
            prop_assert_eq!(instant.plus_seconds(seconds) >= instant, seconds >= 0 || ms == i64::MIN);
            let _ = (instant.minus_seconds(seconds), instant.seconds_since(other), instant.seconds_until(other));
            let _ = (instant.date_time(Lang::Id), instant.day_and_date(Lang::En), instant.part_of_day());
            let _ = Instant::from_wib(instant.date_wib(), hour, hour, hour);
        }
    }
}
