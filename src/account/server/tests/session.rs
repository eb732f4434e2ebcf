//! Sessions: how long, how many, and what "Keluar" does.

use super::demo;
use crate::kernel::fault::Code;
use crate::testing::web::{App, Browser, DEMO_PASSWORD, SARI};
use tokio::task::JoinSet;

#[tokio::test]
async fn clause_3_6_a_session_ends_after_a_quarter_of_an_hour_of_doing_nothing() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        app.pass(899);
        assert!(browser.is_inside().await);
        app.pass(899);
        assert!(browser.is_inside().await, "every request begins the period anew");
        app.pass(910);
        let answer = browser.get("/dasbor").await;
        answer.leads_to("/masuk");
        assert!(browser.get("/masuk").await.body.contains("Sesi Anda"), "and the page says why");
        browser.post("/api/account/stay", &[]).await.says(Code::Unauthenticated);
        browser.post("/api/home/dashboard", &[]).await.says(Code::Unauthenticated);
    })
    .await;
}

#[tokio::test]
async fn clause_3_6_the_quarter_of_an_hour_counts_from_the_last_use_though_not_every_use_is_written() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        let seen = "SELECT last_seen_at FROM session";
        let written = app.count(seen).await;
        app.pass(9);
        assert!(browser.is_inside().await);
        assert_eq!(app.count(seen).await, written, "not written again within ten seconds");
        app.pass(900);
        assert!(browser.is_inside().await, "a quarter of an hour after the last use");
        assert_eq!(app.count(seen).await, written + 909_000);
        app.pass(9);
        assert!(browser.is_inside().await);
        app.pass(901);
        assert!(!browser.is_inside().await, "at the latest ten seconds later");
    })
    .await;
}

#[tokio::test]
async fn clause_3_6_a_session_ends_after_eight_hours_whatever_is_done() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        for _ in 0..47 {
            app.pass(600);
            assert!(browser.is_inside().await);
        }
        app.pass(599);
        browser.post("/api/account/stay", &[]).await.leads_to("/dasbor");
        app.pass(1);
        assert!(!browser.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn clause_3_6_every_page_knows_when_the_session_ends_whatever_is_done() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        let ends = app.ctx.now().plus_seconds(8 * 3600).clock_wib();
        for _ in 0..32 {
            app.pass(890);
            assert!(browser.is_inside().await);
        }
        // 320 seconds are left: less than a use gives before.
        let page = browser.get("/dasbor").await.body;
        assert!(page.contains("data-seconds=\"320\"") && page.contains("data-ends=\"320\""));
        assert!(page.contains(&format!("Sesi ini berakhir paling lambat pukul {ends}")));
        browser.get("/akun/perangkat?lang=en").await.leads_to("/akun/perangkat");
        assert!(browser.get("/akun/perangkat").await.body.contains(&format!("This session ends at {ends} at the latest")));
    })
    .await;
}

