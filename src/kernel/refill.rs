//! What a form shows again after a plain post failed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fault::Fault;

/// The fault of the last post of a form and the values typed then, by field name. Passwords and codes are never in it: the
/// server leaves them out before it keeps the rest. Empty when the page is opened afresh.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refill {
    #[serde(default)]
    pub fault: Option<Fault>,
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// Names the function that was called without fresh proof, among the values that waited for the page while the proof was given.
pub const ONCE_MORE: &str = "sekali_lagi";

impl Refill {
    /// The value typed into a field, or the empty text.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// The code with which a field was refused.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&str> {
        self.fault.as_ref().and_then(|fault| fault.is_field(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_page_has_nothing_to_show_again() {
        let refill = Refill::default();
        assert_eq!((refill.value("email"), refill.error("email")), ("", None));
        assert_eq!(serde_json::from_str::<Refill>("{}").unwrap(), refill);
    }

    #[test]
    fn values_and_errors_are_found_by_field() {
        let refill = Refill {
            fault: Some(Fault::invalid("nik", "digits_15")),
            values: BTreeMap::from([("nik".to_owned(), "327301".to_owned())]),
        };
        assert_eq!((refill.value("nik"), refill.error("nik")), ("327301", Some("digits_15")));
        assert_eq!((refill.value("email"), refill.error("email")), ("", None));
        let json = serde_json::to_string(&refill).unwrap();
        assert_eq!(serde_json::from_str::<Refill>(&json).unwrap(), refill);
    }
}
