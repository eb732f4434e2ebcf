//! Devices, the security history and "bukan saya", on both databases.

use super::demo;
use crate::kernel::fault::Code;
use crate::params;
use crate::platform::audit::{self, ActorRef, Event};
use crate::testing::web::{AYU, Answer, App, Browser, DEMO_PASSWORD, SARI};
use uuid::Uuid;

async fn two_devices(app: &App) -> (Browser, Browser) {
    let first = app.inside(SARI).await;
    app.pass(61);
    (first, app.inside(SARI).await)
}

async fn other_device(browser: &mut Browser) -> String {
    browser.get("/akun/perangkat").await.button("alat").unwrap()
}

#[tokio::test]
async fn one_device_is_signed_out_and_the_others_stay() {
    demo(|app| async move {
        let (mut first, mut second) = two_devices(&app).await;
        let device = other_device(&mut second).await;
        second.post("/api/account/device_end", &[("alat", &device)]).await.leads_to("/akun/perangkat");
        assert!(!first.is_inside().await && second.is_inside().await);
        for page in ["/masuk", "/masuk/berakhir"] {
            assert!(first.get(page).await.body.contains("dikeluarkan dari perangkat lain"), "{page} tells why");
        }
        assert!(second.get("/akun/perangkat").await.body.contains("Anda hanya masuk di perangkat ini."));
    })
    .await;
}

#[tokio::test]
async fn all_other_devices_are_signed_out_at_once_and_lose_their_trust() {
    demo(|app| async move {
        let mut trusted = app.browser();
        trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        trusted.sign_in_code(SARI, true).await.leads_to("/dasbor");
        app.pass(61);
        let mut here = app.inside(SARI).await;
        here.post("/api/account/devices_end_others", &[]).await.leads_to("/akun/perangkat");
        assert!(!trusted.is_inside().await && here.is_inside().await);
        app.pass(61);
        trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    })
    .await;
}

#[tokio::test]
async fn a_device_that_is_signed_out_is_refused_by_every_process_at_its_next_request() {
    demo(|app| async move {
        let (first, mut second) = two_devices(&app).await;
        let mut there = Browser { app: App::new(app.ctx.clone()), ..first };
        assert!(there.is_inside().await);
        let device = other_device(&mut second).await;
        second.post("/api/account/device_end", &[("alat", &device)]).await.leads_to("/akun/perangkat");
        assert!(!there.is_inside().await, "one that was chosen");
        app.pass(61);
        let third = app.inside(SARI).await;
        let mut there = Browser { app: App::new(app.ctx.clone()), ..third };
        assert!(there.is_inside().await);
        second.post("/api/account/devices_end_others", &[]).await.leads_to("/akun/perangkat");
        assert!(!there.is_inside().await, "all others");
    })
    .await;
}

