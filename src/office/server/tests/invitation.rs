//! Invitations: the first administrator's from the command line, and those that administrators send.

use super::{demo, portal};
use crate::kernel::email::Email;
use crate::kernel::fault::Code;
use crate::kernel::instant::Instant;
use crate::kernel::staff::Role;
use crate::office::server::store::invitation as invitations;
use crate::office::{bootstrap, deactivate_address, seed_demo};
use crate::otp::Secret;
use crate::params;
use crate::platform::config::Mode;
use crate::site;
use crate::testing::office::{ADMIN, id_of, in_office};
use crate::testing::web::{Answer, App, Browser};
use tokio::task::JoinSet;
use uuid::Uuid;

const NEW: &str = "rini@kantor.example";
const PASSWORD: &str = "kucing-hujan-pelangi-88";

/// What an authenticator shows that was given the key of the page.
fn shown(page: &Answer, now: Instant) -> String {
    let key = page.body.split("<code translate=\"no\">").nth(1).unwrap().split('<').next().unwrap();
    let mut bits = Vec::new();
    for char in key.chars().filter(|char| *char != ' ') {
        let value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(char).unwrap();
        bits.extend((0..5).rev().map(|bit| value >> bit & 1));
    }
    let bytes: Vec<u8> = bits.chunks(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | *bit as u8)).collect();
    Secret::from_slice(&bytes).unwrap().shown_at(now).unwrap().as_str().to_owned()
}

/// The path of what `admin bootstrap` prints.
async fn printed(app: &App) -> String {
    let address = bootstrap(&app.ctx).await.unwrap().expect("there is no administrator yet");
    address.strip_prefix(&app.ctx.config.server.public_url).unwrap().to_owned()
}

/// Up to the authenticator, without scripts.
async fn fill(browser: &mut Browser, link: &str, typed: &[(&str, &str)]) -> Answer {
    browser.submit(link, "/api/office/invitation_open", &[]).await.leads_to("/kantor/undangan");
    browser.submit("/kantor/undangan", "/api/office/accept", typed).await.leads_to("/kantor/undangan");
    browser.get("/kantor/undangan").await
}

async fn invite(app: &App, email: &str, role: &str) -> String {
    let mut admin = app.browser();
    admin.enter_office(ADMIN).await;
    admin.submit("/kantor/staf", "/api/office/invite", &[("email", email), ("peran", role)]).await.leads_to("/kantor/staf");
    app.link(email, "staff_invitation", "/kantor/undangan/").await
}

#[tokio::test]
async fn the_first_administrator_comes_in_by_the_printed_address_and_then_there_is_none_any_more() {
    portal(|app| async move {
        let link = printed(&app).await;
        let mut browser = app.browser();
        let page = browser.get(&link).await;
        assert!(page.body.contains("Administrator") && page.body.contains("Terima undangan"));
        assert_eq!(
            app.count("SELECT COUNT(*) FROM staff_invitation WHERE flow_hash IS NOT NULL").await,
            0,
            "looking changes nothing"
        );
        let typed = [("nama", "Rini Kartika"), ("email", NEW), ("password_baru", PASSWORD)];
        let page = fill(&mut browser, &link, &typed).await;
        assert!(page.body.contains("class=\"qr\""));
        assert_eq!(app.count("SELECT COUNT(*) FROM staff").await, 0, "nobody is staff before the authenticator");
        let code = shown(&page, app.ctx.now());
        let entered = browser.submit("/kantor/undangan", "/api/office/accept_confirm", &[("kode", &code)]).await;
        entered.leads_to("/kantor");
        assert!(entered.sets("kantor").unwrap().contains("SameSite=Strict"));
        assert!(browser.get("/kantor").await.body.contains("Rini Kartika"));
        assert!(bootstrap(&app.ctx).await.unwrap().is_none());
        let events = "SELECT COUNT(*) FROM audit_event WHERE action IN ('staff.bootstrap', 'staff.accept', 'staff.sign_in')";
        assert_eq!(app.count(events).await, 3);
        let record: (String,) = app.ctx.db.fetch_one("SELECT password_hash FROM staff", &[]).await.unwrap();
        assert!(record.0.contains("$m=65536,t=3,p=1,"), "{}", record.0);

        // The value that confirmed is used up, also for signing in.
        let mut again = app.browser();
        again.office_password(NEW, PASSWORD).await.leads_to("/kantor/masuk/kode");
        again.office_code(&code).await.refuses("kode", "used");
    })
    .await;
}

