//! When the files are scrubbed, on both databases.

use super::{Table, scrub_if_due, scrub_now, scrub_wanted};
use crate::platform::Ctx;
use crate::platform::db;
use crate::testing::both;
use tokio::task::JoinSet;

const TABLES: &[Table] = &[Table::erased("notice", &[]), Table::kept("fact", "it is only a test")];

async fn somebody_was_erased(ctx: &Ctx) {
    let mut tx = ctx.db.begin().await.unwrap();
    scrub_wanted(&mut tx, ctx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn is_wanted(ctx: &Ctx) -> bool {
    db::fact(&ctx.db, "scrub_wanted").await.unwrap().is_some()
}

fn pass(ctx: &Ctx, seconds: i64) {
    ctx.clock.set_offset_ms(ctx.clock.offset_ms() + seconds * 1000);
}

#[tokio::test]
async fn in_passing_the_files_are_scrubbed_after_an_erasure_only_and_once_an_hour() {
    both(|ctx| async move {
        assert!(!scrub_if_due(&ctx, TABLES).await.unwrap(), "nobody was erased");
        somebody_was_erased(&ctx).await;
        assert!(scrub_if_due(&ctx, TABLES).await.unwrap());
        assert!(!is_wanted(&ctx).await && !scrub_if_due(&ctx, TABLES).await.unwrap());
        pass(&ctx, 60);
        somebody_was_erased(&ctx).await;
        assert!(!scrub_if_due(&ctx, TABLES).await.unwrap(), "within the hour it waits");
        assert!(is_wanted(&ctx).await, "and is not forgotten");
        pass(&ctx, 3_600);
        assert!(scrub_if_due(&ctx, TABLES).await.unwrap());
        assert!(!is_wanted(&ctx).await);
        // A clock that was set back must not put it off for ever.
        somebody_was_erased(&ctx).await;
        pass(&ctx, -86_400);
        assert!(scrub_if_due(&ctx, TABLES).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn of_several_processes_one_scrubs() {
    both(|ctx| async move {
        somebody_was_erased(&ctx).await;
        let mut processes = JoinSet::new();
        for _ in 0..6 {
            let ctx = ctx.clone();
            processes.spawn(async move { scrub_if_due(&ctx, TABLES).await.unwrap() });
        }
        assert_eq!(processes.join_all().await.into_iter().filter(|done| *done).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_command_scrubs_whenever_it_is_asked() {
    both(|ctx| async move {
        assert!(scrub_now(&ctx, TABLES).await.unwrap());
        somebody_was_erased(&ctx).await;
        assert!(scrub_now(&ctx, TABLES).await.unwrap());
        assert!(!is_wanted(&ctx).await);
    })
    .await;
}

#[tokio::test]
async fn what_would_take_too_long_is_broken_off_and_left_as_it_was() {
    both(|ctx| async move {
        let mut tx = ctx.db.begin().await.unwrap();
        let many = "INSERT INTO fact (name, value) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) \
                    SELECT 'uji' || CAST(i AS TEXT), 'isi' FROM n";
        tx.execute(many, &[]).await.unwrap();
        tx.commit().await.unwrap();
        let done = ctx.db.scrub(&["notice"], Some(std::time::Duration::ZERO)).await.unwrap();
        assert!(!done);
        assert!(ctx.db.scrub(&["notice"], None).await.unwrap(), "the next one is not hindered by it");
    })
    .await;
}
