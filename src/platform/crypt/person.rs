//! The data key of one person.

use super::aead::{self, Key};
use super::{CryptError, Keys, Place, Wrapped, store};
use crate::kernel::instant::Instant;
use crate::platform::Error;
use crate::platform::db::{Db, Tx};
use std::fmt;
use uuid::Uuid;

const VERSION: u8 = 1;

/// Seals and opens one person's data; wiped when dropped.
#[derive(Clone)]
pub struct PersonKey {
    person: Uuid,
    key: Key,
}

impl fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonKey({})", self.person)
    }
}

impl PersonKey {
    pub(super) fn new(person: Uuid, key: Key) -> Self {
        Self { person, key }
    }

    pub(super) fn secret(&self) -> &[u8] {
        &*self.key
    }

    /// Whose key this is.
    #[must_use]
    pub fn person(&self) -> Uuid {
        self.person
    }

    /// Seals one field, so that it opens in no other place.
    #[must_use]
    pub fn seal(&self, place: Place<'_>, plain: &[u8]) -> Vec<u8> {
        [&[VERSION], aead::seal(&self.key, &self.bind(place), plain).as_slice()].concat()
    }

    /// Opens what [`PersonKey::seal`] made for the same person and place.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, CryptError> {
        match sealed.split_first() {
            Some((&VERSION, sealed)) => aead::open(&self.key, &self.bind(place), sealed),
            _ => Err(CryptError::Sealed),
        }
    }

    /// Opens a field that holds text.
    pub fn open_text(&self, place: Place<'_>, sealed: &[u8]) -> Result<String, CryptError> {
        String::from_utf8(self.open(place, sealed)?).map_err(|_| CryptError::Sealed)
    }

    fn bind(&self, place: Place<'_>) -> Vec<u8> {
        [&[VERSION], self.person.as_bytes().as_slice(), place.text_of(self.person).as_bytes()].concat()
    }
}

/// Makes and stores the key of a new person.
pub async fn create_person(tx: &mut Tx, keys: &Keys, person: Uuid, now: Instant) -> Result<PersonKey, Error> {
    let (key, wrapped) = keys.new_person(person);
    store::put_person_key(tx, person, &wrapped, now).await?;
    Ok(key)
}

/// Stores the keys of many new persons, made by [`Keys::new_person`].
pub async fn put_people(tx: &mut Tx, keys: &[(Uuid, Wrapped)], now: Instant) -> Result<(), Error> {
    Ok(store::put_person_keys(tx, keys, now).await?)
}

/// The key of a person; [`CryptError::Erased`] once it was destroyed.
pub async fn load_person(db: &Db, keys: &Keys, person: Uuid) -> Result<PersonKey, Error> {
    let wrapped = store::person_key(db, person).await?.ok_or(CryptError::Erased)?;
    Ok(keys.person(person, wrapped.master_id, &wrapped.bytes)?)
}

/// The key of a person, within a transaction that may just have made it.
pub async fn load_person_in(tx: &mut Tx, keys: &Keys, person: Uuid) -> Result<PersonKey, Error> {
    let wrapped = store::person_key_in(tx, person).await?.ok_or(CryptError::Erased)?;
    Ok(keys.person(person, wrapped.master_id, &wrapped.bytes)?)
}

/// Destroys a person's key: everything sealed under it is unreadable from the commit on. Answers whether there was one.
pub async fn erase_person(tx: &mut Tx, person: Uuid) -> Result<bool, Error> {
    Ok(store::delete_person_key(tx, person).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use zeroize::Zeroizing;

    const NAME: Place<'static> = Place::row("account.name", Uuid::from_u128(1));

    fn key(person: u128, byte: u8) -> PersonKey {
        PersonKey::new(Uuid::from_u128(person), Zeroizing::new([byte; 32]))
    }

    /// A few columns and rows, one of which is the first person's own, so that the same place comes up again.
    fn a_place() -> impl Strategy<Value = Place<'static>> {
        let row = |column| (1u128..4).prop_map(move |row| Place::row(column, Uuid::from_u128(row)));
        let name = prop::sample::select(vec!["masuk", "daftar"]).prop_map(|name| Place::named("account.name", name));
        prop_oneof![row("account.name"), row("account.email"), name]
    }

    proptest! {
        #[test]
        fn a_field_opens_for_its_person_and_place_only(plain: Vec<u8>, place in a_place(), other in a_place()) {
            let sealed = key(1, 1).seal(place, &plain);
            prop_assert_eq!(&key(1, 1).open(place, &sealed).unwrap(), &plain);
            prop_assert_eq!(key(1, 1).open(other, &sealed).is_ok(), place == other);
            // Another person, even with the same key; another key, even for the same person.
            prop_assert!(key(2, 1).open(place, &sealed).is_err());
            prop_assert!(key(1, 2).open(place, &sealed).is_err());
        }

        #[test]
        fn any_bytes_are_opened_or_refused(bytes: Vec<u8>) {
            prop_assert!(key(1, 1).open(NAME, &bytes).is_err());
        }
    }

    #[test]
    fn text_comes_back_as_text() {
        let key = key(1, 1);
        assert_eq!(key.open_text(NAME, &key.seal(NAME, "Siti Nur’aini".as_bytes())).unwrap(), "Siti Nur’aini");
        assert!(matches!(key.open_text(NAME, &key.seal(NAME, &[0xff])), Err(CryptError::Sealed)));
    }
}
