//! NIK, the number of a resident in the population registry.
//!
//! Sixteen digits `PPKKCC DDMMYY SSSS`: region where the person was first recorded, birth date with 40 added to the day for
//! women, serial. There is no check digit, so a right form proves nothing: texts say "the form looks right", never "valid".
//! Regions have been split and renumbered since, and clerical errors in dates exist, hence an unknown region passes and a
//! differing birth date is only a warning; the registry decides.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::date::{Date, days_in_month};
use super::person::Gender;
use super::region::RegionCode;
use super::text::{BULLET, is_dash, is_invisible, plain_digit};

/// A number of the right form. On the wire its sixteen digits: send it only where it is sealed or shown to its owner.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nik(String);

/// Why a text cannot be a NIK.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NikError {
    Required,
    /// Something else than digits. Never changed silently: O for 0 and l for 1 come from scanned cards and may stand for
    /// either.
    Letters,
    /// This many digits instead of sixteen.
    Digits(u32),
    /// The first two digits are 00: no province.
    Region,
    /// No such day in any century, with 1 to 31 for men and 41 to 71 for women.
    Date,
    /// The last four digits are 0000.
    Serial,
}

impl NikError {
    /// The field code: `required`, `letters`, `digits_15` (the number there is), `region`, `date` or `serial`.
    #[must_use]
    pub fn code(self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            NikError::Required => "required",
            NikError::Letters => "letters",
            NikError::Digits(count) => return Cow::Owned(format!("digits_{count}")),
            NikError::Region => "region",
            NikError::Date => "date",
            NikError::Serial => "serial",
        })
    }
}

shows_its_code!(NikError);
travels_as_text!(Nik, NikError, as_str);
hides_in_debug!(Nik);

/// Where a NIK and what its owner typed disagree: a warning, not a refusal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mismatch {
    pub date: bool,
    pub gender: bool,
}

impl Mismatch {
    #[must_use]
    pub fn any(self) -> bool {
        self.date || self.gender
    }
}

const LENGTH: usize = 16;
/// Added to the day of birth of women.
const FEMALE_DAY: u8 = 40;

impl Nik {
    /// Reads a number as typed or pasted: spaces, dots and dashes are dropped.
    ///
    /// # Errors
    /// [`NikError`], the first reason that applies in the order of its variants.
    pub fn parse(text: &str) -> Result<Nik, NikError> {
        let is_filler = |char: char| char.is_whitespace() || is_invisible(char) || is_dash(char) || char == '.';
        let typed = text.chars().filter(|char| !is_filler(*char));
        let digits: String = typed.map(plain_digit).collect::<Option<_>>().ok_or(NikError::Letters)?;
        if digits.is_empty() {
            return Err(NikError::Required);
        }
        if digits.len() != LENGTH {
            return Err(NikError::Digits(u32::try_from(digits.len()).unwrap_or(u32::MAX)));
        }
        let nik = Nik(digits);
        if nik.province().is_none() {
            return Err(NikError::Region);
        }
        if !nik.has_possible_date() {
            return Err(NikError::Date);
        }
        if nik.simulator_key() == "0000" {
            return Err(NikError::Serial);
        }
        Ok(nik)
    }

    /// The sixteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The province in which the person was first recorded; it may since have been split or renamed. Always there once
    /// parsed.
    #[must_use]
    pub fn province(&self) -> Option<RegionCode> {
        RegionCode::province(self.pair(0))
    }

    /// Day (without the 40), month and the last two digits of the year of birth. The century is not in the number.
    #[must_use]
    fn birth_day_month_year2(&self) -> (u8, u8, u8) {
        let day = self.pair(6);
        (day.checked_sub(FEMALE_DAY).unwrap_or(day), self.pair(8), self.pair(10))
    }

    /// The gender that the day of birth states.
    #[must_use]
    pub fn gender(&self) -> Gender {
        if self.pair(6) > FEMALE_DAY { Gender::P } else { Gender::L }
    }

    /// Compares with the birth date and gender typed.
    #[must_use]
    pub fn differs_from(&self, born: Date, gender: Gender) -> Mismatch {
        let (day, month, year2) = self.birth_day_month_year2();
        let same_date = (day, month, u16::from(year2)) == (born.day(), born.month(), born.year() % 100);
        Mismatch { date: !same_date, gender: self.gender() != gender }
    }

    /// What may be shown of it: the first four and the last two digits, `3273••••••••••01`.
    #[must_use]
    pub fn masked(&self) -> String {
        let is_shown = |index: usize| !(4..LENGTH - 2).contains(&index);
        let digits = self.0.chars().enumerate();
        digits.map(|(index, digit)| if is_shown(index) { digit } else { BULLET }).collect()
    }

    /// The last four digits, by which the sandbox's population registry chooses its answer (README, "Sandbox").
    #[must_use]
    pub fn simulator_key(&self) -> &str {
        self.0.get(LENGTH - 4..).unwrap_or_default()
    }

