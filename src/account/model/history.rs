//! What the pages about devices and the security history show.

use crate::kernel::instant::Instant;
use crate::kernel::refill::Refill;
use crate::kernel::staff::Role;
use serde::{Deserialize, Serialize};

/// `/akun/perangkat`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DevicesPage {
    /// The one in use first.
    pub devices: Vec<Device>,
    /// What happened just now, if something did: a word for the page.
    pub done: bool,
    pub refill: Refill,
}

/// A device that is signed in, or skips the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// 32 hex digits.
    pub id: String,
    /// Class as in `SignInLine`.
    pub class: String,
    /// Coarse place: the network of the newest session; empty when nothing is open.
    pub network: String,
    pub last_seen: Instant,
    pub signed_in: bool,
    pub trusted_until: Option<Instant>,
    pub current: bool,
}

/// `/akun/riwayat`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    pub events: Vec<HistoryLine>,
    /// Where the older ones begin; empty when there are none.
    pub older: String,
    /// The device of which alone the events are.
    pub only: Option<OneDevice>,
    /// The event that the owner is about to disavow; then nothing else is shown.
    pub asked: Option<Asked>,
    pub refill: Refill,
}

/// A device as the history names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneDevice {
    /// 32 hex digits.
    pub id: String,
    /// Class as in `SignInLine`.
    pub class: String,
}

/// What the owner is asked before everybody is signed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub event: HistoryLine,
    /// Devices that are signed in now and would be signed out, this one included.
    pub signed_in: u32,
    pub back: TakenBack,
}

/// What goes back, besides every sign-in, when the owner disavows something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenBack {
    /// The authenticator app comes off the account.
    pub app: bool,
    /// The number is verified no more.
    pub number: bool,
    /// The e-mail is the one before again, and the link for a new password goes there.
    pub address: bool,
}

impl TakenBack {
    /// Under which [`TakenBack::name`] travels to the page that says what was done.
    pub const FIELD: &'static str = "dicabut";

    /// Reads [`TakenBack::name`]; `None` where nothing was disavowed.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let has = |part: &str| name.split(' ').any(|word| word == part);
        has("masuk").then(|| Self { app: has("aplikasi"), number: has("nomor"), address: has("alamat") })
    }

    /// The sign-ins, which end in any case, then what else goes.
    #[must_use]
    pub fn name(self) -> String {
        let parts = [(true, "masuk"), (self.app, "aplikasi"), (self.number, "nomor"), (self.address, "alamat")];
        parts.into_iter().filter_map(|(goes, part)| goes.then_some(part)).collect::<Vec<_>>().join(" ")
    }
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// 32 hex digits.
    pub id: String,
    pub at: Instant,
    /// `<noun>.<verb>` and its outcome.
    pub action: String,
    pub outcome: String,
    /// Class of the device, empty when none is known.
    pub class: String,
    pub who: Actor,
    /// Code of the reason that staff gave, empty when none was given.
    pub reason: String,
    /// The device that was signed out.
    pub ended: Option<OneDevice>,
    /// Which member of the staff it was.
    pub staff: Option<StaffMark>,
}

/// A member of the staff as participants see them: what they are and a reference to ask about, never a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMark {
    pub role: Role,
    /// See [`staff_reference`].
    pub reference: String,
}

/// A short reference to a member of the staff: the last eight hex digits of their id, which are random, as `1A2B-3C4D`.
#[must_use]
pub fn staff_reference(id: &str) -> String {
    let tail = id.len().checked_sub(8).and_then(|start| id.get(start..)).unwrap_or(id).to_ascii_uppercase();
    tail.split_at_checked(4).map_or_else(|| tail.clone(), |(head, rest)| [head, rest].join("-"))
}

impl HistoryLine {
    /// Whether its owner can say that it was somebody else: not of what the portal or its staff did.
    #[must_use]
    pub fn can_be_disavowed(&self) -> bool {
        matches!(self.who, Actor::Owner | Actor::Visitor)
    }
}

/// Who caused an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Actor {
    Owner,
    /// Nobody was signed in.
    Visitor,
    Staff,
    Portal,
}

/// `/bukan-saya/{token}`: shows one button; the post acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisavowPage {
    /// What happened and when; `None` when the link is used up or too old.
    pub event: Option<(String, Instant)>,
    pub back: TakenBack,
    pub token: String,
    pub refill: Refill,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_back_reads_back_and_nothing_is_nothing() {
        for bits in 0..8 {
            let back = TakenBack { app: bits & 1 != 0, number: bits & 2 != 0, address: bits & 4 != 0 };
            assert_eq!(TakenBack::parse(&back.name()), Some(back));
        }
        assert_eq!(TakenBack::parse(""), None);
    }

    #[test]
    fn a_reference_is_short_and_never_breaks() {
        assert_eq!(staff_reference("019370000000700080000000abcd1234"), "ABCD-1234");
        for odd in ["", "ab", "abcdé"] {
            assert!(staff_reference(odd).chars().count() <= 9);
        }
    }
}