#[tokio::test]
async fn the_printed_address_lives_a_quarter_of_an_hour_and_the_newest_counts() {
    portal(|app| async move {
        let first = printed(&app).await;
        let second = printed(&app).await;
        let mut browser = app.browser();
        assert!(browser.get(&first).await.body.contains("tidak berlaku lagi"));
        app.pass(899);
        assert!(browser.get(&second).await.body.contains("Terima undangan"));
        app.pass(1);
        assert!(browser.get(&second).await.body.contains("tidak berlaku lagi"));
        browser
            .post("/api/office/invitation_open", &[("token", second.rsplit('/').next().unwrap())])
            .await
            .leads_to("/kantor/undangan");
        assert!(browser.get("/kantor/undangan").await.body.contains("tidak berlaku lagi"));
        site::maintain(&app.ctx).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_invitation WHERE state = 'open'").await, 0);
        app.pass(86_401);
        site::maintain(&app.ctx).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_invitation").await, 0);
        assert_eq!(app.count("SELECT COUNT(*) FROM person_key").await, 0, "with it goes the key of whoever never came");
    })
    .await;
}

#[tokio::test]
async fn production_has_the_same_way_in_and_no_demo_staff() {
    portal(|app| async move {
        let app = App::with(app.ctx, |config| config.mode = Mode::Production);
        assert!(seed_demo(&app.ctx).await.is_err());
        assert_eq!(app.count("SELECT COUNT(*) FROM staff").await, 0);
        let link = printed(&app).await;
        assert!(app.browser().get(&link).await.body.contains("Terima undangan"));
    })
    .await;
}

#[tokio::test]
async fn fifty_uses_of_one_invitation_make_one_member() {
    demo(|app| async move {
        let link = invite(&app, NEW, "support").await;
        let mut browser = app.browser();
        let page = fill(&mut browser, &link, &[("nama", "Rini Kartika"), ("password_baru", PASSWORD)]).await;
        let code = shown(&page, app.ctx.now());
        let mut posts = JoinSet::new();
        for _ in 0..50 {
            let (mut tab, code) = (browser.clone(), code.clone());
            posts.spawn(async move { tab.post("/api/office/accept_confirm", &[("kode", &code)]).await });
        }
        let answers = posts.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.location() == "/kantor").count(), 1);
        for answer in answers.iter().filter(|answer| answer.location().is_empty()) {
            assert!(matches!(answer.fault().code, Code::Elsewhere | Code::Limited), "{answer:?}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM staff").await, 7);
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_invitation WHERE state = 'accepted'").await, 1);
        assert!(app.browser().get(&link).await.body.contains("tidak berlaku lagi"));
    })
    .await;
}

#[tokio::test]
async fn the_same_browser_goes_on_where_it_stopped_and_another_one_begins_anew() {
    demo(|app| async move {
        let link = invite(&app, NEW, "curator").await;
        let mut browser = app.browser();
        let typed = [("nama", "Rini Kartika"), ("password_baru", PASSWORD)];
        let page = fill(&mut browser, &link, &typed).await;
        let code = shown(&page, app.ctx.now());
        browser.submit(&link, "/api/office/invitation_open", &[]).await.leads_to("/kantor/undangan");
        assert_eq!(shown(&browser.get("/kantor/undangan").await, app.ctx.now()), code);

        let mut other = app.browser();
        other.submit(&link, "/api/office/invitation_open", &[]).await.leads_to("/kantor/undangan");
        let page = other.get("/kantor/undangan").await;
        assert!(page.body.contains("name=\"password_baru\"") && page.body.contains(NEW), "the first password is gone");
        browser.post("/api/office/accept_confirm", &[("kode", &code)]).await.says(Code::Elsewhere);
        assert!(browser.get("/kantor/undangan").await.body.contains("tidak berlaku lagi"));
    })
    .await;
}

