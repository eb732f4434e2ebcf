//! `keys rotate`: a new master key, and every person's key wrapped with it.
//!
//! Invariants: works beside running servers and beside itself; broken off at any point it leaves every key readable, and the next run
//! does the rest. Only wrapped keys change, never the data under them.

use super::{Keys, store};
use crate::platform::Error;
use crate::platform::db::Db;
use crate::platform::random::Random;

/// Keys wrapped anew in one transaction; few enough that nobody waits long for the writer.
const BATCH: i64 = 200;

/// What a rotation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The new master key.
    pub master_id: i64,
    /// How many persons' keys it wraps now.
    pub rewrapped: u64,
}

/// Adds a master key to the key file and wraps every person's key with it.
pub async fn rotate(db: &Db, keys: &Keys, random: &Random) -> Result<Rotated, Error> {
    keys.add_master(random)?;
    let rewrapped = rewrap(db, keys).await?;
    Ok(Rotated { master_id: keys.newest_master(), rewrapped })
}

/// Wraps with the newest master key of the key file whatever an older one still wraps: what a server added that had not heard of the
/// rotation, or the rest of one that was broken off. Part of `maintain`; doing it again changes nothing. Answers how many.
pub async fn rewrap(db: &Db, keys: &Keys) -> Result<u64, Error> {
    keys.reload()?;
    let mut rewrapped = 0;
    loop {
        // Keys of older masters only, or two rotations side by side would take them from each other for ever.
        let newest = keys.newest_master();
        let mut tx = db.begin().await?;
        let batch = store::wrapped_before(&mut tx, newest, BATCH).await?;
        if batch.is_empty() {
            return Ok(rewrapped);
        }
        for (person, old) in batch {
            let key = keys.person(person, old.master_id, &old.bytes)?;
            let new = keys.wrap(&key);
            if store::replace_person_key(&mut tx, person, old.master_id, &new).await? {
                rewrapped += 1;
            }
        }
        tx.commit().await?;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CryptError, Place, create_person, erase_person, load_person, load_person_in};
    use super::*;
    use crate::platform::Ctx;
    use crate::testing::both;
    use uuid::Uuid;

    fn name(n: u128) -> Place<'static> {
        Place::row("account.name", Uuid::from_u128(n))
    }

    async fn person(ctx: &Ctx, n: u128) -> Vec<u8> {
        let mut tx = ctx.db.begin().await.unwrap();
        let key = create_person(&mut tx, &ctx.keys, Uuid::from_u128(n), ctx.now()).await.unwrap();
        tx.commit().await.unwrap();
        key.seal(name(n), &n.to_be_bytes())
    }

    #[tokio::test]
    async fn after_a_rotation_every_person_can_still_be_read() {
        both(|ctx: Ctx| async move {
            let before = ctx.keys.newest_master();
            let mut sealed = Vec::new();
            for n in 0..450 {
                sealed.push(person(&ctx, n).await);
            }
            let rotated = rotate(&ctx.db, &ctx.keys, &ctx.random).await.unwrap();
            assert_eq!(rotated, Rotated { master_id: before + 1, rewrapped: 450 });
            for (n, sealed) in (0u128..).zip(&sealed) {
                let key = load_person(&ctx.db, &ctx.keys, Uuid::from_u128(n)).await.unwrap();
                assert_eq!(key.open(name(n), sealed).unwrap(), n.to_be_bytes());
            }
            assert_eq!(rewrap(&ctx.db, &ctx.keys).await.unwrap(), 0);
        })
        .await;
    }

    #[tokio::test]
    async fn what_a_server_added_unknowing_is_wrapped_by_the_next_run() {
        both(|ctx: Ctx| async move {
            let server = Keys::load(&ctx.config.keys.file).unwrap();
            rotate(&ctx.db, &ctx.keys, &ctx.random).await.unwrap();
            let late = Ctx { keys: server, ..ctx.clone() };
            person(&late, 7).await;
            assert_eq!(rewrap(&ctx.db, &ctx.keys).await.unwrap(), 1);
            load_person(&late.db, &late.keys, Uuid::from_u128(7)).await.unwrap();
            assert_eq!(late.keys.newest_master(), ctx.keys.newest_master());
        })
        .await;
    }

    #[tokio::test]
    async fn the_rotation_of_another_process_is_finished_once() {
        both(|ctx: Ctx| async move {
            let before = ctx.keys.newest_master();
            let mut sealed = Vec::new();
            for n in 0..3 {
                sealed.push(person(&ctx, n).await);
            }
            // A rotation that was broken off right after the key file was written.
            Keys::load(&ctx.config.keys.file).unwrap().add_master(&ctx.random).unwrap();
            assert_eq!(ctx.keys.newest_master(), before, "this process has not heard of it");
            assert_eq!(rewrap(&ctx.db, &ctx.keys).await.unwrap(), 3);
            assert_eq!(ctx.keys.newest_master(), before + 1);
            assert_eq!(rewrap(&ctx.db, &ctx.keys).await.unwrap(), 0, "nothing is left to do");
            for (n, sealed) in (0u128..).zip(&sealed) {
                let key = load_person(&ctx.db, &ctx.keys, Uuid::from_u128(n)).await.unwrap();
                assert_eq!(key.open(name(n), sealed).unwrap(), n.to_be_bytes());
            }
        })
        .await;
    }

    #[tokio::test]
    async fn an_erased_person_cannot_be_read() {
        both(|ctx: Ctx| async move {
            person(&ctx, 1).await;
            let id = Uuid::from_u128(1);
            let mut tx = ctx.db.begin().await.unwrap();
            assert!(load_person_in(&mut tx, &ctx.keys, id).await.is_ok());
            assert!(erase_person(&mut tx, id).await.unwrap());
            assert!(!erase_person(&mut tx, id).await.unwrap());
            tx.commit().await.unwrap();
            let error = load_person(&ctx.db, &ctx.keys, id).await.unwrap_err();
            assert!(matches!(error, Error::Crypt(CryptError::Erased)));
        })
        .await;
    }
}
