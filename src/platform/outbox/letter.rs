//! What slices hand over: a letter, its words and where it goes.

use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::word::words;
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// A mail in its parts; how they look is decided here, what they say in the slice's text.rs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Never a code and nothing personal: subjects show on locked screens and in relays' logs.
    pub subject: String,
    pub blocks: Vec<Block>,
}

/// One part of a mail, in order from top to bottom.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A paragraph.
    Text(String),
    /// A one-time code, big.
    Code(String),
    /// A button with its address in plain text below.
    Link { label: String, url: String },
    /// A quieter paragraph, such as a warning to keep the code.
    Note(String),
}

/// A mail of these parts.
#[must_use]
pub fn message(subject: &str, blocks: Vec<Block>) -> Message {
    Message { subject: subject.to_owned(), blocks }
}

pub fn text(sentence: impl Into<String>) -> Block {
    Block::Text(sentence.into())
}

pub fn note(sentence: impl Into<String>) -> Block {
    Block::Note(sentence.into())
}

#[must_use]
pub fn link(label: &str, url: &str) -> Block {
    Block::Link { label: label.to_owned(), url: url.to_owned() }
}

/// An SMS; the reference is added at its end.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sms {
    pub text: String,
}

/// The words of a letter.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    Mail(Message),
    Sms(String),
}

impl From<Message> for Body {
    fn from(message: Message) -> Self {
        Body::Mail(message)
    }
}

impl From<Sms> for Body {
    fn from(sms: Sms) -> Self {
        Body::Sms(sms.text)
    }
}

/// Where a letter goes.
#[derive(Clone, PartialEq, Eq)]
pub enum Destination {
    /// An address.
    Email(String),
    /// A number in E.164.
    Sms(String),
}

words! {
    /// How a letter goes out. The words are part of the auditors' views.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Channel {
        Email = "email",
        Sms = "sms",
    }
}

impl Body {
    /// The channel these words are made for.
    #[must_use]
    pub fn channel(&self) -> Channel {
        match self {
            Body::Mail(_) => Channel::Email,
            Body::Sms(_) => Channel::Sms,
        }
    }
}

impl Destination {
    /// The channel this destination is on.
    #[must_use]
    pub fn channel(&self) -> Channel {
        match self {
            Destination::Email(_) => Channel::Email,
            Destination::Sms(_) => Channel::Sms,
        }
    }

    pub(super) fn into_text(self) -> String {
        match self {
            Destination::Email(text) | Destination::Sms(text) => text,
        }
    }
}

/// A letter on its way into the outbox.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The same key twice is the same letter: it is sent once. Ids and words only, auditors see it.
    pub dedup_key: String,
    /// Why it is sent, a short snake-case word (`register`, `password_changed`).
    pub purpose: &'static str,
    /// Whose data key seals it; without one the system key does.
    pub person: Option<Uuid>,
    pub to: Destination,
    pub lang: Lang,
    /// From then on it is not sent any more: when the code in it has expired.
    pub expires_at: Option<Instant>,
    pub body: Body,
}

/// What is sealed in the row.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    pub to: String,
    pub lang: Lang,
    pub body: Body,
}

macro_rules! hidden { ($($type:ident),*) => { $(
    impl fmt::Debug for $type {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(concat!(stringify!($type), "(hidden)"))
        }
    }
)* } }
// Codes, links and addresses must not reach a log through a derived Debug.
hidden!(Message, Block, Sms, Body, Destination, Payload);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_neither_code_nor_address() {
        let letter = Letter {
            dedup_key: "otp:1".to_owned(),
            purpose: "register",
            person: None,
            to: Destination::Email("sari@contoh.example".to_owned()),
            lang: Lang::Id,
            expires_at: None,
            body: Message { subject: "Kode".to_owned(), blocks: vec![Block::Code("482913".to_owned())] }.into(),
        };
        let shown = format!("{letter:?} {:?}", Sms { text: "482913".to_owned() });
        assert!(!shown.contains("482913") && !shown.contains("sari"), "{shown}");
    }
}