#[tokio::test]
async fn every_field_is_refused_by_name_and_keeps_what_was_typed() {
    portal(|app| async move {
        let link = printed(&app).await;
        let mut browser = app.browser();
        browser.submit(&link, "/api/office/invitation_open", &[]).await.leads_to("/kantor/undangan");
        let fault = browser.post("/api/office/accept", &[]).await.says(Code::Invalid);
        for field in ["nama", "email", "password_baru"] {
            assert_eq!(fault.is_field(field), Some("required"), "{field}");
        }
        for (password, code) in
            [("kucing-hujan-8", "too_short"), ("passwordpassword123", "weak"), ("rinikartikarinikartika", "personal")]
        {
            let typed = [("nama", "Rini Kartika"), ("email", NEW), ("password_baru", password)];
            browser.post("/api/office/accept", &typed).await.refuses("password_baru", code);
        }
        let long = "x".repeat(257);
        for (field, wrong, code) in
            [("nama", "R1ni", "shape"), ("email", "rini@", "shape"), ("password_baru", long.as_str(), "too_long")]
        {
            let good = [("nama", "Rini Kartika"), ("email", NEW), ("password_baru", PASSWORD)];
            let typed = good.map(|(name, value)| (name, if name == field { wrong } else { value }));
            browser.post("/api/office/accept", &typed).await.refuses(field, code);
        }
        let typed = [("nama", "R1ni"), ("email", NEW), ("password_baru", PASSWORD)];
        browser.submit("/kantor/undangan", "/api/office/accept", &typed).await.leads_to("/kantor/undangan");
        let page = browser.get("/kantor/undangan").await;
        assert_eq!((page.value("nama").as_deref(), page.value("email").as_deref()), (Some("R1ni"), Some(NEW)));
        assert!(!page.body.contains(PASSWORD));
        let good = [("nama", "Rini Kartika"), ("email", NEW), ("password_baru", PASSWORD)];
        browser.post("/api/office/accept", &good).await.leads_to("/kantor/undangan");
        let page = browser.get("/kantor/undangan").await;
        let right = shown(&page, app.ctx.now());
        let wrong = if right == "000000" { "000001" } else { "000000" };
        for (typed, code) in [("", "required"), ("123", "digits_3"), (wrong, "wrong")] {
            browser.post("/api/office/accept_confirm", &[("kode", typed)]).await.refuses("kode", code);
        }
        browser.post("/api/office/accept_confirm", &[("kode", &right)]).await.leads_to("/kantor");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_of_an_administrator_lives_three_days_and_can_be_withdrawn() {
    demo(|app| async move {
        let first = invite(&app, NEW, "finance").await;
        // Later than somebody presses the same button twice.
        app.pass(30);
        let second = invite(&app, NEW, "finance").await;
        let mut browser = app.browser();
        assert!(browser.get(&first).await.body.contains("tidak berlaku lagi"), "a second one ends the first");
        app.pass(72 * 3600 - 61);
        let page = browser.get(&second).await;
        assert!(page.body.contains("Keuangan") && page.body.contains("Terima undangan"));
        app.pass(61);
        assert!(browser.get(&second).await.body.contains("tidak berlaku lagi"));

        let third = invite(&app, NEW, "finance").await;
        let mut admin = app.browser();
        admin.enter_office(ADMIN).await;
        let page = admin.get("/kantor/staf").await;
        assert!(page.body.contains(NEW));
        let id = page.button("undangan").unwrap();
        admin.submit("/kantor/staf", "/api/office/invitation_withdraw", &[("undangan", &id)]).await.leads_to("/kantor/staf");
        assert!(!admin.get("/kantor/staf").await.body.contains(NEW));
        assert!(browser.get(&third).await.body.contains("tidak berlaku lagi"));
        admin.post("/api/office/invitation_withdraw", &[("undangan", &id)]).await.says(Code::NotFound);
        admin.post("/api/office/invitation_withdraw", &[("undangan", "x")]).await.says(Code::NotFound);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'staff.withdraw'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn pressed_twice_one_invitation_and_one_mail_go_out() {
    demo(|app| async move {
        let mut admin = app.browser();
        admin.enter_office(ADMIN).await;
        let typed = [("email", NEW), ("peran", "support")];
        for _ in 0..2 {
            admin.submit("/kantor/staf", "/api/office/invite", &typed).await.leads_to("/kantor/staf");
            assert!(admin.get("/kantor/staf").await.body.contains("Undangan dikirim"), "the same answer");
        }
        let presses = admin.at_once(4, "/api/office/invite", &[("email", "rino@kantor.example"), ("peran", "finance")]).await;
        for answer in presses {
            answer.leads_to("/kantor/staf");
        }
        for email in [NEW, "rino@kantor.example"] {
            assert_eq!(app.messages_to(email, "staff_invitation").await.len(), 1, "{email}");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_invitation").await, 2, "nothing was withdrawn");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'staff.invite'").await, 2);
        let link = app.link(NEW, "staff_invitation", "/kantor/undangan/").await;
        assert!(app.browser().get(&link).await.body.contains("Terima undangan"), "and it works");

        // Another role, or the same a minute later, is another wish.
        admin.post("/api/office/invite", &[("email", NEW), ("peran", "finance")]).await.leads_to("/kantor/staf");
        assert_eq!(app.messages_to(NEW, "staff_invitation").await.len(), 2);
        app.pass(60);
        admin.post("/api/office/invite", &[("email", NEW), ("peran", "finance")]).await.leads_to("/kantor/staf");
        assert_eq!(app.messages_to(NEW, "staff_invitation").await.len(), 3);
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_invitation WHERE state = 'withdrawn'").await, 2);
        assert!(app.browser().get(&link).await.body.contains("tidak berlaku lagi"));
    })
    .await;
}

#[tokio::test]
async fn an_administrator_whose_access_is_ended_comes_back_by_no_invitation_of_their_own() {
    demo(|app| async move {
        let link = invite(&app, NEW, "administrator").await;
        let mut halfway = app.browser();
        let page = fill(&mut halfway, &link, &[("nama", "Rini Kartika"), ("password_baru", PASSWORD)]).await;
        let code = shown(&page, app.ctx.now());
        let (_, mut colleague) = in_office(&app, Role::Administrator).await;
        let typed = [("email", "rino@kantor.example"), ("peran", "support")];
        colleague.post("/api/office/invite", &typed).await.leads_to("/kantor/staf");
        let id = id_of(&app, ADMIN).await.simple().to_string();
        colleague.post("/api/office/deactivate", &[("staf", &id)]).await.leads_to("/kantor/staf");
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_invitation WHERE state = 'withdrawn'").await, 1);
        halfway.post("/api/office/accept_confirm", &[("kode", &code)]).await.says(Code::Elsewhere);
        assert!(app.browser().get(&link).await.body.contains("tidak berlaku lagi"));
        let others = app.link("rino@kantor.example", "staff_invitation", "/kantor/undangan/").await;
        assert!(app.browser().get(&others).await.body.contains("Terima undangan"), "what colleagues sent stands");
    })
    .await;
    demo(|app| async move {
        let link = invite(&app, NEW, "administrator").await;
        assert!(deactivate_address(&app.ctx, &Email::parse(ADMIN).unwrap()).await.unwrap());
        assert!(app.browser().get(&link).await.body.contains("tidak berlaku lagi"), "also when the operator ends it");
        assert!(app.browser().get(&printed(&app).await).await.body.contains("Terima undangan"));
    })
    .await;
}

#[tokio::test]
async fn an_invitation_that_was_sent_in_the_moment_in_which_its_sender_s_access_ended_opens_nothing() {
    demo(|app| async move {
        let link = invite(&app, NEW, "administrator").await;
        let mut browser = app.browser();
        let page = fill(&mut browser, &link, &[("nama", "Rini Kartika"), ("password_baru", PASSWORD)]).await;
        let code = shown(&page, app.ctx.now());
        // Access ends without a look at the invitation, as if that were not there yet.
        let mut tx = app.ctx.db.begin().await.unwrap();
        let ended = tx.execute("UPDATE staff SET status = 'deactivated' WHERE id = $1", params![id_of(&app, ADMIN).await]).await;
        assert_eq!(ended.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM staff_invitation WHERE state = 'open'").await, 1);
        assert!(app.browser().get(&link).await.body.contains("tidak berlaku lagi"));
        assert!(browser.get("/kantor/undangan").await.body.contains("tidak berlaku lagi"));
        browser.post("/api/office/accept_confirm", &[("kode", &code)]).await.says(Code::Elsewhere);
        // Nor when access ends between reading the invitation and using it up.
        let (id, flow): (Uuid, String) = app.ctx.db.fetch_one("SELECT id, flow_hash FROM staff_invitation", &[]).await.unwrap();
        let mut tx = app.ctx.db.begin().await.unwrap();
        assert!(!invitations::accept(&mut tx, id, &flow, app.ctx.now()).await.unwrap());
    })
    .await;
}
