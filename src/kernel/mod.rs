//! The vocabulary of the portal, shared by the server and the browser.
//!
//! Purpose: every value that crosses an edge (a form field, an address, a row, a page's data) is parsed once into one of
//! these types and is right from then on. The types also know how they are written for people: masked, grouped, in
//! Indonesian or English.
//!
//! Invariants: nothing of ours is imported here, there is no input or output, no clock and no randomness, so the same text
//! gives the same answer on both targets. Nothing panics on any input. Values that identify a person hide themselves in
//! `Debug`; secrets cannot be serialised.

/// The `Display` of a parse error is its field code, so that nothing of what was typed reaches a log.
macro_rules! shows_its_code {
    ($error:ident) => {
        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.code())
            }
        }

        impl std::error::Error for $error {}
    };
}

/// For serde: the value travels as the text that `$text` gives and is parsed again on arrival.
macro_rules! travels_as_text {
    ($type:ident, $error:ident, $text:ident) => {
        impl TryFrom<String> for $type {
            type Error = $error;

            fn try_from(text: String) -> Result<$type, $error> {
                $type::parse(&text)
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> String {
                value.$text().into()
            }
        }
    };
}

/// `Debug` gives the name of the type and nothing of the value.
macro_rules! hides_in_debug {
    ($type:ident) => {
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(hidden)"))
            }
        }
    };
}

pub mod code;
pub mod date;
pub mod email;
pub mod fault;
pub mod instant;
pub mod lang;
pub mod money;
pub mod nik;
pub mod person;
pub mod phone;
pub mod qr;
pub mod refill;
pub mod region;
pub mod route;
pub mod staff;
pub mod text;
pub mod token;
pub mod word;
