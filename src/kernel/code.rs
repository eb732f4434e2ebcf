//! One-time codes as people type them, and the ways by which a second step is taken.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::text::{is_dash, is_invisible, plain_digit};
use super::word::words;

words! {
    /// By which way the second step is taken: where a code went, or the app that makes one.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Channel {
        Email = "email",
        Sms = "sms",
        /// Nothing is sent: the authenticator app shows a value.
        App = "app",
    }
}

/// The six digits of a one-time code. A secret: it cannot be serialised, compared or seen in `Debug`; the server compares
/// keyed hashes of it.
#[derive(Clone)]
pub struct OneTimeCode(String);

/// Why a text cannot be a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OneTimeCodeError {
    Required,
    /// This many digits instead of six.
    Digits(u32),
    /// Something else than digits.
    Shape,
}

impl OneTimeCodeError {
    /// The field code: `required`, `digits_5` (the number there is) or `shape`.
    #[must_use]
    pub fn code(self) -> Cow<'static, str> {
        match self {
            OneTimeCodeError::Required => Cow::Borrowed("required"),
            OneTimeCodeError::Digits(count) => Cow::Owned(format!("digits_{count}")),
            OneTimeCodeError::Shape => Cow::Borrowed("shape"),
        }
    }
}

shows_its_code!(OneTimeCodeError);
hides_in_debug!(OneTimeCode);

const LENGTH: usize = 6;

impl OneTimeCode {
    /// The number of codes there are: draw below it for [`OneTimeCode::from_number`].
    pub const COUNT: u32 = 1_000_000;

    /// The code of a drawn number, with leading zeros; `None` from [`OneTimeCode::COUNT`] on.
    #[must_use]
    pub fn from_number(number: u32) -> Option<OneTimeCode> {
        (number < OneTimeCode::COUNT).then(|| OneTimeCode(format!("{number:06}")))
    }

    /// Reads a code as typed or pasted: spaces of every kind, dashes and invisible characters are dropped, full-width
    /// digits count.
    ///
    /// # Errors
    /// [`OneTimeCodeError`].
    pub fn parse(text: &str) -> Result<OneTimeCode, OneTimeCodeError> {
        let is_filler = |char: char| char.is_whitespace() || is_invisible(char) || is_dash(char);
        let typed = text.chars().filter(|char| !is_filler(*char));
        let digits: String = typed.map(plain_digit).collect::<Option<_>>().ok_or(OneTimeCodeError::Shape)?;
        match digits.len() {
            0 => Err(OneTimeCodeError::Required),
            LENGTH => Ok(OneTimeCode(digits)),
            count => Err(OneTimeCodeError::Digits(u32::try_from(count).unwrap_or(u32::MAX))),
        }
    }

    /// The six digits, for hashing.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// "482 913", for reading from a message.
    #[must_use]
    pub fn grouped(&self) -> String {
        let (head, tail) = self.0.split_at_checked(LENGTH / 2).unwrap_or((&self.0, ""));
        [head, " ", tail].concat()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pasted_codes_are_read() {
        for typed in
            ["482913", " 482 913\n", "482-913", "482\u{a0}913", "\u{200b}482\u{2011}913\u{feff}", "４８２９１３", "4 8 2 9 1 3"]
        {
            assert_eq!(OneTimeCode::parse(typed).unwrap().as_str(), "482913", "{typed:?}");
        }
    }

    #[test]
    fn each_refusal_has_its_code() {
        for (typed, code) in [
            ("", "required"),
            (" - ", "required"),
            ("48291", "digits_5"),
            ("4829131", "digits_7"),
            ("48291O", "shape"),
            ("٤٨٢٩١٣", "shape"),
            ("482.913", "shape"),
            ("+482913", "shape"),
        ] {
            assert_eq!(OneTimeCode::parse(typed).unwrap_err().code(), code, "{typed}");
        }
    }

    #[test]
    fn a_drawn_number_keeps_its_leading_zeros() {
        assert_eq!(OneTimeCode::from_number(42).unwrap().as_str(), "000042");
        assert_eq!(OneTimeCode::from_number(999_999).unwrap().grouped(), "999 999");
        assert!(OneTimeCode::from_number(OneTimeCode::COUNT).is_none());
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", OneTimeCode::parse("482913").unwrap()), "OneTimeCode(hidden)");
    }

    proptest! {
        #[test]
        fn every_code_reads_back_from_its_message(number in 0..OneTimeCode::COUNT) {
            let code = OneTimeCode::from_number(number).unwrap();
            let read = OneTimeCode::parse(&code.grouped()).unwrap();
            prop_assert_eq!(read.as_str(), code.as_str());
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}|[0-9 -]{0,12}") {
            if let Ok(code) = OneTimeCode::parse(&text) {
                prop_assert!(code.as_str().len() == 6 && code.as_str().bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
    }
}
