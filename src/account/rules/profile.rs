//! What the population registry's answer makes of an identity, and of a correction that its owner makes.

use super::{Admission, Registry, admit};
use crate::account::model::{Identity, Mismatch};

/// The registry's reason why an identity is not verified.
#[must_use]
pub fn mismatch(answer: Registry) -> Option<Mismatch> {
    match answer {
        Registry::NameDiffers => Some(Mismatch::Name),
        Registry::BirthDateDiffers => Some(Mismatch::BirthDate),
        Registry::NotFound | Registry::Deceased => Some(Mismatch::NotFound),
        Registry::Match | Registry::Down => None,
    }
}

/// What an answer says about somebody of whom nothing is known yet.
#[must_use]
pub fn found(answer: Registry) -> Identity {
    match (answer, mismatch(answer)) {
        (_, Some(reason)) => Identity::Unverified(reason),
        (Registry::Match, None) => Identity::Verified,
        (_, None) => Identity::Pending,
    }
}

/// What "Periksa ulang" makes of an identity. No answer takes nothing away from who is verified; anybody else is asked about again.
#[must_use]
pub fn recheck(now: Identity, answer: Registry) -> Identity {
    match (now, answer) {
        (Identity::Verified, Registry::Down) => Identity::Verified,
        _ => found(answer),
    }
}

/// What becomes of corrected values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Saved, with this identity.
    Save(Identity),
    /// Refused once; the same values again are saved.
    Refuse { field: &'static str, code: &'static str },
}

/// Decides on a correction as [`admit`] does on a registration. What the registry does not know at all cannot be mended on this form,
/// so it keeps nobody from writing their name right.
#[must_use]
pub fn correct(answer: Registry, repeated: bool) -> Correction {
    match admit(answer, repeated) {
        Admission::Open(identity) => Correction::Save(identity),
        Admission::Refuse { field, code, again: true } => Correction::Refuse { field, code },
        Admission::Refuse { again: false, .. } => Correction::Save(found(answer)),
    }
}

/// Whether the owner may change name, birth date and gender by hand. What the registry has confirmed only the registry can change.
#[must_use]
pub fn may_correct(identity: Identity) -> bool {
    identity != Identity::Verified
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWERS: [Registry; 6] = [
        Registry::Match,
        Registry::NameDiffers,
        Registry::BirthDateDiffers,
        Registry::NotFound,
        Registry::Deceased,
        Registry::Down,
    ];

    #[test]
    fn only_a_match_verifies_and_only_silence_leaves_a_verified_identity_alone() {
        for answer in ANSWERS {
            for now in [Identity::Verified, Identity::Pending, Identity::Unverified(Mismatch::NikTaken)] {
                let then = recheck(now, answer);
                let verified = answer == Registry::Match || (answer == Registry::Down && now == Identity::Verified);
                assert_eq!(then == Identity::Verified, verified, "{now:?} {answer:?}");
                assert_eq!(matches!(then, Identity::Unverified(_)), mismatch(answer).is_some(), "{now:?} {answer:?}");
            }
        }
    }

    #[test]
    fn a_difference_is_named_once_and_then_saved_with_its_reason() {
        assert_eq!(correct(Registry::NameDiffers, false), Correction::Refuse { field: "nama", code: "registry_name" });
        assert_eq!(correct(Registry::NameDiffers, true), Correction::Save(Identity::Unverified(Mismatch::Name)));
        let birth_date = Correction::Refuse { field: "tanggal_lahir", code: "registry_birth_date" };
        assert_eq!(correct(Registry::BirthDateDiffers, false), birth_date);
        assert_eq!(correct(Registry::BirthDateDiffers, true), Correction::Save(Identity::Unverified(Mismatch::BirthDate)));
    }

    #[test]
    fn what_is_not_a_difference_is_saved_at_once() {
        for repeated in [false, true] {
            assert_eq!(correct(Registry::Match, repeated), Correction::Save(Identity::Verified));
            assert_eq!(correct(Registry::Down, repeated), Correction::Save(Identity::Pending));
            for unknown in [Registry::NotFound, Registry::Deceased] {
                assert_eq!(correct(unknown, repeated), Correction::Save(Identity::Unverified(Mismatch::NotFound)));
            }
        }
    }

    #[test]
    fn who_is_verified_corrects_nothing_by_hand() {
        assert!(!may_correct(Identity::Verified));
        assert!(may_correct(Identity::Pending) && may_correct(Identity::Unverified(Mismatch::Name)));
    }
}
