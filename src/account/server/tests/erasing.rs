//! Who comes while somebody is being erased, on both databases.

use super::demo;
use crate::account::erase_due;
use crate::account::rules::removal::CANCEL_LIFE;
use crate::params;
use crate::platform::db::Db;
use crate::site;
use crate::testing::web::{App, DEMO_PASSWORD, SARI};
use std::time::Duration;

/// Long enough for any machine; whoever waits that long has waited in vain.
const IN_VAIN: Duration = Duration::from_secs(60);

/// Waits until this many statements wait for a row that somebody else holds. SQLite has one writer, so there nobody comes in between.
async fn waiting(app: &App, count: impl Fn() -> i64) {
    const WAITING: &str = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    if matches!(app.ctx.db, Db::Sqlite { .. }) {
        return;
    }
    let reached = async {
        while app.count(WAITING).await < count() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(tokio::time::timeout(IN_VAIN, reached).await.is_ok(), "{} wait", app.count(WAITING).await);
}

/// What was left behind of whoever has an account: nobody else does anything here.
async fn left_behind(app: &App) -> Vec<&'static str> {
    let mut left = Vec::new();
    for (what, sql) in [
        ("links", "SELECT COUNT(*) FROM password_reset"),
        ("sign-ins", "SELECT COUNT(*) FROM sign_in WHERE account_id IS NOT NULL"),
        ("codes", "SELECT COUNT(*) FROM otp_challenge"),
        ("sessions", "SELECT COUNT(*) FROM session"),
        ("letters", "SELECT COUNT(*) FROM outbox WHERE person_id IS NOT NULL"),
    ] {
        left.extend((app.count(sql).await > 0).then_some(what));
    }
    left
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_signs_in_or_asks_for_a_link_while_a_person_is_erased_leaves_nothing_of_theirs_behind() {
    demo(|app| async move {
        let id = app.account_id(SARI).await;
        app.inside(SARI).await.post("/api/account/removal_request", &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        app.pass(CANCEL_LIFE);
        let (mut guest, mut owner) = (app.browser(), app.browser());
        let (for_link, for_entry) = (guest.captcha("lupa").await, owner.captcha("masuk").await);

        // The erasure stops before the last thing that it destroys.
        let mut holder = app.ctx.db.begin().await.unwrap();
        let key = "UPDATE person_key SET master_id = master_id WHERE person_id = $1";
        assert_eq!(holder.execute(key, params![id]).await.unwrap(), 1);
        let ctx = app.ctx.clone();
        let job = tokio::spawn(async move { erase_due(&ctx, &site::erasures()).await.unwrap() });
        waiting(&app, || 1).await;
        let link = tokio::spawn(async move {
            let (token, sum) = for_link;
            guest.post("/api/account/forgot", &[("email", SARI), ("tantangan", &token), ("captcha", &sum)]).await
        });
        let entry = tokio::spawn(async move {
            let (token, sum) = for_entry;
            let typed = [("email", SARI), ("password", DEMO_PASSWORD), ("tantangan", token.as_str()), ("captcha", sum.as_str())];
            owner.post("/api/account/sign_in", &typed).await
        });
        // Both stand behind the erasure, or have been answered.
        waiting(&app, || 1 + i64::from(!link.is_finished()) + i64::from(!entry.is_finished())).await;
        holder.commit().await.unwrap();

        assert_eq!(job.await.unwrap(), 1);
        // The answer is the same as for an address that nobody has.
        link.await.unwrap().leads_to("/lupa-password");
        let entered = entry.await.unwrap();
        assert!(entered.sets("sesi").is_none(), "{entered:?}");
        // With one writer it may have come before the erasure.
        assert!(matches!(app.ctx.db, Db::Sqlite { .. }) || entered.location() != "/masuk/kode", "{entered:?}");
        assert_eq!(left_behind(&app).await, Vec::<&str>::new());
    })
    .await;
}
