//! What can go wrong with a request, in codes. Sentences are looked up where they are shown, never sent.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::route::Route;

/// The kind of a fault. In JSON the snake-case name; the HTTP status follows from it (`docs/rules.md`, the contract).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Fields were refused; `fields` says which and why.
    Invalid,
    /// The body could not be decoded at all.
    Malformed,
    /// There is no session.
    Unauthenticated,
    /// The role does not allow it.
    Forbidden,
    /// Another site caused the request.
    CrossSite,
    /// The person has to prove again that it is them.
    ReauthRequired,
    /// It does not exist, or belongs to somebody else.
    NotFound,
    /// Somebody else was faster: what this rests on has changed meanwhile.
    Conflict,
    TooLarge,
    /// An idempotency key was used before with other content. No function takes such a key yet.
    KeyReused,
    /// Too many requests; `retry_after` says how long to wait.
    Limited,
    /// Locked after too many failures; `retry_after` says for how long, and is not there when only a reset opens it.
    Locked,
    /// The flow continues on another page, named by `goto`.
    Elsewhere,
    /// Overloaded, an outside party is down, or something went wrong inside, of which only the log tells more.
    Unavailable,
    /// The answer never arrived or could not be read. Made where it is read, never sent.
    Transport,
}

impl Code {
    /// The HTTP status of an answer with this code.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Code::Unauthenticated => 401,
            Code::Forbidden | Code::CrossSite | Code::ReauthRequired => 403,
            Code::NotFound => 404,
            Code::Conflict | Code::Elsewhere => 409,
            Code::TooLarge => 413,
            Code::Invalid | Code::Malformed | Code::KeyReused => 422,
            Code::Limited | Code::Locked => 429,
            Code::Unavailable | Code::Transport => 503,
        }
    }

    /// The name on the wire, also used as a label in logs and metrics.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Code::Invalid => "invalid",
            Code::Malformed => "malformed",
            Code::Unauthenticated => "unauthenticated",
            Code::Forbidden => "forbidden",
            Code::CrossSite => "cross_site",
            Code::ReauthRequired => "reauth_required",
            Code::NotFound => "not_found",
            Code::Conflict => "conflict",
            Code::TooLarge => "too_large",
            Code::KeyReused => "key_reused",
            Code::Limited => "limited",
            Code::Locked => "locked",
            Code::Elsewhere => "elsewhere",
            Code::Unavailable => "unavailable",
            Code::Transport => "transport",
        }
    }
}

/// The one error that crosses the wire. To scripts the web layer writes it as `{"code":"invalid","fields":{"nik":"too_short"}}`, without
/// the parts that are empty; page data carries it in a compact form, which needs every part, so nothing is left out here.
///
/// A field code is a short snake-case word and may end in a number that belongs to it: `digits_15` means "has 15 digits"
/// (see [`split_number`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub code: Code,
    /// Field name of the form → field code.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Seconds until another try makes sense; the value of `Retry-After`.
    #[serde(default)]
    pub retry_after: Option<u32>,
    /// The portal's own path on which to go on. Read it through [`Fault::destination`].
    #[serde(default)]
    pub goto: Option<String>,
}

impl Fault {
    /// A fault that says nothing beyond its code.
    #[must_use]
    pub fn of(code: Code) -> Fault {
        Fault { code, fields: BTreeMap::new(), retry_after: None, goto: None }
    }

    /// One refused field.
    #[must_use]
    pub fn invalid(field: impl Into<String>, code: impl Into<String>) -> Fault {
        Fault::of(Code::Invalid).with(field, code)
    }

    /// Sends the person to the page on which their flow goes on. A route with a parameter is no place to go and leaves
    /// `goto` empty.
    #[must_use]
    pub fn elsewhere(route: Route) -> Fault {
        let goto = (!route.has_parameter()).then(|| route.path().to_owned());
        Fault { goto, ..Fault::of(Code::Elsewhere) }
    }

    /// Sets the code of a field, whatever the code of the fault: a lock, too, can stand beside a field.
    #[must_use]
    pub fn with(mut self, field: impl Into<String>, code: impl Into<String>) -> Fault {
        self.fields.insert(field.into(), code.into());
        self
    }

    /// Sets the seconds until another try makes sense.
    #[must_use]
    pub fn retry(mut self, seconds: u32) -> Fault {
        self.retry_after = Some(seconds);
        self
    }

    /// Joins two faults of one request. All fields stay (of two codes for one field the first), the longer wait counts,
    /// and a refusal of the whole request outranks `invalid`.
    #[must_use]
    pub fn merge(mut self, other: Fault) -> Fault {
        if self.code == Code::Invalid {
            self.code = other.code;
        }
        for (field, code) in other.fields {
            self.fields.entry(field).or_insert(code);
        }
        self.retry_after = self.retry_after.max(other.retry_after);
        self.goto = self.goto.or(other.goto);
        self
    }

    /// The code of a field, if the field was refused.
    #[must_use]
    pub fn is_field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).map(String::as_str)
    }

    /// The address of the portal that `goto` names: a page, perhaps with the page for whose sake it is opened ([`Route::asking_for`]).
    /// `None` for anything else.
    #[must_use]
    pub fn destination(&self) -> Option<&str> {
        let address = self.goto.as_deref()?;
        let (page, target) = address.split_once("?tujuan=").map_or((address, None), |(page, target)| (page, Some(target)));
        (Route::is_destination(page) && target.is_none_or(Route::is_destination)).then_some(address)
    }
}

