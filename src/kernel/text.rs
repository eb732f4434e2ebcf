//! Small helpers for reading what people type and writing what they read.

use super::lang::Lang;

/// What stands for a hidden character in masked values.
pub(crate) const BULLET: char = '•';

/// Characters that cannot be seen and come along when text is copied: soft hyphen, zero-width spaces and joiners, marks of
/// writing direction, byte order mark.
#[must_use]
pub fn is_invisible(char: char) -> bool {
    matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Hyphens, dashes and the minus sign, in all the shapes keyboards and documents give them.
#[must_use]
pub fn is_dash(char: char) -> bool {
    matches!(char, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// The ASCII digit of an ASCII or full-width digit. Other numerals are no digits here.
#[must_use]
pub fn plain_digit(char: char) -> Option<char> {
    match char {
        '0'..='9' => Some(char),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(char) - 0xff10, 10),
        _ => None,
    }
}

/// Trims, drops invisible characters and turns every run of white space (line breaks included) into one space.
#[must_use]
pub fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for char in text.chars().filter(|char| !is_invisible(*char)) {
        match char.is_whitespace() {
            true if folded.is_empty() || folded.ends_with(' ') => {}
            true => folded.push(' '),
            false => folded.push(char),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// A whole number with separated thousands: "1.234.567" in Indonesian, "1,234,567" in English. The minus sign is U+2212.
#[must_use]
pub fn number(value: i64, lang: Lang) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len().saturating_mul(2));
    if value < 0 {
        text.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len().saturating_sub(index).is_multiple_of(3) {
            text.push_str(lang.pick(".", ","));
        }
        text.push(digit);
    }
    text
}

/// A waiting time in words: seconds under a minute, then minutes, then hours and minutes; rounded up, never "0".
#[must_use]
pub fn wait(lang: Lang, seconds: u32) -> String {
    let count = |n: u32, id: &str, en: &str| match (lang, n) {
        (Lang::Id, n) => format!("{n} {id}"),
        (Lang::En, 1) => format!("1 {en}"),
        (Lang::En, n) => format!("{n} {en}s"),
    };
    if seconds < 60 {
        return count(seconds.max(1), "detik", "second");
    }
    let minutes = seconds.div_ceil(60);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => count(minutes, "menit", "minute"),
        (hours, 0) => count(hours, "jam", "hour"),
        (hours, minutes) => format!("{} {}", count(hours, "jam", "hour"), count(minutes, "menit", "minute")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn space_is_folded_and_invisible_characters_go() {
        assert_eq!(fold_space("  Siti\u{a0}\t Nur\r\n\r\nAini \u{feff}"), "Siti Nur Aini");
        assert_eq!(fold_space("a \u{200b} b"), "a b");
        assert_eq!(fold_space("\u{200b} \u{200b}"), "");
    }

    #[test]
    fn full_width_digits_are_digits_and_other_numerals_are_not() {
        assert_eq!(plain_digit('７'), Some('7'));
        assert_eq!(plain_digit('7'), Some('7'));
        for other in ['٣', 'O', '²', '½'] {
            assert_eq!(plain_digit(other), None, "{other}");
        }
    }

    #[test]
    fn thousands_are_separated() {
        assert_eq!(number(0, Lang::Id), "0");
        assert_eq!(number(999, Lang::Id), "999");
        assert_eq!(number(1000, Lang::Id), "1.000");
        assert_eq!(number(-1_234_567, Lang::En), "\u{2212}1,234,567");
        assert_eq!(number(i64::MIN, Lang::Id), "\u{2212}9.223.372.036.854.775.808");
    }

    #[test]
    fn waits_are_rounded_up_and_never_nothing() {
        let cases = [
            (0, "1 detik", "1 second"),
            (59, "59 detik", "59 seconds"),
            (60, "1 menit", "1 minute"),
            (61, "2 menit", "2 minutes"),
            (3_600, "1 jam", "1 hour"),
            (3_601, "1 jam 1 menit", "1 hour 1 minute"),
            (86_400, "24 jam", "24 hours"),
        ];
        for (seconds, id, en) in cases {
            assert_eq!((wait(Lang::Id, seconds).as_str(), wait(Lang::En, seconds).as_str()), (id, en));
        }
        assert!(!wait(Lang::En, u32::MAX).is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,40}|[ \t\r\na\u{200b}]{0,20}") {
            let once = fold_space(&text);
            prop_assert_eq!(fold_space(&once), once.clone());
            prop_assert!(!once.contains("  ") && once.trim() == once);
        }

        #[test]
        fn a_number_keeps_its_digits(value in any::<i64>()) {
            let digits: String = number(value, Lang::En).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(digits, value.unsigned_abs().to_string());
        }
    }
}
