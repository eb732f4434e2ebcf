//! Accounts that were used on more devices than one statement reads or writes, on both databases.

use super::demo;
use crate::params;
use crate::testing::web::{App, BIMA, DEMO_PASSWORD, NEW_PASSWORD, SARI};
use uuid::Uuid;

/// More than a hundred, of which every part of the walk has some.
const MANY: usize = 130;

/// The account is used on many devices in the next minutes, and wrong passwords are typed on all of them.
async fn used_on_many(app: &App, account: Uuid) {
    app.pass(600);
    let (now, mut tx) = (app.ctx.now(), app.ctx.db.begin().await.unwrap());
    for number in 0..MANY {
        let id = app.ctx.random.id(now);
        let device =
            "INSERT INTO device (id, account_id, token_hash, class, created_at, last_seen_at) VALUES ($1, $2, $3, 'linux', $4, $4)";
        let hash = format!("{:x}{}", number % 16, id.simple());
        tx.execute(device, params![id, account, hash, now]).await.unwrap();
        let guard = "INSERT INTO guard (name, failures, locks, locked_until, updated_at) VALUES ($1, 50, 9, 0, $2)";
        tx.execute(guard, params![format!("device:{}", id.simple()), now]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_browser_stays_known_however_many_others_were_used_since() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        app.inside(SARI).await;
        assert_eq!(app.messages_to(SARI, "new_device").await.len(), 1, "of the second one");
        used_on_many(&app, app.account_id(SARI).await).await;
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        browser.enter(SARI, DEMO_PASSWORD).await;
        assert_eq!(app.messages_to(SARI, "new_device").await.len(), 1);
        app.inside(SARI).await;
        assert_eq!(app.messages_to(SARI, "new_device").await.len(), 2, "and another one is new");
    })
    .await;
}

#[tokio::test]
async fn a_new_password_forgives_what_was_typed_on_every_device_and_on_nobody_else_s() {
    const LOCKED: &str = "SELECT COUNT(*) FROM guard WHERE name LIKE 'device:%'";
    demo(|app| async move {
        let many = i64::try_from(MANY).unwrap();
        for email in [SARI, BIMA] {
            used_on_many(&app, app.account_id(email).await).await;
        }
        assert_eq!(app.count(LOCKED).await, 2 * many);
        let mut browser = app.browser();
        browser.post_solved("/api/account/forgot", "lupa", &[("email", SARI)]).await.leads_to("/lupa-password");
        browser.get(&app.link(SARI, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
        browser.post("/api/account/reset", &[("password_baru", NEW_PASSWORD)]).await.leads_to("/masuk");
        assert_eq!(app.count(LOCKED).await, many, "Bima's are still closed");
    })
    .await;
}
