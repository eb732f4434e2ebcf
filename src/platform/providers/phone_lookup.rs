//! The phone look-up: what kind of line is this number?
//!
//! The form of an Indonesian number does not show whether it is one that only exists on the internet, so a gateway that knows the
//! carriers is asked. Invariants: [`PhoneLookup::class`] answers within [`BUDGET`](super::BUDGET), whatever the gateway does; what the
//! gateway does not know is never taken for a mobile number. How often somebody may ask is the caller's to limit.

use super::BUDGET;
use super::party::Party;
use crate::kernel::phone::Phone;
use serde::{Deserialize, Serialize};

/// What kind of line a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    Mobile,
    Landline,
    /// On the internet only.
    Voip,
    /// Costs the caller extra.
    Premium,
    TollFree,
    /// The gateway cannot tell, or uses a word that we do not know.
    #[serde(other)]
    Unknown,
}

impl Class {
    /// The word for logs, the audit trail and the wire.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Class::Mobile => "mobile",
            Class::Landline => "landline",
            Class::Voip => "voip",
            Class::Premium => "premium",
            Class::TollFree => "toll_free",
            Class::Unknown => "unknown",
        }
    }
}

/// The gateway could not be asked, took too long or made no sense: ask again later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the phone look-up does not answer")]
pub struct Down;

/// What is sent.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Question {
    /// In international form, `+6281233444471`.
    pub phone: Phone,
}

/// What comes back.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Verdict {
    pub class: Class,
}

/// A connection to the gateway; cheap to clone.
#[derive(Clone, Debug)]
pub struct PhoneLookup(Option<Party>);

impl PhoneLookup {
    /// For commands that ask nobody: always down.
    #[must_use]
    pub fn unconnected() -> Self {
        Self(None)
    }

    pub(super) fn over(party: Party) -> Self {
        Self(Some(party))
    }

    /// Asks what kind of line the number is.
    ///
    /// # Errors
    /// [`Down`].
    pub async fn class(&self, phone: &Phone) -> Result<Class, Down> {
        let Some(party) = &self.0 else { return Err(Down) };
        let answer = party.ask::<Verdict>(&Question { phone: phone.clone() }, BUDGET).await.map(|verdict| verdict.class);
        party.ended(answer.map(Class::code));
        answer.map_err(|_| Down)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_one_field_of_json() {
        let question = Question { phone: Phone::parse("0812-3344-4471").unwrap() };
        assert_eq!(serde_json::to_string(&question).unwrap(), r#"{"phone":"+6281233444471"}"#);
    }

    #[test]
    fn a_class_travels_as_its_word() {
        for class in [Class::Mobile, Class::Landline, Class::Voip, Class::Premium, Class::TollFree, Class::Unknown] {
            let text = format!(r#"{{"class":"{}"}}"#, class.code());
            assert_eq!(serde_json::to_string(&Verdict { class }).unwrap(), text);
            assert_eq!(serde_json::from_str::<Verdict>(&text).unwrap().class, class);
        }
    }

    #[test]
    fn a_word_that_nobody_knows_is_unknown_and_no_word_is_no_answer() {
        assert_eq!(serde_json::from_str::<Verdict>(r#"{"class":"satellite"}"#).unwrap().class, Class::Unknown);
        for text in ["", "{}", r#""mobile""#, r#"{"class":null}"#, r#"{"class":7}"#, r#"{"class":["mobile"]}"#] {
            assert!(serde_json::from_str::<Verdict>(text).is_err(), "{text}");
        }
    }
}
