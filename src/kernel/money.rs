//! Money: whole rupiah, no fractions, no floating point.

use serde::{Deserialize, Serialize};

use super::lang::Lang;
use super::text::{fold_space, is_dash, number, plain_digit};

/// An amount or a balance in whole rupiah; can be negative. On the wire and in the database the bare number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rupiah(pub i64);

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RupiahError {
    Required,
    /// Not a number, its thousands are separated in a way that could mean something else, or it has sen.
    Shape,
    Negative,
    /// More than the portal can count.
    TooLarge,
}

impl RupiahError {
    /// The field code: `required`, `shape`, `negative` or `too_large`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            RupiahError::Required => "required",
            RupiahError::Shape => "shape",
            RupiahError::Negative => "negative",
            RupiahError::TooLarge => "too_large",
        }
    }
}

shows_its_code!(RupiahError);

impl Rupiah {
    pub const ZERO: Rupiah = Rupiah(0);

    /// Reads an amount as typed: `1000000`, `1.000.000`, `1,000,000`, `1 000 000`, with `Rp` or `IDR` before it and `,00`,
    /// `.00` or `,-` after it. Never guesses: `1.50` or `10.00` is refused rather than read as one or the other.
    ///
    /// # Errors
    /// [`RupiahError`].
    pub fn parse(text: &str) -> Result<Rupiah, RupiahError> {
        let folded = fold_space(text);
        let text = without_currency(&folded);
        if text.is_empty() {
            return Err(RupiahError::Required);
        }
        if folded.starts_with(is_dash) || text.starts_with(is_dash) {
            return Err(RupiahError::Negative);
        }
        let digits = joined_thousands(without_decimals(text)?).ok_or(RupiahError::Shape)?;
        digits.parse().map(Rupiah).map_err(|_| RupiahError::TooLarge)
    }

    /// The sum, unless it is more than can be counted.
    #[must_use]
    pub fn checked_add(self, other: Rupiah) -> Option<Rupiah> {
        self.0.checked_add(other.0).map(Rupiah)
    }

    /// The difference, unless it is more than can be counted.
    #[must_use]
    pub fn checked_sub(self, other: Rupiah) -> Option<Rupiah> {
        self.0.checked_sub(other.0).map(Rupiah)
    }

    /// So many times the amount, unless it is more than can be counted.
    #[must_use]
    pub fn checked_mul(self, times: i64) -> Option<Rupiah> {
        self.0.checked_mul(times).map(Rupiah)
    }

    /// "Rp1.000.000" as written in Indonesian; negative "−Rp1.000.000" with U+2212.
    #[must_use]
    pub fn to_text(self) -> String {
        self.to_text_in(Lang::Id)
    }

    /// "Rp1.000.000" in Indonesian, "Rp1,000,000" in English.
    #[must_use]
    pub fn to_text_in(self, lang: Lang) -> String {
        let number = number(self.0, lang);
        match number.strip_prefix('\u{2212}') {
            Some(amount) => ["\u{2212}Rp", amount].concat(),
            None => ["Rp", &number].concat(),
        }
    }
}

/// Takes `Rp`, `Rp.` or `IDR` off the front, in any case.
fn without_currency(text: &str) -> &str {
    let after = |word: &str| {
        let (head, rest) = text.split_at_checked(word.len())?;
        head.eq_ignore_ascii_case(word).then_some(rest)
    };
    after("rp.").or_else(|| after("rp")).or_else(|| after("idr")).unwrap_or(text).trim_start()
}

/// Takes `,00`, `,-` or, behind thousands with commas, `.00` off the end.
fn without_decimals(text: &str) -> Result<&str, RupiahError> {
    for ending in [",00", ",-"] {
        if let Some(whole) = text.strip_suffix(ending) {
            return if whole.contains(',') { Err(RupiahError::Shape) } else { Ok(whole) };
        }
    }
    let in_english = text.strip_suffix(".00").filter(|whole| whole.contains(','));
    Ok(in_english.unwrap_or(text))
}

/// The digits without their separators. All separators must be the same and stand at the thousands.
fn joined_thousands(text: &str) -> Option<String> {
    let separator = text.chars().find(|char| matches!(char, '.' | ',' | ' '));
    let Some(separator) = separator else {
        return plain_digits(text);
    };
    let mut joined = String::with_capacity(text.len());
    for (index, group) in text.split(separator).enumerate() {
        let digits = plain_digits(group)?;
        let fits = if index == 0 { digits.len() <= 3 } else { digits.len() == 3 };
        if !fits {
            return None;
        }
        joined.push_str(&digits);
    }
    Some(joined)
}

