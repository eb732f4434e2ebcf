//! The list of staff: who sees it, who changes it, and that an administrator always stays.

use super::demo;
use crate::kernel::email::Email;
use crate::kernel::fault::Code;
use crate::kernel::staff::Role;
use crate::office::{bootstrap, deactivate_address};
use crate::testing::office::{ADMIN, AUDITOR, colleague, id_of, in_office};
use crate::testing::web::{App, Browser};
use tokio::task::JoinSet;
use uuid::Uuid;

async fn deactivate(browser: &mut Browser, id: Uuid) -> crate::testing::web::Answer {
    browser.post("/api/office/deactivate", &[("staf", &id.simple().to_string())]).await
}

async fn administrators(app: &App) -> i64 {
    app.count("SELECT COUNT(*) FROM staff WHERE role = 'administrator' AND status = 'active'").await
}

#[tokio::test]
async fn access_that_is_ended_ends_at_once_and_the_person_is_told() {
    demo(|app| async move {
        let (mut admin, mut auditor) = (app.browser(), app.browser());
        auditor.enter_office(AUDITOR).await;
        let mut halfway = app.browser();
        halfway.office_password(AUDITOR, crate::testing::web::DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
        admin.enter_office(ADMIN).await;
        let id = id_of(&app, AUDITOR).await;
        let button = ("staf", id.simple().to_string());
        admin.submit("/kantor/staf", "/api/office/deactivate", &[(button.0, &button.1)]).await.leads_to("/kantor/staf");
        assert!(admin.get("/kantor/staf").await.body.contains("Akses dihentikan."));
        assert!(!auditor.is_in_office().await);
        halfway.office_code(&crate::testing::office::value(&app, AUDITOR)).await.says(Code::Elsewhere);
        auditor.office_password(AUDITOR, crate::testing::web::DEMO_PASSWORD).await.refuses("password", "wrong");
        assert!(app.message_to(AUDITOR, "staff_deactivated").await.text.contains("administrator"));
        deactivate(&mut admin, id).await.says(Code::NotFound);
        let (actor,): (String,) =
            app.ctx.db.fetch_one("SELECT actor_ref FROM audit_event WHERE action = 'staff.deactivate'", &[]).await.unwrap();
        assert_eq!(actor, id_of(&app, ADMIN).await.simple().to_string());

        // Whoever was deactivated can be invited anew.
        let typed = [("email", AUDITOR), ("peran", "auditor")];
        admin.post("/api/office/invite", &typed).await.leads_to("/kantor/staf");
    })
    .await;
}

#[tokio::test]
async fn an_administrator_without_colleagues_who_lost_the_phone_comes_back_by_the_operator_s_hand() {
    demo(|app| async move {
        let mut admin = app.browser();
        admin.enter_office(ADMIN).await;
        assert!(bootstrap(&app.ctx).await.unwrap().is_none());
        let address = |text: &str| Email::parse(text).unwrap();
        assert!(!deactivate_address(&app.ctx, &address("tidak-ada@kantor.example")).await.unwrap());
        assert!(deactivate_address(&app.ctx, &address(ADMIN)).await.unwrap());
        assert!(!admin.is_in_office().await);
        assert!(!deactivate_address(&app.ctx, &address(ADMIN)).await.unwrap(), "once");
        let (actor, count): (String, i64) = app
            .ctx
            .db
            .fetch_one("SELECT MIN(actor_ref), COUNT(*) FROM audit_event WHERE action = 'staff.deactivate'", &[])
            .await
            .unwrap();
        assert_eq!((actor.as_str(), count), ("system", 1));
        app.message_to(ADMIN, "staff_deactivated").await;
        assert!(bootstrap(&app.ctx).await.unwrap().is_some(), "the printed address invites the next one");
    })
    .await;
}

#[tokio::test]
async fn nobody_ends_their_own_access_and_the_last_administrator_stays() {
    demo(|app| async move {
        let mut admin = app.browser();
        admin.enter_office(ADMIN).await;
        let own = id_of(&app, ADMIN).await;
        deactivate(&mut admin, own).await.refuses("staf", "own");
        admin.post_plain("/api/office/deactivate", &[("staf", &own.simple().to_string())]).await.leads_to("/kantor/staf");
        let page = admin.get("/kantor/staf").await.body;
        assert!(
            page.contains("Akses sendiri tidak bisa dihentikan") && !page.contains("href=\"#staf\""),
            "the page has no such field: {page}"
        );
        deactivate(&mut admin, Uuid::nil()).await.says(Code::NotFound);
        admin.post("/api/office/deactivate", &[]).await.says(Code::NotFound);
        assert_eq!(administrators(&app).await, 1);
    })
    .await;
}

#[tokio::test]
async fn administrators_who_end_each_other_at_the_same_moment_leave_one() {
    demo(|app| async move {
        let mut everybody = Vec::new();
        for _ in 0..5 {
            everybody.push(in_office(&app, Role::Administrator).await);
        }
        let demo_admin = id_of(&app, ADMIN).await;
        deactivate(&mut everybody[0].1, demo_admin).await.leads_to("/kantor/staf");
        let ids: Vec<Uuid> = everybody.iter().map(|(id, _)| *id).collect();
        let mut posts = JoinSet::new();
        for (own, browser) in &everybody {
            for other in ids.iter().filter(|id| *id != own) {
                let (mut tab, other) = (browser.clone(), *other);
                posts.spawn(async move { deactivate(&mut tab, other).await });
            }
        }
        let ended = posts.join_all().await.iter().filter(|answer| answer.location() == "/kantor/staf").count();
        assert_eq!((ended, administrators(&app).await), (4, 1));
    })
    .await;
}

#[tokio::test]
async fn an_auditor_reads_the_list_and_finds_nothing_to_press() {
    demo(|app| async move {
        let mut auditor = app.browser();
        auditor.enter_office(AUDITOR).await;
        let page = auditor.get("/kantor/staf").await;
        assert!(page.body.contains("Ratna Dewanti") && page.body.contains("Petugas program") && page.body.contains(ADMIN));
        assert!(!page.body.contains("/api/office/invite") && page.button("staf").is_none());
        let link = "href=\"/kantor/staf\"";
        assert!(auditor.get("/kantor").await.body.contains(link));
        let (_, mut finance) = in_office(&app, Role::Finance).await;
        let refused = finance.get("/kantor/staf").await;
        assert_eq!(refused.status, 403);
        assert!(refused.body.contains("Bukan untuk peran Anda") && !refused.body.contains("Ratna"));
        assert_eq!(refused.link("Ke halaman kantor").as_deref(), Some("/kantor"));
        assert!(!finance.get("/kantor").await.body.contains(link), "no link to what the role may not open");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_names_an_address_and_a_role_that_exist() {
    demo(|app| async move {
        let mut admin = app.browser();
        admin.enter_office(ADMIN).await;
        let fault = admin.post("/api/office/invite", &[]).await.says(Code::Invalid);
        assert_eq!((fault.is_field("email"), fault.is_field("peran")), (Some("required"), Some("required")));
        for (email, role, field, code) in [
            ("rini@", "support", "email", "shape"),
            ("rini@kantor.example", "provider", "peran", "unknown"),
            (AUDITOR, "support", "email", "taken"),
        ] {
            admin.post("/api/office/invite", &[("email", email), ("peran", role)]).await.refuses(field, code);
        }
        colleague(&app, Role::Support).await;
        admin
            .submit("/kantor/staf", "/api/office/invite", &[("email", "rini@"), ("peran", "support")])
            .await
            .leads_to("/kantor/staf");
        let page = admin.get("/kantor/staf").await;
        assert_eq!(page.value("email").as_deref(), Some("rini@"));
        assert!(page.body.contains("value=\"support\" selected"));
    })
    .await;
}