/// Splits the number off a field code: `digits_15` → `("digits", Some(15))`, `too_short` → `("too_short", None)`.
#[must_use]
pub fn split_number(code: &str) -> (&str, Option<u32>) {
    let split = code.rsplit_once('_').filter(|(_, tail)| tail.bytes().all(|byte| byte.is_ascii_digit()));
    match split.and_then(|(head, tail)| Some((head, tail.parse().ok()?))) {
        Some((head, number)) => (head, Some(number)),
        None => (code, None),
    }
}

/// For logs: the code and the refused fields with their codes, no values.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.name())?;
        for (field, code) in &self.fields {
            write!(f, " {field}={code}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CODES: [(Code, &str, u16); 15] = [
        (Code::Invalid, "invalid", 422),
        (Code::Malformed, "malformed", 422),
        (Code::Unauthenticated, "unauthenticated", 401),
        (Code::Forbidden, "forbidden", 403),
        (Code::CrossSite, "cross_site", 403),
        (Code::ReauthRequired, "reauth_required", 403),
        (Code::NotFound, "not_found", 404),
        (Code::Conflict, "conflict", 409),
        (Code::TooLarge, "too_large", 413),
        (Code::KeyReused, "key_reused", 422),
        (Code::Limited, "limited", 429),
        (Code::Locked, "locked", 429),
        (Code::Elsewhere, "elsewhere", 409),
        (Code::Unavailable, "unavailable", 503),
        (Code::Transport, "transport", 503),
    ];

    #[test]
    fn codes_have_the_names_and_statuses_that_scripts_rely_on() {
        for (code, name, status) in CODES {
            assert_eq!(serde_json::to_value(code).unwrap(), name);
            assert_eq!(code.name(), name);
            assert_eq!(code.status(), status, "{name}");
        }
    }

    #[test]
    fn an_answer_with_parts_missing_or_added_is_read() {
        let fault: Fault = serde_json::from_str(r#"{"code":"locked","later":1}"#).unwrap();
        assert_eq!(fault, Fault::of(Code::Locked));
        assert!(serde_json::from_str::<Fault>(r#"{"code":"unheard_of"}"#).is_err());
    }

    #[test]
    fn merging_keeps_every_field_and_the_first_code_of_each() {
        let merged = Fault::invalid("nik", "letters").merge(Fault::invalid("nik", "date").with("email", "shape"));
        assert_eq!(merged, Fault::invalid("nik", "letters").with("email", "shape"));
    }

    #[test]
    fn a_refusal_outranks_refused_fields_and_the_longer_wait_counts() {
        let limited = Fault::of(Code::Limited).retry(30);
        let merged = Fault::invalid("captcha", "wrong").merge(limited.clone());
        assert_eq!((merged.code, merged.retry_after, merged.is_field("captcha")), (Code::Limited, Some(30), Some("wrong")));
        let merged = limited.merge(Fault::of(Code::Locked).retry(90));
        assert_eq!((merged.code, merged.retry_after), (Code::Limited, Some(90)));
    }

    #[test]
    fn a_destination_is_a_page_of_the_portal() {
        assert_eq!(Fault::elsewhere(Route::SignIn).destination(), Some("/masuk"));
        let proof = Route::Proof.asking_for(Route::Dashboard);
        assert_eq!(Fault { goto: Some(proof.clone()), ..Fault::of(Code::ReauthRequired) }.destination(), Some(proof.as_str()));
        assert_eq!(Fault::elsewhere(Route::ResetLink).goto, None);
        for foreign in ["https://contoh.example/masuk", "//contoh.example", "javascript:0", "/tidak-ada", "/atur-ulang/x"] {
            let fault = Fault { goto: Some(foreign.to_owned()), ..Fault::of(Code::Elsewhere) };
            assert_eq!(fault.destination(), None, "{foreign}");
        }
    }

    #[test]
    fn the_log_line_names_fields_and_codes() {
        assert_eq!(Fault::invalid("nik", "date").with("email", "shape").to_string(), "invalid email=shape nik=date");
    }

    #[test]
    fn a_number_splits_off_a_field_code() {
        assert_eq!(split_number("digits_15"), ("digits", Some(15)));
        for plain in ["too_short", "digits_", "digits_x1", "15", "", "digits_99999999999"] {
            assert_eq!(split_number(plain), (plain, None));
        }
    }

    proptest! {
        #[test]
        fn any_fault_survives_the_wire(
            index in 0..CODES.len(),
            fields in proptest::collection::btree_map("[a-z_]{1,12}", "[a-z]{1,8}(_[0-9]{1,2})?", 0..4),
            retry_after in proptest::option::of(any::<u32>()),
            goto in proptest::option::of("/[a-z/-]{0,12}"),
        ) {
            let fault = Fault { code: CODES[index].0, fields, retry_after, goto };
            let json = serde_json::to_string(&fault).unwrap();
            prop_assert_eq!(serde_json::from_str::<Fault>(&json).unwrap(), fault);
        }
    }
}
