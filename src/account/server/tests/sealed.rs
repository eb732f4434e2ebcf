//! What is sealed belongs to its row.

use super::demo;
use crate::kernel::email::Email;
use crate::params;
use crate::testing::web::{AYU, DEMO_PASSWORD, SARI};
use axum::http::StatusCode;
use uuid::Uuid;

#[tokio::test]
async fn clause_2_5a_where_a_code_went_is_shown_to_nobody_whose_sign_in_it_was_not() {
    demo(|app| async move {
        let (mut sari, mut ayu) = (app.browser(), app.browser());
        sari.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        ayu.sign_in(AYU, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        let masked = |address| Email::parse(address).unwrap().masked();
        assert!(sari.get("/masuk/kode").await.body.contains(&masked(SARI)));
        assert!(ayu.get("/masuk/kode").await.body.contains(&masked(AYU)));

        let rows: Vec<(Uuid, Vec<u8>)> =
            app.ctx.db.fetch_all("SELECT id, destination_sealed FROM sign_in WHERE account_id IS NOT NULL", &[]).await.unwrap();
        let [first, second] = rows.try_into().unwrap();
        let mut tx = app.ctx.db.begin().await.unwrap();
        for (id, sealed) in [(first.0, second.1), (second.0, first.1)] {
            tx.execute("UPDATE sign_in SET destination_sealed = $2 WHERE id = $1", params![id, sealed]).await.unwrap();
        }
        tx.commit().await.unwrap();

        for browser in [&mut sari, &mut ayu] {
            let page = browser.get("/masuk/kode").await;
            assert_ne!(page.status, StatusCode::OK);
            for address in [SARI, AYU] {
                assert!(!page.body.contains(&masked(address)), "{}", page.body);
            }
        }
    })
    .await;
}
