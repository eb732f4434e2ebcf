//! The keys change while the portal is at work.

use super::both;
use crate::platform::Ctx;
use crate::platform::crypt::{self, Keys, Place};
use crate::site;
use crate::testing::web::{App, Browser, nik};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tokio::task::JoinSet;
use uuid::Uuid;

/// Another process of the same portal: the same database and key file, with keys that it has read for itself.
fn second_process(ctx: &Ctx) -> App {
    App::new(Ctx { keys: Keys::load(&ctx.config.keys.file).unwrap(), ..ctx.clone() })
}

/// Somebody who begins and finishes a registration.
async fn newcomer(mut browser: Browser, n: usize) -> Browser {
    browser.register(&format!("orang{n}@contoh.example"), &nik(&format!("000{n}"))).await.leads_to("/dasbor");
    browser
}

/// Opens the dashboard, which unseals the account, until told to stop.
fn reads(mut browser: Browser, stop: &Arc<AtomicBool>, done: &Arc<AtomicUsize>) -> impl Future<Output = ()> + Send + use<> {
    let (stop, done) = (Arc::clone(stop), Arc::clone(done));
    async move {
        while !stop.load(Ordering::Relaxed) {
            assert!(browser.is_inside().await);
            done.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Waits until so many pages were read, and fails as soon as a reader did.
async fn more_than(pages: usize, done: &AtomicUsize, readers: &mut JoinSet<()>) {
    while done.load(Ordering::Relaxed) <= pages {
        assert!(readers.try_join_next().is_none(), "a page could not be read");
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn clause_2_3_the_keys_are_rotated_under_load_and_nothing_fails() {
    both(|ctx| async move {
        let app = App::new(ctx.clone());
        let other = second_process(&ctx);
        let before = ctx.keys.newest_master();
        let mut people = Vec::new();
        for n in 1..=3 {
            people.push(newcomer(app.browser(), n).await);
        }
        let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let mut work = JoinSet::new();
        for browser in &people {
            work.spawn(reads(browser.clone(), &stop, &done));
            work.spawn(reads(Browser { app: other.clone(), ..browser.clone() }, &stop, &done));
        }
        // New people are sealed meanwhile, by a process that has not heard of the rotation.
        let there = other.clone();
        let newcomers = tokio::spawn(async move {
            let mut people = Vec::new();
            // One after the other: whoever reads the mailbox while another delivers may not see a mail yet.
            for n in 4..=6 {
                people.push(newcomer(there.browser(), n).await);
            }
            people
        });
        // The command, a third process.
        let command = Keys::load(&ctx.config.keys.file).unwrap();
        for round in 1..=2 {
            let seen = done.load(Ordering::Relaxed);
            more_than(seen + 6, &done, &mut work).await;
            let rotated = crypt::rotate(&ctx.db, &command, &ctx.random).await.unwrap();
            assert_eq!(rotated.master_id, before + round);
            assert!(rotated.rewrapped >= 3, "{rotated:?}");
        }
        people.extend(newcomers.await.unwrap());
        let seen = done.load(Ordering::Relaxed);
        more_than(seen + 12, &done, &mut work).await;
        stop.store(true, Ordering::Relaxed);
        while let Some(ended) = work.join_next().await {
            ended.unwrap();
        }
        for process in [&app, &other] {
            assert_eq!(process.ctx.keys.newest_master(), before + 2, "each met a key it did not know and read the file again");
            for browser in &people {
                assert!(Browser { app: process.clone(), ..browser.clone() }.is_inside().await);
            }
        }
        site::maintain(&ctx).await.unwrap();
        let oldest: (i64,) = ctx.db.fetch_one("SELECT MIN(master_id) FROM person_key", &[]).await.unwrap();
        assert_eq!(oldest.0, before + 2);
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_maintaining_wraps_what_a_process_sealed_that_had_not_heard_of_the_rotation() {
    both(|ctx| async move {
        let late = second_process(&ctx);
        crypt::rotate(&ctx.db, &ctx.keys, &ctx.random).await.unwrap();
        let person = Uuid::from_u128(7);
        let name = Place::row("account.name", person);
        let mut tx = ctx.db.begin().await.unwrap();
        let key = crypt::create_person(&mut tx, &late.ctx.keys, person, ctx.now()).await.unwrap();
        tx.commit().await.unwrap();
        let sealed = key.seal(name, b"isi");
        assert!(late.ctx.keys.newest_master() < ctx.keys.newest_master());
        assert_eq!(site::maintain(&late.ctx).await.unwrap(), 1, "by its own job, which looks at the key file");
        assert_eq!(site::maintain(&late.ctx).await.unwrap(), 0, "once");
        assert_eq!(site::maintain(&ctx).await.unwrap(), 0);
        let key = crypt::load_person(&ctx.db, &ctx.keys, person).await.unwrap();
        assert_eq!(key.open(name, &sealed).unwrap(), b"isi");
    })
    .await;
}
