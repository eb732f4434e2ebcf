//! Indonesian mobile numbers.
//!
//! The number plan is that of Google's libphonenumber metadata 9.0.43: country 62, trunk prefix 0, mobile numbers
//! `8[1-35-9]` and 7 to 10 more digits. The plan only says what kind of number it is; whether it is assigned, or an
//! internet number, the look-up on the server decides.

use serde::{Deserialize, Serialize};

use super::text::{is_dash, is_invisible, plain_digit};

/// A mobile number in E.164 (`+6281233444471`), which is also its form on the wire.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a text is no mobile number we can send an SMS to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneError {
    Required,
    /// Other characters than a number has, or a beginning other than `08`, `62` or `+62`.
    Shape,
    TooShort,
    TooLong,
    /// Another country's number.
    Foreign,
    /// `0809`: the caller pays extra.
    Premium,
    /// `0804`.
    SharedCost,
    /// `0800`, `001803`, `007803`.
    TollFree,
    /// `0807` and `1500xxx`.
    Business,
    /// Area codes, which begin with 2 to 7 or 9.
    Landline,
    /// A beginning that no mobile operator uses.
    NotMobile,
}

impl PhoneError {
    /// The field code: `required`, `shape`, `too_short`, `too_long`, `foreign`, `premium`, `shared_cost`, `toll_free`,
    /// `business`, `landline` or `not_mobile`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            PhoneError::Required => "required",
            PhoneError::Shape => "shape",
            PhoneError::TooShort => "too_short",
            PhoneError::TooLong => "too_long",
            PhoneError::Foreign => "foreign",
            PhoneError::Premium => "premium",
            PhoneError::SharedCost => "shared_cost",
            PhoneError::TollFree => "toll_free",
            PhoneError::Business => "business",
            PhoneError::Landline => "landline",
            PhoneError::NotMobile => "not_mobile",
        }
    }
}

shows_its_code!(PhoneError);
travels_as_text!(Phone, PhoneError, e164);
hides_in_debug!(Phone);

/// Digits of a mobile number without country code or trunk prefix.
const MIN_NATIONAL: usize = 9;
const MAX_NATIONAL: usize = 12;

impl Phone {
    /// Reads `08…`, `62…`, `+62…` or `0062…`, with spaces, dashes, dots and parentheses anywhere. A zero kept after the
    /// country code (`+62 (0)812…`) is dropped.
    ///
    /// # Errors
    /// [`PhoneError`]: the kind of number when it is recognised, else what is wrong with its form.
    pub fn parse(text: &str) -> Result<Phone, PhoneError> {
        let (digits, has_plus) = read_digits(text)?;
        let national = national_part(&digits, has_plus)?;
        classify(national)?;
        match national.len() {
            ..MIN_NATIONAL => Err(PhoneError::TooShort),
            MIN_NATIONAL..=MAX_NATIONAL => Ok(Phone(["+62", national].concat())),
            _ => Err(PhoneError::TooLong),
        }
    }

    /// `+6281233444471`.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The way it is written at home: `0812 3344 4471`. Four digits, then the rest in two groups of which the second is the
    /// longer.
    #[must_use]
    pub fn local(&self) -> String {
        let national = self.national();
        let (head, rest) = national.split_at_checked(3).unwrap_or((national, ""));
        let (middle, tail) = rest.split_at_checked(rest.len() / 2).unwrap_or((rest, ""));
        ["0", head, " ", middle, " ", tail].concat()
    }

    /// What may be shown of it: the last three digits, `+62 ••• ••• 471`, whatever the length. The spaces do not break, so that the
    /// number stays in one line of a page or a mail.
    #[must_use]
    pub fn masked(&self) -> String {
        let tail = self.0.len().checked_sub(3).and_then(|start| self.0.get(start..)).unwrap_or_default();
        ["+62\u{a0}•••\u{a0}•••\u{a0}", tail].concat()
    }

    fn national(&self) -> &str {
        self.0.get(3..).unwrap_or_default()
    }
}

/// The digits of a typed number, and whether a plus stood before the first.
fn read_digits(text: &str) -> Result<(String, bool), PhoneError> {
    let mut digits = String::with_capacity(16);
    let mut has_plus = false;
    for char in text.chars() {
        if let Some(digit) = plain_digit(char) {
            digits.push(digit);
        } else if matches!(char, '+' | '\u{ff0b}') && digits.is_empty() && !has_plus {
            has_plus = true;
        } else if !is_separator(char) {
            return Err(PhoneError::Shape);
        }
    }
    match (digits.is_empty(), has_plus) {
        (true, false) => Err(PhoneError::Required),
        (true, true) => Err(PhoneError::Shape),
        (false, _) => Ok((digits, has_plus)),
    }
}

fn is_separator(char: char) -> bool {
    char.is_whitespace() || is_invisible(char) || is_dash(char) || matches!(char, '.' | '(' | ')')
}

/// What follows the country code or the trunk prefix.
fn national_part(digits: &str, has_plus: bool) -> Result<&str, PhoneError> {
    if !has_plus && (digits.starts_with("001803") || digits.starts_with("007803")) {
        return Err(PhoneError::TollFree);
    }
    if !has_plus && digits.starts_with("1500") {
        return Err(PhoneError::Business);
    }
    let begun = if has_plus { "62" } else { "0062" };
    if begun.starts_with(digits) {
        return Err(PhoneError::TooShort);
    }
    let with_country = if has_plus { Some(digits) } else { digits.strip_prefix("00") };
    if let Some(number) = with_country {
        // No country's code begins with 0, so `+0812…` is a slip, not a number abroad.
        let other = if number.starts_with('0') { PhoneError::Shape } else { PhoneError::Foreign };
        return number.strip_prefix("62").map(without_trunk).ok_or(other);
    }
    let at_home = digits.strip_prefix("62").map(without_trunk).or_else(|| digits.strip_prefix('0'));
    // A bare 8 is refused: 852… is as well a number in Hong Kong, 81… one in Japan.
    at_home.ok_or(PhoneError::Shape)
}

