//! The audit trail on both databases.

use super::chain::Head;
use super::{ActorRef, Event, Fact, Report, SignedHead, Witness, link_pending, record, store, verify, verify_against};
use crate::platform::Ctx;
use crate::platform::db::Db;
use crate::testing::both;
use tokio::task::JoinSet;
use uuid::Uuid;

fn event(n: i64) -> Event {
    Event {
        actor: ActorRef::Participant(Uuid::from_u128(1)),
        subject: Some(Uuid::from_u128(2)),
        action: "uji.coba",
        outcome: "ok",
        detail: vec![Fact::Number("n", n)],
    }
}

async fn record_one(ctx: &Ctx, n: i64) {
    let mut tx = ctx.db.begin().await.unwrap();
    record(&mut tx, ctx, event(n)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn link_five(ctx: &Ctx) {
    for n in 1..=5 {
        record_one(ctx, n).await;
    }
    assert_eq!(link_pending(ctx).await.unwrap(), 5);
    assert_eq!(check(ctx).await, good(5));
}

async fn check(ctx: &Ctx) -> Report {
    verify(&ctx.db, ctx.now()).await.unwrap()
}

fn good(events: u64) -> Report {
    Report { events, first_bad: None, stale_unlinked: false, witness: None }
}

fn bad(seq: i64) -> Report {
    Report { events: u64::try_from(seq).unwrap() - 1, first_bad: Some(seq), stale_unlinked: false, witness: None }
}

async fn run_sql(ctx: &Ctx, sql: &'static str) -> Result<u64, sqlx::Error> {
    let mut tx = ctx.db.begin().await?;
    let touched = tx.execute(sql, &[]).await?;
    tx.commit().await?;
    Ok(touched)
}

/// Takes the triggers away, as somebody with the database in their hands can.
async fn disarm(ctx: &Ctx) {
    let drops: &[&'static str] = match ctx.db {
        Db::Sqlite { .. } => &[
            "DROP TRIGGER audit_event_no_update",
            "DROP TRIGGER audit_event_no_delete",
            "DROP TRIGGER audit_link_no_update",
            "DROP TRIGGER audit_link_no_delete",
            "DROP TRIGGER audit_event_no_replace",
            "DROP TRIGGER audit_link_no_replace",
        ],
        Db::Postgres(_) => &["ALTER TABLE audit_event DISABLE TRIGGER USER", "ALTER TABLE audit_link DISABLE TRIGGER USER"],
    };
    for drop in drops {
        run_sql(ctx, drop).await.unwrap();
    }
}

#[tokio::test]
async fn events_are_linked_in_order_and_verify() {
    both(|ctx| async move {
        assert_eq!(check(&ctx).await, good(0));
        link_five(&ctx).await;
        assert_eq!(link_pending(&ctx).await.unwrap(), 0);
        record_one(&ctx, 6).await;
        assert_eq!(link_pending(&ctx).await.unwrap(), 1);
        assert_eq!(check(&ctx).await, good(6));
        let shown: Vec<(i64, String, String)> =
            ctx.db.fetch_all("SELECT seq, actor_ref, outcome FROM chk_audit ORDER BY seq", &[]).await.unwrap();
        assert_eq!(shown.len(), 6);
        assert_eq!(shown[5], (6, "00000000000000000000000000000001".to_owned(), "ok".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn an_event_of_a_change_that_was_rolled_back_does_not_exist() {
    both(|ctx| async move {
        let mut tx = ctx.db.begin().await.unwrap();
        record(&mut tx, &ctx, event(1)).await.unwrap();
        drop(tx);
        assert_eq!(link_pending(&ctx).await.unwrap(), 0);
        assert_eq!(check(&ctx).await, good(0));
    })
    .await;
}

#[tokio::test]
async fn the_tables_refuse_every_change() {
    both(|ctx| async move {
        link_five(&ctx).await;
        for sql in [
            "UPDATE audit_event SET outcome = 'refused'",
            "DELETE FROM audit_event",
            "UPDATE audit_link SET hash = 'x'",
            "DELETE FROM audit_link",
        ] {
            let error = run_sql(&ctx, sql).await.expect_err(sql);
            assert!(error.to_string().contains("append-only"), "{sql}: {error}");
        }
        for sql in replacements(&ctx.db) {
            let error = run_sql(&ctx, sql).await.expect_err(sql);
            assert!(error.to_string().contains("append-only"), "{sql}: {error}");
        }
        let forged = "SELECT COUNT(*) FROM audit_event WHERE outcome = 'refused'";
        let (forged,): (i64,) = ctx.db.fetch_one(forged, &[]).await.unwrap();
        assert_eq!(forged, 0);
        assert_eq!(check(&ctx).await, good(5));
        record_one(&ctx, 6).await;
        assert_eq!(link_pending(&ctx).await.unwrap(), 1, "what is new is taken");
    })
    .await;
}

/// Writes over a row by inserting: by its key, by what else is unique about it, and in SQLite by the number of the row.
fn replacements(db: &Db) -> &'static [&'static str] {
    match db {
        Db::Sqlite { .. } => &[
            "INSERT OR REPLACE INTO audit_event (id, at, actor_ref, subject_ref, action, outcome, detail)
             SELECT id, at, actor_ref, subject_ref, action, 'refused', detail FROM audit_event",
            "INSERT OR REPLACE INTO audit_event (rowid, id, at, actor_ref, subject_ref, action, outcome, detail)
             SELECT rowid, x'01', at, actor_ref, subject_ref, action, 'refused', detail FROM audit_event LIMIT 1",
            "INSERT OR REPLACE INTO audit_link (seq, event_id, prev_hash, hash, linked_at)
             SELECT seq, event_id, prev_hash, 'x', linked_at FROM audit_link",
            "INSERT OR REPLACE INTO audit_link (seq, event_id, prev_hash, hash, linked_at)
             SELECT seq + 100, event_id, prev_hash, 'x', linked_at FROM audit_link",
        ],
        Db::Postgres(_) => &[
            "INSERT INTO audit_event (id, at, actor_ref, subject_ref, action, outcome, detail)
             SELECT id, at, actor_ref, subject_ref, action, outcome, detail FROM audit_event
             ON CONFLICT (id) DO UPDATE SET outcome = 'refused'",
            "INSERT INTO audit_link (seq, event_id, prev_hash, hash, linked_at)
             SELECT seq, event_id, prev_hash, hash, linked_at FROM audit_link ON CONFLICT (seq) DO UPDATE SET hash = 'x'",
        ],
    }
}

#[tokio::test]
async fn parallel_writers_and_linkers_make_one_chain() {
    both(|ctx| async move {
        let mut work = JoinSet::new();
        for writer in 0..4 {
            let ctx = ctx.clone();
            work.spawn(async move {
                for n in 0..25 {
                    record_one(&ctx, writer * 100 + n).await;
                }
                0
            });
        }
        for _ in 0..3 {
            let ctx = ctx.clone();
            work.spawn(async move {
                let mut linked = 0;
                for _ in 0..20 {
                    linked += link_pending(&ctx).await.unwrap();
                    tokio::task::yield_now().await;
                }
                linked
            });
        }
        // Verifying beside the writers finds nothing wrong.
        for _ in 0..5 {
            assert!(check(&ctx).await.is_good());
        }
        let linked: usize = work.join_all().await.into_iter().sum();
        let rest = link_pending(&ctx).await.unwrap();
        assert_eq!(linked + rest, 100);
        assert_eq!(check(&ctx).await, good(100));
    })
    .await;
}

#[tokio::test]
async fn a_long_chain_is_linked_in_batches_and_walked_in_pages() {
    both(|ctx| async move {
        let mut tx = ctx.db.begin().await.unwrap();
        for n in 0..1_203 {
            record(&mut tx, &ctx, event(n)).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(link_pending(&ctx).await.unwrap(), 1_203);
        assert_eq!(check(&ctx).await, good(1_203));
        disarm(&ctx).await;
        run_sql(&ctx, "UPDATE audit_link SET prev_hash = hash WHERE seq = 1101").await.unwrap();
        assert_eq!(check(&ctx).await, bad(1_101));
    })
    .await;
}

#[tokio::test]
async fn a_changed_event_is_found() {
    both(|ctx| async move {
        link_five(&ctx).await;
        disarm(&ctx).await;
        let change = "UPDATE audit_event SET detail = 'n=9' WHERE id = (SELECT event_id FROM audit_link WHERE seq = 3)";
        assert_eq!(run_sql(&ctx, change).await.unwrap(), 1);
        assert_eq!(check(&ctx).await, bad(3));
    })
    .await;
}

#[tokio::test]
async fn a_removed_link_is_found() {
    both(|ctx| async move {
        link_five(&ctx).await;
        disarm(&ctx).await;
        run_sql(&ctx, "DELETE FROM audit_link WHERE seq = 2").await.unwrap();
        assert_eq!(check(&ctx).await.first_bad, Some(2));
    })
    .await;
}

#[tokio::test]
async fn a_chain_cut_short_is_found() {
    both(|ctx| async move {
        link_five(&ctx).await;
        disarm(&ctx).await;
        run_sql(&ctx, "DELETE FROM audit_link WHERE seq >= 4").await.unwrap();
        assert_eq!(check(&ctx).await.first_bad, Some(4));
    })
    .await;
}

#[tokio::test]
async fn a_link_that_nobody_made_is_found() {
    both(|ctx| async move {
        link_five(&ctx).await;
        record_one(&ctx, 6).await;
        run_sql(
            &ctx,
            "INSERT INTO audit_link (seq, event_id, prev_hash, hash, linked_at) SELECT 6, event_id, 'x', 'y', 0 FROM audit_pending",
        )
        .await
        .unwrap();
        assert_eq!(check(&ctx).await.first_bad, Some(6));
    })
    .await;
}

#[tokio::test]
async fn a_head_that_was_moved_is_found() {
    both(|ctx| async move {
        link_five(&ctx).await;
        let forged = "UPDATE fact SET value = '5:1111111111111111111111111111111111111111111111111111111111111111' WHERE name = 'audit_head'";
        run_sql(&ctx, forged).await.unwrap();
        assert_eq!(check(&ctx).await.first_bad, Some(5));
        run_sql(&ctx, "UPDATE fact SET value = 'x' WHERE name = 'audit_head'").await.unwrap();
        assert_eq!(check(&ctx).await.first_bad, Some(1));
        run_sql(&ctx, "DELETE FROM fact WHERE name = 'audit_head'").await.unwrap();
        assert_eq!(check(&ctx).await.first_bad, Some(1));
    })
    .await;
}

#[tokio::test]
async fn an_event_that_is_not_linked_for_a_minute_is_found() {
    both(|ctx| async move {
        record_one(&ctx, 1).await;
        assert_eq!(check(&ctx).await, good(0));
        ctx.clock.set_offset_ms(ctx.clock.offset_ms() + 61_000);
        assert!(check(&ctx).await.stale_unlinked);
        assert!(!check(&ctx).await.is_good());
        // Taken off the list of pending events, it would never be linked: that is found as well.
        run_sql(&ctx, "DELETE FROM audit_pending").await.unwrap();
        assert_eq!(link_pending(&ctx).await.unwrap(), 0);
        assert!(check(&ctx).await.stale_unlinked);
    })
    .await;
}

/// The head as the log has it at this moment.
async fn printed(ctx: &Ctx) -> String {
    let head = store::head(&ctx.db).await.unwrap().and_then(|text| Head::parse(&text)).unwrap();
    SignedHead::sign(&ctx.keys, head).to_string()
}

async fn witness(ctx: &Ctx, printed: &str) -> Report {
    verify_against(ctx, &SignedHead::parse(printed).unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_printed_head_confirms_the_chain_and_shows_that_it_was_rewritten() {
    both(|ctx| async move {
        link_five(&ctx).await;
        let fifth = printed(&ctx).await;
        record_one(&ctx, 6).await;
        link_pending(&ctx).await.unwrap();
        let report = witness(&ctx, &fifth).await;
        assert_eq!((report.witness, report.is_good()), (Some(Witness::Confirms), true), "also when the chain went on");

        // Somebody with the database alone changes an event and computes every hash anew: the chain holds, the printed head does not.
        disarm(&ctx).await;
        run_sql(&ctx, "UPDATE audit_event SET detail = 'n=9' WHERE id = (SELECT event_id FROM audit_link WHERE seq = 5)")
            .await
            .unwrap();
        let links = store::page(&ctx.db, 0, 6, 6).await.unwrap();
        let mut tx = ctx.db.begin().await.unwrap();
        tx.execute("DELETE FROM audit_link", &[]).await.unwrap();
        let mut head = Head::genesis();
        for link in links {
            let event = link.event().unwrap();
            let next = head.link(&event);
            store::insert_link(&mut tx, next.seq, event.id, &head.hash, &next.hash, 0).await.unwrap();
            head = next;
        }
        let before = store::lock_head(&mut tx, "").await.unwrap();
        assert!(store::move_head(&mut tx, &before, &head.to_string()).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(check(&ctx).await, good(6), "nothing in the database tells");
        let report = witness(&ctx, &fifth).await;
        assert_eq!((report.witness, report.is_good()), (Some(Witness::Contradicts), false));
        assert!(report.to_string().contains("rewritten"));
    })
    .await;
}

#[tokio::test]
async fn a_head_that_was_not_signed_here_is_called_forged() {
    both(|ctx| async move {
        link_five(&ctx).await;
        let genuine = printed(&ctx).await;
        assert!(witness(&ctx, &genuine).await.is_good());
        assert!(witness(&ctx, &format!(" {genuine}\n")).await.is_good(), "as it is copied from a log");
        let (head, signature) = genuine.rsplit_once(':').unwrap();
        let bent = if signature.starts_with('0') { "1" } else { "0" };
        let moved = head.replacen('5', "4", 1);
        for forged in [format!("{head}:{bent}{}", &signature[1..]), format!("{moved}:{signature}")] {
            let report = witness(&ctx, &forged).await;
            assert_eq!((report.witness, report.is_good()), (Some(Witness::Forged), false), "{forged}");
        }
        crate::platform::crypt::rotate(&ctx.db, &ctx.keys, &ctx.random).await.unwrap();
        assert!(witness(&ctx, &genuine).await.is_good(), "a rotation changes nothing");

        let folder = tempfile::tempdir().unwrap();
        let keys = crate::platform::crypt::Keys::create(&folder.path().join("lain.toml"), &ctx.random, true).unwrap();
        let elsewhere = Ctx { keys, ..ctx.clone() };
        assert_eq!(witness(&elsewhere, &genuine).await.witness, Some(Witness::Forged), "other keys");
        for text in ["", "5", head, "x:y:z", &format!("{head}:zz"), &format!("-1{}:{signature}", &head[1..])] {
            assert!(SignedHead::parse(text).is_none(), "{text}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_chain_cut_back_to_an_earlier_head_is_found_by_a_later_one() {
    both(|ctx| async move {
        link_five(&ctx).await;
        let fifth = printed(&ctx).await;
        disarm(&ctx).await;
        let fourth = store::page(&ctx.db, 3, 4, 1).await.unwrap().remove(0).hash;
        let mut tx = ctx.db.begin().await.unwrap();
        tx.execute("DELETE FROM audit_link WHERE seq = 5", &[]).await.unwrap();
        let before = store::lock_head(&mut tx, "").await.unwrap();
        assert!(store::move_head(&mut tx, &before, &format!("4:{fourth}")).await.unwrap());
        tx.execute("DELETE FROM audit_event WHERE id NOT IN (SELECT event_id FROM audit_link)", &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(check(&ctx).await, good(4));
        assert_eq!(witness(&ctx, &fifth).await.witness, Some(Witness::Contradicts));
    })
    .await;
}
