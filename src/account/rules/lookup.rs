//! How staff look a participant up.
//!
//! Names are sealed and have no fingerprint, so nobody is found by name: only by a value that is exactly theirs.

use crate::kernel::email::Email;
use crate::kernel::nik::Nik;
use crate::kernel::phone::Phone;
use crate::kernel::text::{is_dash, is_invisible, plain_digit};
use std::fmt;

/// What was typed into the one search field.
#[derive(Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The account's id, as it stands in the audit trail: 32 hex digits, with or without hyphens.
    Id(u128),
    Email(Email),
    Nik(Nik),
    Phone(Phone),
}

impl Wanted {
    /// Recognises which it is: an address has an `@`, a NIK 16 digits, an Indonesian mobile number begins with 08, 62 or 8.
    ///
    /// # Errors
    /// The field code: `required`; `email`, `nik` or `phone` for something that was meant as one but cannot be one; else `unknown`.
    pub fn parse(text: &str) -> Result<Wanted, &'static str> {
        let text = text.trim_matches(|char: char| char.is_whitespace() || is_invisible(char));
        if text.is_empty() {
            return Err("required");
        }
        if text.contains('@') {
            return Email::parse(text).map(Wanted::Email).map_err(|_| "email");
        }
        if let Some(id) = id(text) {
            return Ok(Wanted::Id(id));
        }
        let Some(digits) = digits(text) else { return Err("unknown") };
        if digits.len() == 16 {
            return Nik::parse(text).map(Wanted::Nik).map_err(|_| "nik");
        }
        match Phone::parse(text) {
            Ok(phone) => Ok(Wanted::Phone(phone)),
            Err(_) if ["08", "62", "8", "0062"].iter().any(|start| digits.starts_with(start)) => Err("phone"),
            Err(_) => Err("unknown"),
        }
    }

    /// Which of the four it is, for the audit trail; never the value.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Wanted::Id(_) => "id",
            Wanted::Email(_) => "email",
            Wanted::Nik(_) => "nik",
            Wanted::Phone(_) => "phone",
        }
    }
}

/// Says which of the four it is and nothing of the value.
impl fmt::Debug for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Wanted({})", self.kind())
    }
}

/// 32 hex digits; hyphens may stand between them.
fn id(text: &str) -> Option<u128> {
    let digits: String = text.chars().filter(|char| *char != '-').collect();
    let fits = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    fits.then(|| u128::from_str_radix(&digits, 16).ok()).flatten()
}

/// The digits of a number with the marks people put between them; `None` for anything else.
fn digits(text: &str) -> Option<String> {
    let is_filler =
        |char: char| char.is_whitespace() || is_invisible(char) || is_dash(char) || matches!(char, '.' | '+' | '(' | ')');
    let digits: String = text.chars().filter(|char| !is_filler(*char)).map(plain_digit).collect::<Option<_>>()?;
    (!digits.is_empty()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kind(text: &str) -> Result<&'static str, &'static str> {
        Wanted::parse(text).map(|wanted| wanted.kind())
    }

    #[test]
    fn the_one_field_recognises_the_four_things_that_find_somebody() {
        assert_eq!(kind(" Sari@Contoh.example \n"), Ok("email"));
        assert_eq!(kind("3273 0152 0498 9101"), Ok("nik"));
        assert_eq!(kind("3273015204989101"), Ok("nik"));
        for phone in ["081233449101", "+62 812-3344-9101", "6281233449101", "0062 812 3344 9101"] {
            assert_eq!(kind(phone), Ok("phone"), "{phone}");
        }
        for id in ["01937000000070008000000000000abc", " 01937000-0000-7000-8000-000000000ABC"] {
            assert_eq!(Wanted::parse(id), Ok(Wanted::Id(0x0193_7000_0000_7000_8000_0000_0000_0abc)), "{id}");
        }
    }

    #[test]
    fn what_cannot_find_anybody_is_refused_with_what_it_was_meant_as() {
        assert_eq!(kind(" \u{200b}"), Err("required"));
        assert_eq!(kind("sari@"), Err("email"));
        assert_eq!(kind("3273019904989101"), Err("nik"));
        assert_eq!(kind("08121"), Err("phone"));
        for unknown in ["Sari Wulandari", "327301520498910", "-", "TJ-20418", "<b>", "0193-zz"] {
            assert_eq!(kind(unknown), Err("unknown"), "{unknown}");
        }
    }

    #[test]
    fn debug_shows_nothing_of_what_was_typed() {
        assert_eq!(format!("{:?}", Wanted::parse("sari@contoh.example")), "Ok(Wanted(email))");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_field(text in "\\PC{0,60}|[0-9 .+-]{0,24}|.{0,12}@.{0,12}") {
            if let Err(code) = Wanted::parse(&text) {
                prop_assert!(["required", "email", "nik", "phone", "unknown"].contains(&code));
            }
        }
    }
}
