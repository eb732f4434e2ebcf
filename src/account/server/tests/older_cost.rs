//! Password records that were made at another cost than today's: renewed at the only moment when the password is known.

use super::demo;
use crate::params;
use crate::platform::config::Hashing;
use crate::platform::hashing::{Hasher, Verdict};
use crate::testing::web::{App, DEMO_PASSWORD, SARI};
use uuid::Uuid;

async fn record(app: &App, account: Uuid) -> String {
    let (record,): (String,) =
        app.ctx.db.fetch_one("SELECT password_hash FROM account WHERE id = $1", params![account]).await.unwrap();
    record
}

/// What a record says of how it was made: `$argon2id$v=19$m=…,t=…,p=…,keyid=…`.
fn cost(record: &str) -> &str {
    record.rsplitn(3, '$').nth(2).unwrap()
}

#[tokio::test]
async fn clause_3_3_a_record_of_an_older_cost_is_renewed_at_sign_in_and_a_wrong_password_changes_nothing() {
    demo(|app| async move {
        let sari = app.account_id(SARI).await;
        let cheap = Hashing { memory_kib: 64, iterations: 1, parallelism: 1 };
        let old = Hasher::new(cheap, &app.ctx.keys).unwrap().hash(DEMO_PASSWORD).await.unwrap();
        assert!(cost(&old).contains("$m=64,t=1,p=1,"), "{old}");
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.execute("UPDATE account SET password_hash = $2 WHERE id = $1", params![sari, &old]).await.unwrap();
        tx.commit().await.unwrap();

        app.browser().sign_in(SARI, "bukan-password-sari-1").await.refuses("password", "wrong");
        assert_eq!(record(&app, sari).await, old);

        app.browser().sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let renewed = record(&app, sari).await;
        assert_eq!(cost(&renewed), cost(&app.ctx.hasher.hash(DEMO_PASSWORD).await.unwrap()), "{renewed}");
        let verdict = app.ctx.hasher.verify(DEMO_PASSWORD, &renewed).await.unwrap();
        assert_eq!(verdict, Verdict { ok: true, needs_rehash: false });

        app.pass(61);
        app.browser().enter(SARI, DEMO_PASSWORD).await;
        assert_eq!(record(&app, sari).await, renewed, "once");
    })
    .await;
}