    /// The two-digit number at a place.
    fn pair(&self, start: usize) -> u8 {
        let digits = self.0.get(start..start.saturating_add(2)).unwrap_or_default();
        digits.parse().unwrap_or(0)
    }

    /// Whether the day exists in 19YY or 20YY: of 00 only 2000 has a 29 February, else both have it or neither.
    fn has_possible_date(&self) -> bool {
        let (day, month, year2) = self.birth_day_month_year2();
        let days = |century: u16| days_in_month(century + u16::from(year2), month);
        (1..=days(1900).max(days(2000))).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Serials from 9000 are practically never issued, so no real person has these numbers.
    fn nik(text: &str) -> Nik {
        Nik::parse(text).unwrap()
    }

    #[test]
    fn spaces_dots_and_dashes_are_dropped() {
        for typed in [
            "3273 0115 0890 9101",
            "327301.150890.9101",
            "32-73-01-150890-9101",
            "\u{200b}3273011508909101\n",
            "３２７３011508909101",
        ] {
            assert_eq!(nik(typed).as_str(), "3273011508909101");
        }
    }

    #[test]
    fn each_refusal_has_its_code() {
        for (typed, code) in [
            ("", "required"),
            (" .-", "required"),
            ("32730115O8909101", "letters"),
            ("327301l508909101", "letters"),
            ("NIK 3273011508909101", "letters"),
            ("3273/011508909101", "letters"),
            ("327301150890910", "digits_15"),
            ("32730115089091011", "digits_17"),
            ("1", "digits_1"),
            ("0073011508909101", "region"),
            ("3273013208909101", "date"),
            ("3273010008909101", "date"),
            ("3273014008909101", "date"),
            ("3273017208909101", "date"),
            ("3273011513909101", "date"),
            ("3273011500909101", "date"),
            ("3273013104909101", "date"),
            ("3273017104909101", "date"),
            ("3273012902919101", "date"),
            ("3273016902919101", "date"),
            ("3273013002929101", "date"),
            ("3273011508900000", "serial"),
        ] {
            assert_eq!(Nik::parse(typed).unwrap_err().code(), code, "{typed}");
        }
    }

    #[test]
    fn leap_days_of_either_century_and_unknown_regions_pass() {
        for typed in
            ["3273012902929101", "3273016902929101", "3273012902009101", "3273013101009101", "5401011508909101", "9999991508909101"]
        {
            assert!(Nik::parse(typed).is_ok(), "{typed}");
        }
    }

    #[test]
    fn birth_date_gender_and_province_are_read_from_it() {
        let (man, woman) = (nik("3273011508909101"), nik("9671015508059101"));
        assert_eq!((man.birth_day_month_year2(), man.gender()), ((15, 8, 90), Gender::L));
        assert_eq!((woman.birth_day_month_year2(), woman.gender()), ((15, 8, 5), Gender::P));
        assert_eq!(woman.province().unwrap().to_text(), "96");
    }

    #[test]
    fn a_difference_is_named() {
        let woman = nik("3273015508909101");
        let born = Date::new(1990, 8, 15).unwrap();
        assert_eq!(woman.differs_from(born, Gender::P), Mismatch::default());
        assert_eq!(woman.differs_from(born, Gender::L), Mismatch { date: false, gender: true });
        assert_eq!(woman.differs_from(born.plus_days(1), Gender::P), Mismatch { date: true, gender: false });
        assert!(!woman.differs_from(born, Gender::P).any());
    }

    #[test]
    fn it_is_shown_masked_only() {
        let nik = nik("3273011508909001");
        assert_eq!(nik.masked(), "3273••••••••••01");
        assert_eq!(nik.simulator_key(), "9001");
        assert_eq!(format!("{nik:?}"), "Nik(hidden)");
        assert_eq!(serde_json::from_str::<Nik>(r#""3273011508900000""#).unwrap_err().to_string(), "serial");
    }

    proptest! {
        #[test]
        fn the_nik_of_any_birth_date_agrees_with_it(days in 0_i64..50_000, female in any::<bool>(), serial in 9000..=9999) {
            let born = Date::new(1900, 1, 1).unwrap().plus_days(days);
            let day = born.day() + if female { 40 } else { 0 };
            let nik = nik(&format!("327301{day:02}{:02}{:02}{serial}", born.month(), born.year() % 100));
            let gender = if female { Gender::P } else { Gender::L };
            prop_assert_eq!(nik.differs_from(born, gender), Mismatch::default());
            let json = serde_json::to_string(&nik).unwrap();
            prop_assert_eq!(serde_json::from_str::<Nik>(&json).unwrap(), nik);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[0-9 .-]{0,24}|[0-9]{16}") {
            if let Ok(nik) = Nik::parse(&text) {
                prop_assert_eq!(nik.as_str().len(), 16);
                prop_assert!(nik.province().is_some());
                prop_assert_eq!(nik.masked().chars().filter(|char| *char == BULLET).count(), 10);
            }
        }
    }
}
