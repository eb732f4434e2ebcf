//! E-mail addresses as the portal keeps them.

use serde::{Deserialize, Serialize};

use super::text::{BULLET, is_invisible};

/// An address a mail can be sent to, lower-cased as a whole: one address is one account, so `Siti@` and `siti@` must not
/// be two. Dots and plus tags stay, they can make a different mailbox (`docs/rules.md`, e-mail).
///
/// Only ASCII is accepted, on both sides of the `@`. That makes NFC (Unicode's composed form) the identity on every
/// address that gets this far; the server applies it before, so that a composed and a decomposed address fail alike.
/// On the wire the address itself.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailError {
    Required,
    /// More than 254 bytes (RFC 5321 with its erratum 1690), or more than 64 before the `@`.
    TooLong,
    /// White space inside the address.
    Space,
    /// Not of the form name@domain.tld.
    Shape,
}

impl EmailError {
    /// The field code: `required`, `too_long`, `space` or `shape`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            EmailError::Required => "required",
            EmailError::TooLong => "too_long",
            EmailError::Space => "space",
            EmailError::Shape => "shape",
        }
    }
}

shows_its_code!(EmailError);
travels_as_text!(Email, EmailError, as_str);
hides_in_debug!(Email);

const MAX_BYTES: usize = 254;
const MAX_LOCAL_BYTES: usize = 64;
const MAX_LABEL_BYTES: usize = 63;

impl Email {
    /// Reads an address as typed or pasted: white space and invisible characters around it are dropped.
    ///
    /// # Errors
    /// [`EmailError`], the first reason that applies in the order length, white space, form.
    pub fn parse(text: &str) -> Result<Email, EmailError> {
        let text = text.trim_matches(|char: char| char.is_whitespace() || is_invisible(char));
        if text.is_empty() {
            return Err(EmailError::Required);
        }
        if text.len() > MAX_BYTES {
            return Err(EmailError::TooLong);
        }
        if text.contains(char::is_whitespace) {
            return Err(EmailError::Space);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(EmailError::Shape)?;
        if local.len() > MAX_LOCAL_BYTES {
            return Err(EmailError::TooLong);
        }
        if is_local(local) && is_domain(domain) { Ok(Email(text.to_ascii_lowercase())) } else { Err(EmailError::Shape) }
    }

    /// The whole address, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// What may be shown of it: first and last letter before the `@`, always five bullets, the domain:
    /// `s•••••w@contoh.id`, for one letter `s•••••@contoh.id`.
    #[must_use]
    pub fn masked(&self) -> String {
        let local = self.0.rsplit_once('@').map_or("", |(local, _)| local);
        let mut letters = local.chars();
        let (first, last) = (letters.next(), letters.next_back());
        let bullets = [BULLET; 5].into_iter();
        first.into_iter().chain(bullets).chain(last).chain(['@']).chain(self.domain().chars()).collect()
    }
}

/// A dot-atom of RFC 5322: atoms of its characters, separated by single dots. Quoted names are not accepted.
fn is_local(local: &str) -> bool {
    let is_atom_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_byte))
}