fn without_trunk(number: &str) -> &str {
    number.strip_prefix('0').unwrap_or(number)
}

/// Lets mobile numbers pass, complete or not.
fn classify(national: &str) -> Result<(), PhoneError> {
    let refused = |kind| Err(kind);
    match national.as_bytes() {
        [] | [b'8'] | [b'8', b'0'] => refused(PhoneError::TooShort),
        [b'8', b'0', b'9', ..] => refused(PhoneError::Premium),
        [b'8', b'0', b'4', ..] => refused(PhoneError::SharedCost),
        [b'8', b'0', b'0', ..] => refused(PhoneError::TollFree),
        [b'8', b'0', b'7', ..] | [b'1', b'5', b'0', b'0', ..] => refused(PhoneError::Business),
        [b'2'..=b'7' | b'9', ..] => refused(PhoneError::Landline),
        [b'8', b'1'..=b'3' | b'5'..=b'9', ..] => Ok(()),
        _ => refused(PhoneError::NotMobile),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_usual_way_of_writing_is_one_number() {
        for typed in [
            "081233444471",
            "0812-3344-4471",
            " 0812 3344 4471 ",
            "(0812) 3344.4471",
            "6281233444471",
            "+6281233444471",
            "+62 812-3344-4471",
            "(+62) 812 3344 4471",
            "+62 (0)812 3344 4471",
            "006281233444471",
            "\u{202a}+62 812‑3344‑4471\u{202c}",
            "０８１２３３４４４４７１",
            "0812\u{a0}3344\u{2013}4471",
        ] {
            assert_eq!(Phone::parse(typed).map(|phone| phone.e164().to_owned()), Ok("+6281233444471".to_owned()), "{typed}");
        }
    }

    #[test]
    fn each_refusal_has_its_code() {
        for (typed, code) in [
            ("", "required"),
            (" - ", "required"),
            ("+", "shape"),
            ("++62812", "shape"),
            ("0812+3344", "shape"),
            ("0812 3344 447a", "shape"),
            ("81233444471", "shape"),
            ("112", "shape"),
            ("0812/33444471", "shape"),
            ("٠٨١٢٣٣٤٤٤٤٧١", "shape"),
            ("0", "too_short"),
            ("08", "too_short"),
            ("62", "too_short"),
            ("+6", "too_short"),
            ("00", "too_short"),
            ("080", "too_short"),
            ("081234567", "too_short"),
            ("+62 812 3456", "too_short"),
            ("08123456789012", "too_long"),
            ("+628123456789012", "too_long"),
            ("+65 8123 4567", "foreign"),
            ("+1 202 555 0143", "foreign"),
            ("006581234567", "foreign"),
            ("+081233444471", "shape"),
            ("000812334444", "shape"),
            ("0809 1234 567", "premium"),
            ("+62 809 1234567", "premium"),
            ("0804 1234 567", "shared_cost"),
            ("0800 1234 567", "toll_free"),
            ("001803 1234", "toll_free"),
            ("0078031234567", "toll_free"),
            ("0807 1234 567", "business"),
            ("1500537", "business"),
            ("1500 537", "business"),
            ("+62 1500 537", "business"),
            ("021 5551234", "landline"),
            ("+62 274 555123", "landline"),
            ("0911 555123", "landline"),
            ("0771555123", "landline"),
            ("0841 2345 678", "not_mobile"),
            ("0801 2345 678", "not_mobile"),
            ("0112345678", "not_mobile"),
        ] {
            assert_eq!(Phone::parse(typed).unwrap_err().code(), code, "{typed}");
        }
    }

    #[test]
    fn both_ends_of_the_length_are_accepted() {
        assert_eq!(Phone::parse("0812345678").unwrap().local(), "0812 345 678");
        assert_eq!(Phone::parse("08123456789").unwrap().local(), "0812 345 6789");
        assert_eq!(Phone::parse("081234567890").unwrap().local(), "0812 3456 7890");
        assert_eq!(Phone::parse("0812345678901").unwrap().local(), "0812 3456 78901");
    }

    #[test]
    fn a_mask_shows_the_last_three_digits() {
        let phone = Phone::parse("081233444471").unwrap();
        assert_eq!(phone.masked(), "+62\u{a0}•••\u{a0}•••\u{a0}471");
        assert!(!phone.masked().contains(' '), "it never breaks across lines");
        assert_eq!(format!("{phone:?}"), "Phone(hidden)");
    }

    proptest! {
        #[test]
        fn every_mobile_number_reads_back_in_each_form(national in "8[1235-9][0-9]{7,10}") {
            let phone = Phone::parse(&format!("0{national}")).unwrap();
            for form in [phone.e164().to_owned(), phone.local(), format!("62{national}"), format!("0062-{national}")] {
                prop_assert_eq!(&Phone::parse(&form).unwrap(), &phone);
            }
            let json = serde_json::to_string(&phone).unwrap();
            prop_assert_eq!(serde_json::from_str::<Phone>(&json).unwrap(), phone);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[+0-9 ().-]{0,24}") {
            if let Ok(phone) = Phone::parse(&text) {
                prop_assert!(phone.e164().starts_with("+628"));
                prop_assert!((12..=15).contains(&phone.e164().len()));
            }
        }
    }
}