#[tokio::test]
async fn nobody_ends_somebody_elses_device() {
    demo(|app| async move {
        let (mut first, mut second) = two_devices(&app).await;
        let device = other_device(&mut second).await;
        let mut ayu = app.inside(AYU).await;
        ayu.post("/api/account/device_end", &[("alat", &device)]).await.says(Code::NotFound);
        ayu.post("/api/account/device_end", &[("alat", "x")]).await.says(Code::NotFound);
        assert!(first.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn the_history_tells_what_happened_and_to_nobody_else() {
    demo(|app| async move {
        let (_, mut second) = two_devices(&app).await;
        let page = second.get("/akun/riwayat").await;
        assert_eq!(disavowable(&page).len(), 2, "two sign-ins");
        let mut ayu = app.inside(AYU).await;
        assert_eq!(disavowable(&ayu.get("/akun/riwayat").await).len(), 1);
        assert!(second.get("/akun/riwayat?sebelum=bukan-id").await.body.contains("Riwayat keamanan"));
    })
    .await;
}

/// The ids of the events on the page that can be disavowed, newest first.
fn disavowable(page: &Answer) -> Vec<String> {
    page.body.split("/akun/riwayat?bukan=").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn this_was_not_me_asks_first_then_signs_everybody_out_and_sends_a_link_for_a_new_password() {
    demo(|app| async move {
        let (mut first, mut second) = two_devices(&app).await;
        let event = disavowable(&second.get("/akun/riwayat").await).remove(0);
        let question = second.get(&format!("/akun/riwayat?bukan={event}")).await;
        assert!(question.body.contains("Semua 2 perangkat yang sedang masuk langsung dikeluarkan"));
        assert!(disavowable(&question).is_empty(), "one question at a time");
        assert!(first.is_inside().await && second.is_inside().await, "looking changes nothing");
        second.post("/api/account/disavow_event", &[("kejadian", &event)]).await.leads_to("/lupa-password");
        assert!(!first.is_inside().await && !second.is_inside().await);
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 1);
        let said = "SELECT COUNT(*) FROM audit_event WHERE action = 'account.disavow' AND detail LIKE '%event=%'";
        assert_eq!(app.count(said).await, 1, "and which event it was");
    })
    .await;
}

#[tokio::test]
async fn nobody_disavows_somebody_elses_event_or_none() {
    demo(|app| async move {
        let (mut first, mut second) = two_devices(&app).await;
        let event = disavowable(&second.get("/akun/riwayat").await).remove(0);
        let mut ayu = app.browser();
        ayu.enter(AYU, DEMO_PASSWORD).await;
        for id in [event.as_str(), "", "x", "00000000000000000000000000000000"] {
            ayu.post("/api/account/disavow_event", &[("kejadian", id)]).await.says(Code::NotFound);
            let page = ayu.get(&format!("/akun/riwayat?bukan={id}")).await;
            assert_eq!(disavowable(&page).len(), 1, "her own list");
        }
        assert!(first.is_inside().await && second.is_inside().await && ayu.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn wrong_passwords_stand_in_the_history_with_the_kind_of_device_they_came_from() {
    demo(|app| async move {
        let mut stranger = app.browser();
        stranger.sign_in(SARI, "bukan-password-sari-1").await.refuses("password", "wrong");
        stranger.sign_in("siti@contoh.example", "bukan-password-siti-1").await.refuses("password", "wrong");
        let mut browser = app.browser();
        browser.enter(SARI, DEMO_PASSWORD).await;
        let page = browser.get("/akun/riwayat").await;
        assert!(page.body.contains("Percobaan masuk dengan password salah"));
        assert_eq!(disavowable(&page).len(), 2, "one wrong password, one sign-in");
        let nobodys =
            "SELECT COUNT(*) FROM audit_event WHERE action = 'sign_in.password' AND outcome = 'wrong' AND subject_ref = ''";
        assert_eq!(app.count(nobodys).await, 1, "the address that has no account");
        let classes =
            "SELECT COUNT(*) FROM audit_event WHERE action = 'sign_in.password' AND outcome = 'wrong' AND detail LIKE 'class=%'";
        assert_eq!(app.count(classes).await, 2);
    })
    .await;
}

#[tokio::test]
async fn the_link_in_the_mail_about_a_new_device_works_once_and_only_by_its_button() {
    demo(|app| async move {
        let (mut first, mut second) = two_devices(&app).await;
        let link = app.link(SARI, "new_device", "/bukan-saya/").await;
        let mut owner = app.browser();
        assert!(owner.get(&link).await.body.contains("perangkat baru"));
        assert!(first.is_inside().await && second.is_inside().await, "looking changes nothing");
        let token = link.rsplit('/').next().unwrap().to_owned();
        let answers = owner.at_once(50, "/api/account/disavow", &[("token", &token)]).await;
        assert_eq!(answers.iter().filter(|answer| answer.status.is_success()).count(), 1);
        assert!(!first.is_inside().await && !second.is_inside().await);
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 1);
        assert!(owner.get(&link).await.body.contains("tidak berlaku lagi"));
    })
    .await;
}

#[tokio::test]
async fn a_proof_stands_in_the_history() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        app.pass(301);
        browser.prove_fresh(SARI, DEMO_PASSWORD, "/akun/ubah-password").await;
        assert!(browser.get("/akun/riwayat").await.body.contains("Konfirmasi dengan password dan kode"));
    })
    .await;
}

#[tokio::test]
async fn what_is_done_in_somebody_elses_browser_names_neither_them_nor_staff_and_can_be_disavowed() {
    demo(|app| async move {
        app.inside(SARI).await;
        app.pass(61);
        app.inside(SARI).await;
        let mut ayu = app.inside(AYU).await;
        ayu.post_solved("/api/account/forgot", "lupa", &[("email", SARI)]).await.leads_to("/lupa-password");
        let asked = [("nik", "3273015204989101"), ("nama", "Sari Wulandari")];
        ayu.post_solved("/api/account/remind_email", "lupa_email", &asked).await.leads_to("/lupa-email/kode");
        let link = app.link(SARI, "new_device", "/bukan-saya/").await;
        ayu.post("/api/account/disavow", &[("token", link.rsplit('/').next().unwrap())]).await.leads_to("/lupa-password");

        let (sari, other) = (app.account_id(SARI).await, app.account_id(AYU).await);
        let device = "SELECT id FROM device WHERE account_id = $1";
        let (device,): (Uuid,) = app.ctx.db.fetch_one(device, params![other]).await.unwrap();
        let named = "SELECT COUNT(*) FROM audit_event WHERE subject_ref = $1 AND (actor_ref = $2 OR detail LIKE $3)";
        let [sari_ref, other_ref] = [sari, other].map(|id| id.simple().to_string());
        let like = format!("%{}%", device.simple());
        let (named,): (i64,) = app.ctx.db.fetch_one(named, params![sari_ref, other_ref, like]).await.unwrap();
        assert_eq!(named, 0, "her id and device stay hers");

        // As it was recorded once.
        let mut tx = app.ctx.db.begin().await.unwrap();
        let actor = ActorRef::Participant(other);
        let event = Event { actor, subject: Some(sari), action: "reset.use", outcome: "ok", detail: Vec::new() };
        audit::record(&mut tx, &app.ctx, event).await.unwrap();
        tx.commit().await.unwrap();
        app.pass(61);
        let page = app.inside(SARI).await.get("/akun/riwayat").await;
        assert!(page.body.contains("Tautan password baru diminta") && page.body.contains("Password diganti"));
        assert!(!page.body.contains("oleh petugas"));
        assert_eq!(disavowable(&page).len(), 7, "three sign-ins and four things done elsewhere");
    })
    .await;
}

#[tokio::test]
async fn the_place_of_a_device_is_said_in_words_on_the_page_and_in_the_mail() {
    demo(|app| async move {
        let first = app.inside(SARI).await;
        app.pass(61);
        let mut near = app.inside(SARI).await;
        let mail = app.message_to(SARI, "new_device").await.text;
        assert!(mail.contains("Jaringannya sama dengan perangkat yang pernah Anda pakai (198.18.•.•)."), "{mail}");
        assert!(near.get("/akun/perangkat").await.body.contains("Jaringan yang sama dengan perangkat ini (198.18.•.•)"));
        app.pass(61);
        let mut far = Browser { from: std::net::Ipv4Addr::new(203, 0, 113, 9).into(), ..app.browser() };
        far.enter(SARI, DEMO_PASSWORD).await;
        let mail = app.message_to(SARI, "new_device").await.text;
        assert!(mail.contains("Jaringannya lain dari perangkat yang pernah Anda pakai (203.0.•.•)."), "{mail}");
        let page = far.get("/akun/perangkat").await;
        assert!(page.body.contains("Jaringan 203.0.•.•") && page.body.contains("Jaringan lain (198.18.•.•)"));
        drop(first);
    })
    .await;
}

#[tokio::test]
async fn a_right_password_without_its_code_is_told_and_one_with_it_is_not() {
    const HALF: &str = "Password benar, tetapi kode masuk tidak dimasukkan";
    demo(|app| async move {
        let mut owner = app.inside(SARI).await;
        assert!(!owner.get("/akun/riwayat").await.body.contains(HALF));
        app.pass(61);
        app.browser().sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        app.pass(61);
        let page = app.inside(SARI).await.get("/akun/riwayat").await;
        assert!(page.body.contains(HALF));
        assert_eq!(disavowable(&page).len(), 3, "two sign-ins, and the half one");
        let event = disavowable(&page).remove(1);
        owner.post("/api/account/disavow_event", &[("kejadian", &event)]).await.leads_to("/lupa-password");
    })
    .await;
}

#[tokio::test]
async fn tries_in_vain_and_changes_given_up_stand_in_the_history() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        browser.post("/api/account/phone_start", &[("telepon", "0812 3344 9099")]).await.leads_to("/akun/nomor-telepon");
        for _ in 0..5 {
            browser.post("/api/account/phone_verify", &[("kode", "000000")]).await.says(Code::Invalid);
        }
        browser.post("/api/account/email_start", &[("email", "sari.baru@contoh.example")]).await.leads_to("/akun/email");
        browser.post("/api/account/email_cancel", &[]).await.leads_to("/akun/email");
        browser.post("/api/account/totp_start", &[]).await.leads_to("/akun/keamanan");
        browser.post("/api/account/totp_cancel", &[]).await.leads_to("/akun/keamanan");
        app.pass(301);
        let wrong = [("password", "bukan-password-sari-1"), ("tujuan", "/akun/email")];
        browser.post("/api/account/proof", &wrong).await.refuses("password", "wrong");
        let page = browser.get("/akun/riwayat").await.body;
        for said in [
            "Kode untuk nomor ponsel salah sampai habis",
            "Penggantian email tidak diteruskan",
            "Pemasangan aplikasi autentikator dimulai",
            "Pemasangan aplikasi autentikator tidak diteruskan",
            "Password salah saat konfirmasi",
        ] {
            assert!(page.contains(said), "{said}");
        }
    })
    .await;
}

/// The ids of the devices whose history a page leads to.
fn devices_of(page: &Answer) -> Vec<String> {
    page.body.split("/akun/riwayat?perangkat=").skip(1).map(|rest| rest.chars().take(32).collect()).collect()
}

#[tokio::test]
async fn the_history_of_one_device_is_read_page_by_page_and_only_by_its_owner() {
    demo(|app| async move {
        let (mut first, mut second) = two_devices(&app).await;
        for _ in 0..21 {
            first.post("/api/account/phone_cancel", &[]).await.leads_to("/akun/nomor-telepon");
        }
        let devices = devices_of(&second.get("/akun/perangkat").await);
        let [here, there] = &devices[..] else { panic!("{devices:?}") };
        let own = second.get(&format!("/akun/riwayat?perangkat={here}")).await;
        assert_eq!(disavowable(&own).len(), 1, "one sign-in");
        assert!(own.body.contains("Hanya kejadian dari satu perangkat"));
        let newest = second.get(&format!("/akun/riwayat?perangkat={there}")).await;
        assert_eq!(disavowable(&newest).len(), 20);
        let older = newest.body.split("sebelum=").nth(1).unwrap().split('"').next().unwrap().to_owned();
        assert!(newest.body.contains(&format!("/akun/riwayat?perangkat={there}&amp;sebelum={older}")));
        let rest = second.get(&format!("/akun/riwayat?perangkat={there}&sebelum={older}")).await;
        assert_eq!(disavowable(&rest).len(), 2, "the last of them, and the sign-in there");

        let mut ayu = app.inside(AYU).await;
        for id in [here.as_str(), "x", ""] {
            let page = ayu.get(&format!("/akun/riwayat?perangkat={id}")).await;
            assert!(disavowable(&page).len() == 1 && !page.body.contains("Hanya kejadian dari"), "her own list");
        }
    })
    .await;
}

#[tokio::test]
async fn the_history_says_which_device_was_signed_out() {
    demo(|app| async move {
        let (_, mut second) = two_devices(&app).await;
        let device = other_device(&mut second).await;
        second.post("/api/account/device_end", &[("alat", &device)]).await.leads_to("/akun/perangkat");
        let page = second.get("/akun/riwayat").await;
        assert!(page.body.contains("Satu perangkat dikeluarkan: Perangkat lain"));
        assert_eq!(devices_of(&page), [device.as_str()]);
        let of_it = second.get(&format!("/akun/riwayat?perangkat={device}")).await;
        assert!(of_it.body.contains("Satu perangkat dikeluarkan: Perangkat lain"));
        assert!(second.get("/dasbor").await.body.contains("href=\"/akun/riwayat\""), "the dashboard leads there");
    })
    .await;
}

#[tokio::test]
async fn the_link_in_the_mail_signs_out_its_own_account_and_nobody_else() {
    demo(|app| async move {
        let (_, mut second) = two_devices(&app).await;
        let link = app.link(SARI, "new_device", "/bukan-saya/").await;
        let token = link.rsplit('/').next().unwrap().to_owned();
        let mut ayu = app.inside(AYU).await;
        let answer = ayu.post("/api/account/disavow", &[("token", &token)]).await;
        answer.leads_to("/lupa-password");
        assert!(answer.sets("sesi").is_none() && ayu.is_inside().await, "somebody else's session on this browser");
        assert!(!second.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn each_button_that_signs_a_device_out_says_which_one() {
    demo(|app| async move {
        let (_, mut second) = two_devices(&app).await;
        let page = second.get("/akun/perangkat").await.body;
        let button = page.split("name=\"alat\"").nth(1).and_then(|rest| rest.split("</button>").next()).unwrap();
        assert!(button.contains("Keluarkan") && button.contains("Perangkat lain, Terakhir dipakai"), "{button}");
    })
    .await;
}
