//! Days of the calendar, without a time or a zone.

use serde::{Deserialize, Serialize};

use super::lang::Lang;

/// A day that exists, from 0001-01-01 to 9999-12-31 in the Gregorian calendar. Ordered as time runs; on the wire
/// `"2026-11-27"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    Required,
    /// Not of the form `yyyy-mm-dd`.
    Shape,
    /// Of the right form, but there is no such day.
    Impossible,
}

impl DateError {
    /// The field code: `required`, `shape` or `impossible`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            DateError::Required => "required",
            DateError::Shape => "shape",
            DateError::Impossible => "impossible",
        }
    }
}

shows_its_code!(DateError);
travels_as_text!(Date, DateError, to_text);

/// From 0001-01-01 to 1970-01-01.
const DAYS_TO_EPOCH: u32 = 719_162;
/// From 0001-01-01 to 9999-12-31.
const LAST_DAY: u32 = 3_652_058;

const DAYS_OF_YEAR: u32 = 365;
const DAYS_OF_4_YEARS: u32 = 4 * DAYS_OF_YEAR + 1;
const DAYS_OF_100_YEARS: u32 = 25 * DAYS_OF_4_YEARS - 1;
const DAYS_OF_400_YEARS: u32 = 4 * DAYS_OF_100_YEARS + 1;

const MONTHS_ID: [&str; 12] =
    ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