/// At least two labels; the last one is not a number, which keeps bare IP addresses out.
fn is_domain(domain: &str) -> bool {
    let labels_fit = domain.split('.').all(is_label);
    let last = domain.rsplit_once('.').map(|(_, last)| last);
    labels_fit && last.is_some_and(|last| !last.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A label of a host name (RFC 1123): letters, digits and inner hyphens.
fn is_label(label: &str) -> bool {
    let is_label_byte = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=MAX_LABEL_BYTES).contains(&label.len())
        && label.bytes().all(is_label_byte)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_trimmed_and_lower_cased() {
        for (typed, kept) in [
            (" Siti.Rahmawati@Contoh.ID\n", "siti.rahmawati@contoh.id"),
            ("\u{feff}siti@contoh.example\u{200b}", "siti@contoh.example"),
            ("siti+kerja@mail.contoh.co.id", "siti+kerja@mail.contoh.co.id"),
            ("o'neil_%=@x--1.contoh.id", "o'neil_%=@x--1.contoh.id"),
            ("a@b.xn--p1ai", "a@b.xn--p1ai"),
        ] {
            assert_eq!(Email::parse(typed).unwrap().as_str(), kept);
        }
    }

    #[test]
    fn each_refusal_has_its_code() {
        let code = |text: &str| Email::parse(text).unwrap_err().code();
        assert_eq!(code(" \u{200b} "), "required");
        assert_eq!(code("siti rahma@contoh.id"), "space");
        assert_eq!(code("siti\u{a0}@contoh.id"), "space");
        assert_eq!(code(&format!("{}@contoh.id", "a".repeat(65))), "too_long");
        assert_eq!(
            code(&format!("a@{}.id", ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(63)].join("."))),
            "too_long"
        );
        for shape in [
            "siti",
            "@contoh.id",
            "siti@",
            "siti@contoh",
            "siti@@contoh.id",
            "a@b@contoh.id",
            ".siti@contoh.id",
            "siti.@contoh.id",
            "si..ti@contoh.id",
            "siti@.contoh.id",
            "siti@contoh..id",
            "siti@contoh.id.",
            "siti@-contoh.id",
            "siti@contoh-.id",
            "siti@con_toh.id",
            "siti@127.0.0.1",
            "siti@[127.0.0.1]",
            "\"siti\"@contoh.id",
            "siti<a>@contoh.id",
            "sití@contoh.id",
            "siti@cöntoh.id",
            "si\u{200b}ti@contoh.id",
            "si\u{0}ti@contoh.id",
            "\u{212a}@contoh.id",
            "siti＠contoh.id",
            "siti,a@contoh.id",
        ] {
            assert_eq!(code(shape), "shape", "{shape:?}");
        }
        assert_eq!(code(&format!("a@{}.id", "b".repeat(64))), "shape");
    }

    #[test]
    fn the_longest_address_fits() {
        let domain = [&"b".repeat(63), &"c".repeat(63), &"d".repeat(58), "id"].map(String::from).join(".");
        let longest = format!("{}@{domain}", "a".repeat(64));
        assert_eq!(longest.len(), 254);
        assert!(Email::parse(&longest).is_ok());
        assert_eq!(Email::parse(&format!("{longest}d")), Err(EmailError::TooLong));
    }

    #[test]
    fn a_mask_hides_the_length() {
        let masked = |text: &str| Email::parse(text).unwrap().masked();
        assert_eq!(masked("siti.rahmaw@contoh.id"), "s•••••w@contoh.id");
        assert_eq!(masked("sw@contoh.id"), "s•••••w@contoh.id");
        assert_eq!(masked("s@contoh.id"), "s•••••@contoh.id");
    }

    #[test]
    fn debug_and_the_error_show_nothing_of_it() {
        assert_eq!(format!("{:?}", Email::parse("siti@contoh.id").unwrap()), "Email(hidden)");
        assert_eq!(serde_json::from_str::<Email>(r#""siti@""#).unwrap_err().to_string(), "shape");
    }

    proptest! {
        #[test]
        fn a_kept_address_reads_back(text in "[A-Za-z0-9+_.-]{1,20}@[A-Za-z0-9.-]{1,20}\\.[a-z]{1,5}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()).unwrap(), email.clone());
                prop_assert!(!email.as_str().contains(char::is_uppercase));
                prop_assert!(email.masked().ends_with(email.domain()));
            }
        }

        #[test]
        fn no_text_panics_and_only_printable_ascii_passes(text in "\\PC{0,40}|.{0,20}@.{0,10}\\..{0,5}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert!(email.as_str().bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert_eq!(email.as_str().matches('@').count(), 1);
            }
        }
    }
}
