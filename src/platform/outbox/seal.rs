//! Sealing what a letter says: under the recipient's data key, so that erasing the person erases it everywhere; letters to
//! nobody in particular under the system key.

use crate::platform::crypt::{self, CryptError, Keys, PersonKey, Place};
use crate::platform::db::Tx;
use crate::platform::{Ctx, Error};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use zeroize::Zeroizing;

/// One of the two keys.
pub enum Sealer {
    Person(PersonKey),
    System(Keys),
}

/// The payload in a row of `outbox`.
pub fn outbox(id: Uuid) -> Place<'static> {
    Place::row("outbox.payload", id)
}

/// The payload in a row of `sandbox_message`.
pub fn sandbox(id: Uuid) -> Place<'static> {
    Place::row("sandbox_message.payload", id)
}

impl Sealer {
    /// The key of `person`, or the system's.
    pub async fn load(ctx: &Ctx, person: Option<Uuid>) -> Result<Self, Error> {
        Ok(match person {
            Some(person) => Sealer::Person(crypt::load_person(&ctx.db, &ctx.keys, person).await?),
            None => Sealer::System(ctx.keys.clone()),
        })
    }

    /// [`Sealer::load`] inside a transaction, which may have made the key.
    pub async fn load_in(tx: &mut Tx, ctx: &Ctx, person: Option<Uuid>) -> Result<Self, Error> {
        Ok(match person {
            Some(person) => Sealer::Person(crypt::load_person_in(tx, &ctx.keys, person).await?),
            None => Sealer::System(ctx.keys.clone()),
        })
    }

    /// The system's key, found with the question that finds a person's.
    pub async fn of_nobody(tx: &mut Tx, ctx: &Ctx) -> Result<Self, Error> {
        match crypt::load_person_in(tx, &ctx.keys, Uuid::nil()).await {
            Ok(_) | Err(Error::Crypt(CryptError::Erased)) => Ok(Sealer::System(ctx.keys.clone())),
            Err(error) => Err(error),
        }
    }

    /// Seals a value for its row.
    pub fn seal(&self, place: Place<'_>, value: &impl Serialize) -> Result<Vec<u8>, Error> {
        let plain = Zeroizing::new(serde_json::to_vec(value).map_err(|_| Error::Corrupt("outbox payload"))?);
        Ok(match self {
            Sealer::Person(key) => key.seal(place, &plain),
            Sealer::System(keys) => keys.seal(place, &plain),
        })
    }

    /// Opens what was sealed for the same row.
    pub fn open<T: DeserializeOwned>(&self, place: Place<'_>, sealed: &[u8]) -> Result<T, Error> {
        let plain = match self {
            Sealer::Person(key) => key.open(place, sealed)?,
            Sealer::System(keys) => keys.open(place, sealed)?,
        };
        serde_json::from_slice(&plain).map_err(|_| Error::Corrupt("outbox payload"))
    }
}