#[tokio::test]
async fn clause_3_6_the_warning_is_answered_with_one_press() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        app.pass(30);
        browser.post("/api/account/stay", &[]).await.leads_to("/dasbor");
        app.pass(899);
        browser.post_plain("/api/account/stay", &[]).await.leads_to("/dasbor");
        app.pass(899);
        assert!(browser.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn clause_3_6_the_sixth_session_ends_the_oldest() {
    demo(|app| async move {
        let mut browsers = Vec::new();
        for _ in 0..5 {
            browsers.push(app.inside(SARI).await);
            app.pass(10);
        }
        for browser in &mut browsers {
            assert!(browser.is_inside().await);
        }
        browsers.push(app.inside(SARI).await);
        let mut standing = Vec::new();
        for browser in &mut browsers {
            standing.push(browser.is_inside().await);
        }
        assert_eq!(standing, [false, true, true, true, true, true]);
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE revoked_because = 'too_many'").await, 1);
        assert_eq!(app.messages_to(SARI, "sessions_ended").await.len(), 1, "the owner is told by mail");
        let newest = browsers.last_mut().unwrap();
        let page = newest.get("/dasbor").await;
        assert!(page.body.contains("Satu perangkat dikeluarkan."), "and on the dashboard");
        newest.submit("/dasbor", "/api/account/read_notice", &[]).await.leads_to("/dasbor");
        assert!(!newest.get("/dasbor").await.body.contains("Satu perangkat dikeluarkan."), "until it is read");
        let history = newest.get("/akun/riwayat").await.body;
        assert!(history.contains("Sesi terlama dikeluarkan karena lebih dari 5"), "and in the history");
        let events = "SELECT COUNT(*) FROM audit_event WHERE action = 'session.drop' AND detail LIKE 'device=%'";
        assert_eq!(app.count(events).await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_6_of_many_trusted_devices_that_enter_at_once_five_stay_inside() {
    demo(|app| async move {
        let mut devices = Vec::new();
        for _ in 0..8 {
            let mut browser = app.browser();
            browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
            browser.sign_in_code(SARI, true).await.leads_to("/dasbor");
            browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
            app.pass(10);
            devices.push(browser);
        }
        let mut entries = JoinSet::new();
        for mut browser in devices {
            entries.spawn(async move {
                let entered = browser.sign_in(SARI, DEMO_PASSWORD).await.location() == "/dasbor";
                (browser, entered)
            });
        }
        let (mut entered, mut inside) = (0, 0);
        for (mut browser, came_in) in entries.join_all().await {
            entered += i64::from(came_in);
            inside += i64::from(browser.is_inside().await);
        }
        assert_eq!((entered, inside), (8, 5));
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE revoked_at IS NULL").await, 5);
        assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE revoked_because = 'too_many'").await, 3);
    })
    .await;
}

#[tokio::test]
async fn clause_3_5_signing_out_ends_this_session_and_clears_what_was_stored() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        let mut other = app.inside(SARI).await;
        browser.get("/dasbor?lang=en").await.leads_to("/dasbor");
        let device = browser.cookies["alat"].clone();
        let mut stolen = browser.clone();
        let answer = browser.submit("/dasbor", "/api/account/sign_out", &[]).await;
        answer.leads_to("/masuk");
        assert_eq!(answer.header("clear-site-data"), "\"storage\"");
        assert!(answer.sets("sesi").unwrap().contains("Max-Age=0"));
        assert_eq!(browser.cookies.get("alat"), Some(&device), "the device stays known");
        assert_eq!(browser.cookies.get("bahasa").map(String::as_str), Some("en"));
        assert!(!stolen.is_inside().await, "the token is dead, not only forgotten");
        assert!(other.is_inside().await, "other devices stay signed in");
        let again = browser.post("/api/account/sign_out", &[]).await;
        again.leads_to("/masuk");
    })
    .await;
}

#[tokio::test]
async fn clause_3_5_a_session_is_refused_at_once_by_another_process() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        let second = App::new(app.ctx.clone());
        let mut there = Browser { app: second, ..browser.clone() };
        assert!(there.is_inside().await);
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        assert!(!there.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn clause_3_5_the_dashboard_lists_the_last_sign_ins_and_marks_this_one() {
    demo(|app| async move {
        let mut first = app.inside(SARI).await;
        app.pass(3_600);
        let mut second = app.inside(SARI).await;
        let page = second.get("/dasbor").await.body;
        assert_eq!(page.matches("(perangkat ini)").count(), 1, "two lines, one of them is here");
        assert!(!first.is_inside().await, "an hour is too long");
        assert!(page.contains("s•••••i@contoh.example") && !page.contains(SARI), "the address is masked");
    })
    .await;
}

#[tokio::test]
async fn clause_3_6_a_new_session_never_takes_over_a_token_that_was_there_before() {
    demo(|app| async move {
        let mut victim = app.browser();
        victim.cookies.insert("sesi".to_owned(), "A".repeat(43));
        victim.cookies.insert("alur".to_owned(), "B".repeat(43));
        victim.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        victim.sign_in_code(SARI, false).await.leads_to("/dasbor");
        assert_ne!(victim.cookies["sesi"], "A".repeat(43));
        assert_eq!(victim.cookies["sesi"].len(), 43);
        assert!(!victim.cookies.contains_key("alur"));
    })
    .await;
}
