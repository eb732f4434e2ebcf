//! Pure decisions about accounts: ages, names of things in tables, what a refused registration may do next.

pub mod contact;
pub mod history;
pub mod lookup;
pub mod profile;
pub mod proof;
pub mod removal;
pub mod reset;
pub mod second_step;
pub mod standing;

use super::model::{Identity, Mismatch};
use crate::kernel::date::Date;
use crate::kernel::word::words;

/// Youngest age at which an account may be opened (`docs/rules.md`, age).
pub const MINIMUM_AGE: u16 = 17;
/// Oldest age that is believed; beyond it the year was mistyped.
pub const MAXIMUM_AGE: u16 = 110;
/// Seconds a registration may stay unfinished.
pub const DRAFT_LIFE: i64 = 7 * 86_400;
/// Seconds the link of the registration's newest mail works.
pub const LINK_LIFE: i64 = 86_400;
/// Seconds a reset link works.
pub const RESET_LIFE: i64 = 15 * 60;
/// Seconds between password and code.
pub const SIGN_IN_LIFE: i64 = 30 * 60;
/// Seconds a device is trusted, and seconds its cookie lasts.
pub const TRUST_LIFE: i64 = 30 * 86_400;
pub const DEVICE_LIFE: i64 = 400 * 86_400;
/// Seconds between NIK and code when the e-mail was forgotten, and seconds for which the answer can be read then.
pub const RECOVERY_LIFE: i64 = 30 * 60;
pub const RECOVERY_SHOWN: i64 = 10 * 60;

words! {
    /// Where a registration stands.
    pub enum RegistrationState {
        /// Waits for its code.
        Draft = "draft",
        /// The mailbox is proven.
        Verified = "verified",
        Completed = "completed",
        Cancelled = "cancelled",
        Expired = "expired",
    }
}

words! {
    /// Where the way to a forgotten e-mail stands.
    pub enum RecoveryState {
        /// Waits for its code.
        Open = "open",
        /// The address can be read.
        Done = "done",
        Cancelled = "cancelled",
    }
}

/// Whether a birth date can be a participant's; the field code if not.
///
/// # Errors
/// `future`, `too_young` or `too_old`.
pub fn check_birth_date(born: Date, today: Date) -> Result<(), &'static str> {
    match born.age_on(today) {
        None => Err("future"),
        Some(age) if age < MINIMUM_AGE => Err("too_young"),
        Some(age) if age > MAXIMUM_AGE => Err("too_old"),
        Some(_) => Ok(()),
    }
}

/// What the population registry's answer does to a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// The account opens with this identity.
    Open(Identity),
    /// Refused; the field and its code. With `again` the same values posted once more open an unverified account.
    Refuse { field: &'static str, code: &'static str, again: bool },
}

/// The registry's answer, freed of where it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    Match,
    NameDiffers,
    BirthDateDiffers,
    NotFound,
    Deceased,
    Down,
}

/// Decides on a registration. `repeated` says that the very same values were refused before.
#[must_use]
pub fn admit(answer: Registry, repeated: bool) -> Admission {
    match (answer, repeated) {
        (Registry::Match, _) => Admission::Open(Identity::Verified),
        (Registry::Down, _) => Admission::Open(Identity::Pending),
        (Registry::NameDiffers, true) => Admission::Open(Identity::Unverified(Mismatch::Name)),
        (Registry::BirthDateDiffers, true) => Admission::Open(Identity::Unverified(Mismatch::BirthDate)),
        (Registry::NameDiffers, false) => Admission::Refuse { field: "nama", code: "registry_name", again: true },
        (Registry::BirthDateDiffers, false) => {
            Admission::Refuse { field: "tanggal_lahir", code: "registry_birth_date", again: true }
        }
        (Registry::NotFound, _) => Admission::Refuse { field: "nik", code: "registry_not_found", again: false },
        (Registry::Deceased, _) => Admission::Refuse { field: "nik", code: "registry_deceased", again: false },
    }
}

impl Identity {
    /// State and reason as they stand in the table.
    #[must_use]
    pub fn names(self) -> (&'static str, Option<&'static str>) {
        match self {
            Identity::Verified => ("verified", None),
            Identity::Pending => ("pending", Some("down")),
            Identity::Unverified(mismatch) => ("unverified", Some(mismatch.name())),
        }
    }

    /// Reads [`Identity::names`].
    #[must_use]
    pub fn parse(state: &str, reason: Option<&str>) -> Option<Self> {
        match (state, reason) {
            ("verified", _) => Some(Identity::Verified),
            ("pending", _) => Some(Identity::Pending),
            ("unverified", Some(reason)) => Mismatch::parse(reason).map(Identity::Unverified),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn on_the_seventeenth_birthday_one_may_register_the_day_before_not() {
        assert_eq!(check_birth_date(date("2009-11-23"), date("2026-11-23")), Ok(()));
        assert_eq!(check_birth_date(date("2009-11-24"), date("2026-11-23")), Err("too_young"));
        assert_eq!(check_birth_date(date("2030-01-01"), date("2026-11-23")), Err("future"));
        assert_eq!(check_birth_date(date("1890-01-01"), date("2026-11-23")), Err("too_old"));
    }

    #[test]
    fn a_differing_name_is_refused_once_and_then_opens_unverified() {
        assert!(matches!(admit(Registry::NameDiffers, false), Admission::Refuse { field: "nama", again: true, .. }));
        assert_eq!(admit(Registry::NameDiffers, true), Admission::Open(Identity::Unverified(Mismatch::Name)));
    }

    #[test]
    fn a_nik_that_is_not_found_or_deceased_never_opens_an_account() {
        for repeated in [false, true] {
            assert!(matches!(admit(Registry::NotFound, repeated), Admission::Refuse { field: "nik", .. }));
            assert!(matches!(admit(Registry::Deceased, repeated), Admission::Refuse { field: "nik", .. }));
        }
    }

    #[test]
    fn every_identity_survives_the_table() {
        let all = Mismatch::ALL.iter().copied().map(Identity::Unverified);
        for identity in [Identity::Verified, Identity::Pending].into_iter().chain(all) {
            let (state, reason) = identity.names();
            assert_eq!(Identity::parse(state, reason), Some(identity));
        }
        assert_eq!(Identity::parse("unverified", None), None);
        assert_eq!(Identity::parse("unverified", Some("erased")), None);
        assert_eq!(Identity::parse("confirmed", None), None);
    }
}
