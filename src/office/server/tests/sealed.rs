//! What is sealed belongs to its row.

use super::people::{id_of, page_of};
use super::with_people;
use crate::kernel::staff::Role;
use crate::params;
use crate::testing::office::in_office;
use crate::testing::web::SARI;
use axum::http::StatusCode;
use uuid::Uuid;

#[tokio::test]
async fn two_full_views_of_one_participant_that_traded_what_they_refer_to_are_noticed() {
    with_people(|app| async move {
        let sari = id_of(&app, SARI).await;
        let number = sari.simple().to_string();
        let references = ["TJ-20418 nomor telepon", "TJ-20777 alamat"];
        for reference in references {
            let (_, mut support) = in_office(&app, Role::Support).await;
            let typed = [("peserta", number.as_str()), ("alasan", "ticket"), ("rujukan", reference)];
            support.post("/api/office/person_full", &typed).await.leads_to(&format!("{}#data-lengkap", page_of(sari)));
        }
        let (_, mut auditor) = in_office(&app, Role::Auditor).await;
        let page = auditor.get(&page_of(sari)).await;
        assert!(references.iter().all(|reference| page.body.contains(reference)));

        let rows: Vec<(Uuid, Vec<u8>)> = app.ctx.db.fetch_all("SELECT id, reference_sealed FROM full_view", &[]).await.unwrap();
        let [first, second] = rows.try_into().unwrap();
        let mut tx = app.ctx.db.begin().await.unwrap();
        for (id, sealed) in [(first.0, second.1), (second.0, first.1)] {
            tx.execute("UPDATE full_view SET reference_sealed = $2 WHERE id = $1", params![id, sealed]).await.unwrap();
        }
        tx.commit().await.unwrap();

        let page = auditor.get(&page_of(sari)).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(references.iter().all(|reference| !page.body.contains(reference)));
    })
    .await;
}
