//! A refused plain post, carried to its page in a sealed cookie: the fault and the typed values, never passwords or codes.
//!
//! Invariant: only the portal can make one (AEAD under the system key), so no link can show a foreign message.

use super::cookies::{Cookie, ENTRUSTED, FLASH};
use crate::kernel::fault::Fault;
use crate::kernel::refill::Refill;
use crate::platform::crypt::{Keys, Place};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The cookie says itself which form it belongs to.
const PLACE: Place<'static> = Place::loose("flash");
/// Seconds until it is forgotten.
const LIFE: i64 = 600;
/// The same for values that wait for their page.
const WAIT: i64 = 1_800;
/// Browsers keep 4,096 bytes per cookie; sealing and base64 take about a third and the name the rest.
const ROOM: usize = 2_700;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// Name of the form it belongs to.
    pub form: String,
    pub fault: Option<Fault>,
    pub values: BTreeMap<String, String>,
}

impl Flash {
    /// The cookie that carries it. Values that do not fit are left out, the longest first.
    #[must_use]
    pub fn cookie(mut self, keys: &Keys) -> Option<Cookie> {
        let plain = self.fit(|flash| serde_json::to_vec(flash).ok())?;
        Some(Cookie::lasting(FLASH, URL_SAFE_NO_PAD.encode(keys.seal(PLACE, &plain)), LIFE))
    }

    fn fit(&mut self, write: impl Fn(&Self) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
        loop {
            let plain = write(self)?;
            if plain.len() <= ROOM {
                return Some(plain);
            }
            let longest = self.values.iter().max_by_key(|(_, value)| value.len()).map(|(name, _)| name.clone())?;
            self.values.remove(&longest);
        }
    }

    /// The cookie that carries what somebody typed to a page that opens later, past other forms. Only this participant or member
    /// of staff can read it, so that the next person at the same browser sees nothing of it.
    #[must_use]
    pub fn entrust(mut self, keys: &Keys, person: Uuid) -> Option<Cookie> {
        let plain = self.fit(|flash| serde_json::to_vec(flash).ok())?;
        Some(Cookie::lasting(ENTRUSTED, URL_SAFE_NO_PAD.encode(keys.seal(entrusted_to(person), &plain)), WAIT))
    }

    /// Reads what [`Flash::entrust`] made for this person.
    #[must_use]
    pub fn entrusted(keys: &Keys, person: Uuid, value: &str) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(value).ok()?;
        serde_json::from_slice(&keys.open(entrusted_to(person), &sealed).ok()?).ok()
    }

    /// Reads the cookie; anything that was not sealed here is ignored.
    #[must_use]
    pub fn read(keys: &Keys, value: &str) -> Option<Self> {
        let sealed = URL_SAFE_NO_PAD.decode(value).ok()?;
        serde_json::from_slice(&keys.open(PLACE, &sealed).ok()?).ok()
    }

    /// What the form shows again.
    #[must_use]
    pub fn into_refill(self) -> Refill {
        Refill { fault: self.fault, values: self.values }
    }
}

/// The seal is bound to the person.
fn entrusted_to(person: Uuid) -> Place<'static> {
    Place::row("entrusted", person)
}