const MONTHS_EN: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const WEEKDAYS_ID: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Whether the year has a 29 February, by the Gregorian rule.
#[must_use]
fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The number of days of a month; 0 for a month that does not exist.
#[must_use]
pub fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 => 28 + u8::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl Date {
    /// The day, if it exists.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let exists = (1..=9999).contains(&year) && (1..=days_in_month(year, month)).contains(&day);
        exists.then_some(Date { year, month, day })
    }

    /// Reads `yyyy-mm-dd`, as a date field of a form sends it.
    ///
    /// # Errors
    /// [`DateError`] when nothing was typed, the form is another, or there is no such day.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DateError::Required);
        }
        let mut parts = text.split('-');
        let mut part = |length: usize| {
            let digits = parts.next().filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|digits| digits.parse::<u16>().ok()).ok_or(DateError::Shape)
        };
        let (year, month, day) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() {
            return Err(DateError::Shape);
        }
        let small = |number: u16| u8::try_from(number).map_err(|_| DateError::Shape);
        Date::new(year, small(month)?, small(day)?).ok_or(DateError::Impossible)
    }

    /// 1 to 9999.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// The form in which dates are stored and sent: `2026-11-27`.
    #[must_use]
    pub fn to_text(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// "27 November 2026", with the month's name in the language.
    #[must_use]
    pub fn long(self, lang: Lang) -> String {
        let names = match lang {
            Lang::Id => MONTHS_ID,
            Lang::En => MONTHS_EN,
        };
        let month = names.get(usize::from(self.month.saturating_sub(1))).copied().unwrap_or_default();
        format!("{} {month} {}", self.day, self.year)
    }

    /// "Jumat" or "Friday".
    #[must_use]
    fn weekday(self, lang: Lang) -> &'static str {
        let names = match lang {
            Lang::Id => WEEKDAYS_ID,
            Lang::En => WEEKDAYS_EN,
        };
        // 0001-01-01 was a Monday.
        let since_monday = self.days_from_first().rem_euclid(7) as usize;
        names.get(since_monday).copied().unwrap_or_default()
    }

    /// "Jumat, 27 November 2026" or "Friday, 27 November 2026".
    #[must_use]
    pub fn with_weekday(self, lang: Lang) -> String {
        [self.weekday(lang), ", ", &self.long(lang)].concat()
    }

    /// Completed years on a day; `None` for somebody born after it. Somebody born on 29 February turns a year older on
    /// 1 March where the year has no 29 February.
    #[must_use]
    pub fn age_on(self, today: Date) -> Option<u16> {
        let had_birthday = (today.month, today.day) >= (self.month, self.day);
        let years = today.year.checked_sub(self.year)?;
        years.checked_sub(u16::from(!had_birthday))
    }

    /// The day that many days later, or earlier when negative; stops at the first and the last day there are.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Date {
        Date::from_epoch_days(self.epoch_days().saturating_add(days))
    }

    /// Days since 1970-01-01, negative before.
    #[must_use]
    pub fn epoch_days(self) -> i64 {
        i64::from(self.days_from_first()) - i64::from(DAYS_TO_EPOCH)
    }

    /// The day that many days after 1970-01-01; stops at the first and the last day there are.
    #[must_use]
    pub fn from_epoch_days(days: i64) -> Date {
        let from_first = days.saturating_add(i64::from(DAYS_TO_EPOCH)).clamp(0, i64::from(LAST_DAY));
        Date::from_days(u32::try_from(from_first).unwrap_or(0))
    }

    /// Days since 0001-01-01.
    fn days_from_first(self) -> u32 {
        let before = u32::from(self.year) - 1;
        let whole_years = before * DAYS_OF_YEAR + before / 4 - before / 100 + before / 400;
        let whole_months: u32 = (1..self.month).map(|month| u32::from(days_in_month(self.year, month))).sum();
        whole_years + whole_months + u32::from(self.day) - 1
    }

    /// The inverse, for `days` up to [`LAST_DAY`]: takes off the largest whole spans first. The last year of 4 and the last
    /// century of 400 years are a day longer than the others, hence the two `min`.
    fn from_days(days: u32) -> Date {
        let (spans_of_400, days) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
        let centuries = (days / DAYS_OF_100_YEARS).min(3);
        let days = days - centuries * DAYS_OF_100_YEARS;
        let (spans_of_4, days) = (days / DAYS_OF_4_YEARS, days % DAYS_OF_4_YEARS);
        let years = (days / DAYS_OF_YEAR).min(3);
        let mut day = days - years * DAYS_OF_YEAR;
        let year = spans_of_400 * 400 + centuries * 100 + spans_of_4 * 4 + years + 1;
        let year = u16::try_from(year).unwrap_or(9999);
        let mut month = 1;
        while day >= u32::from(days_in_month(year, month)) && month < 12 {
            day -= u32::from(days_in_month(year, month));
            month += 1;
        }
        Date { year, month, day: u8::try_from(day + 1).unwrap_or(31) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn only_days_that_exist_are_read() {
        assert_eq!(date("2026-11-27"), Date::new(2026, 11, 27).unwrap());
        assert_eq!(date(" 2000-02-29 ").to_text(), "2000-02-29");
        assert_eq!(Date::parse(" "), Err(DateError::Required));
        for shape in ["27-11-2026", "2026/11/27", "2026-1-2", "20261127", "2026-11-27-1", "+026-11-27", "2026-11", "２026-11-27"] {
            assert_eq!(Date::parse(shape), Err(DateError::Shape), "{shape}");
        }
        for impossible in ["2026-02-29", "1900-02-29", "2026-00-01", "2026-13-01", "2026-04-31", "2026-01-00", "0000-01-01"] {
            assert_eq!(Date::parse(impossible), Err(DateError::Impossible), "{impossible}");
        }
    }

    #[test]
    fn long_forms_name_month_and_weekday() {
        let day = date("2026-11-07");
        assert_eq!((day.long(Lang::Id), day.long(Lang::En)), ("7 November 2026".into(), "7 November 2026".into()));
        assert_eq!(date("2026-05-01").long(Lang::Id), "1 Mei 2026");
        assert_eq!(date("2026-11-27").with_weekday(Lang::Id), "Jumat, 27 November 2026");
        assert_eq!(date("1945-08-17").with_weekday(Lang::En), "Friday, 17 August 1945");
    }

    #[test]
    fn age_counts_completed_years() {
        let born = date("2004-02-29");
        assert_eq!(born.age_on(date("2021-02-28")), Some(16));
        assert_eq!(born.age_on(date("2021-03-01")), Some(17));
        assert_eq!(born.age_on(date("2024-02-29")), Some(20));
        assert_eq!(born.age_on(born), Some(0));
        assert_eq!(born.age_on(date("2004-02-28")), None);
        assert_eq!(born.age_on(date("2003-12-31")), None);
    }

    #[test]
    fn a_walk_through_every_day_agrees() {
        let (mut year, mut month, mut day) = (1, 1, 1);
        for days in 0..=LAST_DAY {
            let naive = Date::new(year, month, day).unwrap();
            assert_eq!((Date::from_days(days), naive.days_from_first()), (naive, days));
            (year, month, day) = if day < days_in_month(year, month) {
                (year, month, day + 1)
            } else if month < 12 {
                (year, month + 1, 1)
            } else {
                (year + 1, 1, 1)
            };
        }
        assert_eq!((year, month, day), (10_000, 1, 1));
        assert_eq!(date("1970-01-01").epoch_days(), 0);
    }

    #[test]
    fn days_past_either_end_stop_there() {
        assert_eq!(Date::from_epoch_days(i64::MIN).to_text(), "0001-01-01");
        assert_eq!(Date::from_epoch_days(i64::MAX).to_text(), "9999-12-31");
        assert_eq!(date("2026-12-31").plus_days(1).to_text(), "2027-01-01");
        assert_eq!(date("2026-12-31").plus_days(i64::MAX).to_text(), "9999-12-31");
    }

    fn any_date() -> impl Strategy<Value = Date> {
        (0..=LAST_DAY).prop_map(Date::from_days)
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(day in any_date()) {
            prop_assert_eq!(Date::parse(&day.to_text()), Ok(day));
            let json = serde_json::to_string(&day).unwrap();
            prop_assert_eq!(serde_json::from_str::<Date>(&json).unwrap(), day);
        }

        #[test]
        fn dates_are_ordered_like_their_text_and_days(a in any_date(), b in any_date()) {
            prop_assert_eq!(a.cmp(&b), a.to_text().cmp(&b.to_text()));
            prop_assert_eq!(a.cmp(&b), a.epoch_days().cmp(&b.epoch_days()));
        }

        #[test]
        fn age_grows_by_one_each_year(born in any_date(), today in any_date()) {
            if let (Some(age), Some(next)) = (born.age_on(today), Date::new(today.year() + 1, today.month(), today.day())) {
                prop_assert_eq!(born.age_on(next), Some(age + 1));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}|[0-9-]{0,12}") {
            if let Ok(day) = Date::parse(&text) {
                prop_assert_eq!(day.to_text(), text.trim());
            }
        }
    }
}
