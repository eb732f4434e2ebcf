//! What the dashboard decides from the account: the one next step, and how to greet.

use crate::account::model::{Identity, Mismatch, Overview};

/// The one thing that comes next, in the order of urgency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The registry holds another name or birth date: Dukcapil corrects it.
    Correct(Mismatch),
    /// SMS goes to verified numbers only.
    VerifyPhone,
    /// The registry is asked again by the portal.
    Wait,
    /// Everything is in order; the next wave is announced here.
    Ready,
}

impl Next {
    #[must_use]
    pub fn of(account: &Overview) -> Self {
        match account.identity {
            Identity::Unverified(mismatch) => Next::Correct(mismatch),
            _ if !account.phone_verified => Next::VerifyPhone,
            Identity::Pending => Next::Wait,
            Identity::Verified => Next::Ready,
        }
    }
}

/// The name to greet with: the first word, and the next as long as a word is an initial or a short particle ("I Wayan", "Ni Made",
/// "M. Yusuf"). A name that is nothing else stays whole.
#[must_use]
pub fn short_name(name: &str) -> &str {
    let mut end = 0;
    for word in name.split_inclusive(' ') {
        end += word.len();
        if word.chars().filter(|char| char.is_alphabetic()).count() > 2 {
            break;
        }
    }
    name.get(..end).unwrap_or(name).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::instant::Instant;

    fn account(identity: Identity) -> Overview {
        Overview {
            name: "Contoh".to_owned(),
            email: "c•••••h@portal.example".to_owned(),
            phone: "•••• 001".to_owned(),
            phone_verified: false,
            identity,
            nik_birth_date_differs: false,
            nik_gender_differs: false,
            sign_ins: Vec::new(),
            notices: Vec::new(),
            kept: Vec::new(),
            now: Instant(0),
        }
    }

    #[test]
    fn every_identity_has_its_next_step() {
        let verified = |identity| Overview { phone_verified: true, ..account(identity) };
        assert_eq!(Next::of(&verified(Identity::Verified)), Next::Ready);
        assert_eq!(Next::of(&verified(Identity::Pending)), Next::Wait);
        for identity in [Identity::Verified, Identity::Pending] {
            assert_eq!(Next::of(&account(identity)), Next::VerifyPhone);
        }
        for mismatch in [Mismatch::Name, Mismatch::BirthDate, Mismatch::NikTaken, Mismatch::NotFound] {
            assert_eq!(Next::of(&account(Identity::Unverified(mismatch))), Next::Correct(mismatch));
        }
    }

    #[test]
    fn the_greeting_takes_a_name_that_can_be_said() {
        let cases = [
            ("Sari Wulandari", "Sari"),
            ("Sukarno", "Sukarno"),
            ("I Wayan Contoh", "I Wayan"),
            ("Ni Made Contoh", "Ni Made"),
            ("M. Yusuf Contoh", "M. Yusuf"),
            ("Al", "Al"),
            ("", ""),
            ("Ñ", "Ñ"),
        ];
        for (name, short) in cases {
            assert_eq!(short_name(name), short);
        }
    }
}