fn plain_digits(text: &str) -> Option<String> {
    let digits: Option<String> = text.chars().map(plain_digit).collect();
    digits.filter(|digits| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_written_as_each_language_does() {
        assert_eq!(Rupiah(1_000_000).to_text(), "Rp1.000.000");
        assert_eq!(Rupiah(1_000_000).to_text_in(Lang::En), "Rp1,000,000");
        assert_eq!(Rupiah(-50_000).to_text(), "\u{2212}Rp50.000");
        assert_eq!(Rupiah::ZERO.to_text(), "Rp0");
        assert_eq!(Rupiah(i64::MIN).to_text_in(Lang::En), "\u{2212}Rp9,223,372,036,854,775,808");
    }

    #[test]
    fn usual_ways_of_typing_are_read() {
        for typed in [
            "1000000",
            "1.000.000",
            "1,000,000",
            "1 000 000",
            "Rp1.000.000",
            "Rp 1000000",
            "rp. 1.000.000",
            "IDR 1,000,000",
            "1.000.000,00",
            "1000000,00",
            "1,000,000.00",
            "Rp1.000.000,-",
            " 1.000.000 ",
            "１０００000",
            "001.000.000",
        ] {
            assert_eq!(Rupiah::parse(typed), Ok(Rupiah(1_000_000)), "{typed}");
        }
        assert_eq!(Rupiah::parse("0"), Ok(Rupiah::ZERO));
    }

    #[test]
    fn each_refusal_has_its_code() {
        for (typed, code) in [
            ("", "required"),
            ("Rp", "required"),
            ("-5000", "negative"),
            ("\u{2212}Rp5.000", "negative"),
            ("Rp -5000", "negative"),
            ("9223372036854775808", "too_large"),
            ("99.999.999.999.999.999.999", "too_large"),
            ("1.50", "shape"),
            ("10.00", "shape"),
            ("1000.00", "shape"),
            ("1.000,50", "shape"),
            ("1.000.00", "shape"),
            ("1,000,00", "shape"),
            ("1.000,000", "shape"),
            ("1000.000", "shape"),
            ("1..000", "shape"),
            (".000", "shape"),
            ("1.000.", "shape"),
            ("satu juta", "shape"),
            ("1e6", "shape"),
            ("+5", "shape"),
            ("1jt", "shape"),
            ("٣", "shape"),
            (",00", "shape"),
            ("Rp Rp5", "shape"),
        ] {
            assert_eq!(Rupiah::parse(typed).unwrap_err().code(), code, "{typed}");
        }
    }

    #[test]
    fn the_wire_form_is_the_number() {
        assert_eq!(serde_json::to_string(&Rupiah(-5)).unwrap(), "-5");
        assert_eq!(serde_json::from_str::<Rupiah>("1000000").unwrap(), Rupiah(1_000_000));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(amount in 0..=i64::MAX) {
            for lang in Lang::ALL {
                prop_assert_eq!(Rupiah::parse(&Rupiah(amount).to_text_in(lang)), Ok(Rupiah(amount)));
            }
            prop_assert_eq!(Rupiah::parse(&amount.to_string()), Ok(Rupiah(amount)));
        }

        #[test]
        fn arithmetic_is_right_or_refused(a in any::<i64>(), b in any::<i64>()) {
            let exact = |value: i128| i64::try_from(value).ok().map(Rupiah);
            prop_assert_eq!(Rupiah(a).checked_add(Rupiah(b)), exact(i128::from(a) + i128::from(b)));
            prop_assert_eq!(Rupiah(a).checked_sub(Rupiah(b)), exact(i128::from(a) - i128::from(b)));
            prop_assert_eq!(Rupiah(a).checked_mul(b), exact(i128::from(a) * i128::from(b)));
            let _ = Rupiah(a).to_text();
        }

        #[test]
        fn no_text_panics_and_none_gives_a_negative_amount(text in "\\PC{0,20}|[Rp0-9., -]{0,20}") {
            if let Ok(amount) = Rupiah::parse(&text) {
                prop_assert!(amount >= Rupiah::ZERO);
            }
        }
    }
}
