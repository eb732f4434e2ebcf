//! One participant in the office, on both databases: full data for a reason and ten minutes, suspension, and what the participant reads.

use super::people::{SARI_NIK, SARI_WHOLE, id_of, page_of};
use super::with_people;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::staff::Role;
use crate::office::rules::people::{LOOKERS, SEARCHES_A_DAY, SUSPENDERS, VIEWERS};
use crate::params;
use crate::platform::http::staff;
use crate::platform::telemetry;
use crate::site;
use crate::testing::office::in_office;
use crate::testing::web::{Answer, App, BIMA, Browser, DEMO_PASSWORD, SARI};
use tokio::task::JoinSet;
use uuid::Uuid;

const TICKET: &str = "TJ-20418 tentang Sari";

async fn open_full(browser: &mut Browser, id: Uuid) -> Answer {
    let id = id.simple().to_string();
    browser.post("/api/office/person_full", &[("peserta", &id), ("alasan", "ticket"), ("rujukan", TICKET)]).await
}

async fn suspend(browser: &mut Browser, id: Uuid) -> Answer {
    let id = id.simple().to_string();
    browser.post("/api/office/person_suspend", &[("peserta", &id), ("sebab", "misuse"), ("batas", "dicabut")]).await
}

async fn lift(browser: &mut Browser, id: Uuid) -> Answer {
    browser.post("/api/office/person_lift", &[("peserta", &id.simple().to_string())]).await
}

/// The full data on the page.
fn full_of(id: Uuid) -> String {
    format!("{}#data-lengkap", page_of(id))
}

async fn sees_full(browser: &mut Browser, id: Uuid) -> bool {
    browser.get(&page_of(id)).await.body.contains(SARI_NIK)
}

async fn inside(app: &App, email: &str) -> Browser {
    let mut browser = app.browser();
    browser.enter(email, DEMO_PASSWORD).await;
    app.pass(61);
    browser
}

/// Another session of somebody who works in the office; it ends the one before.
async fn signs_in_again(app: &App, staff: Uuid) -> Browser {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let (token, _) = staff::open(&mut tx, &app.ctx, staff, "linux", "198.51.•.•").await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = app.browser();
    browser.cookies.insert("kantor".to_owned(), token.encode());
    browser
}

/// The details of every event of this action.
async fn details(app: &App, action: &'static str) -> Vec<String> {
    let sql = "SELECT detail FROM audit_event WHERE action = $1 ORDER BY id";
    let rows: Vec<(String,)> = app.ctx.db.fetch_all(sql, params![action]).await.unwrap();
    rows.into_iter().map(|(detail,)| detail).collect()
}

#[tokio::test]
async fn full_data_need_a_reason_and_what_it_refers_to() {
    with_people(|app| async move {
        let (_, mut support) = in_office(&app, Role::Support).await;
        let id = id_of(&app, SARI).await;
        let number = id.simple().to_string();
        let answer = support.post("/api/office/person_full", &[("peserta", &number)]).await;
        assert_eq!(answer.status.as_u16(), 422);
        assert_eq!(answer.fault(), Fault::invalid("alasan", "required").with("rujukan", "required"));
        let typed = [("peserta", number.as_str()), ("alasan", "curiosity"), ("rujukan", TICKET)];
        support.post("/api/office/person_full", &typed).await.refuses("alasan", "unknown");
        let long = "9".repeat(121);
        for (reference, code) in [("TJ", "too_short"), (long.as_str(), "too_long")] {
            let typed = [("peserta", number.as_str()), ("alasan", "ticket"), ("rujukan", reference)];
            support.post("/api/office/person_full", &typed).await.refuses("rujukan", code);
        }
        for nobody in ["", "x", "0193700000007000800000000000abcd"] {
            let typed = [("peserta", nobody), ("alasan", "ticket"), ("rujukan", TICKET)];
            support.post("/api/office/person_full", &typed).await.says(Code::NotFound);
        }
        assert!(!sees_full(&mut support, id).await && details(&app, "account.viewed").await.is_empty());

        // Without scripts: back to this participant's page, with what was typed.
        support.submit(&page_of(id), "/api/office/person_full", &[("rujukan", TICKET)]).await.leads_to(&page_of(id));
        let page = support.get(&page_of(id)).await;
        assert!(page.body.contains("Pilih satu alasan.") && page.value("rujukan").as_deref() == Some(TICKET));
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_about_one_participant_does_not_wait_on_another_one_s_page() {
    with_people(|app| async move {
        let (_, mut support) = in_office(&app, Role::Support).await;
        let (sari, bima) = (id_of(&app, SARI).await, id_of(&app, BIMA).await);
        support.submit(&page_of(sari), "/api/office/person_full", &[("rujukan", TICKET)]).await.leads_to(&page_of(sari));
        assert_eq!(support.get(&page_of(bima)).await.value("rujukan").as_deref(), Some(""));
    })
    .await;
}

#[tokio::test]
async fn full_data_open_for_one_participant_one_colleague_one_session_and_ten_minutes() {
    with_people(|app| async move {
        let (_, mut support) = in_office(&app, Role::Support).await;
        let (_, mut colleague) = in_office(&app, Role::Administrator).await;
        let (sari, bima) = (id_of(&app, SARI).await, id_of(&app, BIMA).await);
        open_full(&mut support, sari).await.leads_to(&full_of(sari));
        let page = support.get(&page_of(sari)).await.body;
        for whole in [SARI, SARI_NIK, "0812 3344 9101", "Sari Wulandari", "12 April 1998", "Jalan Melati 7", "Perempuan"] {
            assert!(page.contains(whole), "{whole}");
        }
        assert!(!support.get(&page_of(bima)).await.body.contains(BIMA), "another participant's data");
        assert!(!sees_full(&mut colleague, sari).await, "somebody else");

        app.pass(300);
        assert!(sees_full(&mut support, sari).await);
        app.pass(299);
        assert!(sees_full(&mut support, sari).await);
        app.pass(1);
        let page = support.get(&page_of(sari)).await.body;
        assert!(SARI_WHOLE.iter().all(|whole| !page.contains(whole)), "ten minutes are over");
    })
    .await;
}

#[tokio::test]
async fn full_data_close_with_the_button_and_with_the_session() {
    with_people(|app| async move {
        let (me, mut support) = in_office(&app, Role::Support).await;
        let sari = id_of(&app, SARI).await;
        open_full(&mut support, sari).await.leads_to(&full_of(sari));
        let number = sari.simple().to_string();
        support.post("/api/office/person_full_close", &[("peserta", &number)]).await.leads_to(&page_of(sari));
        assert!(!sees_full(&mut support, sari).await);
        assert!(!support.get(&page_of(sari)).await.body.contains(TICKET), "what was written is for those who oversee");

        open_full(&mut support, sari).await.leads_to(&full_of(sari));
        assert!(sees_full(&mut support, sari).await);
        // The same person signs in anew.
        let mut again = signs_in_again(&app, me).await;
        assert!(!sees_full(&mut again, sari).await);
        assert_eq!(details(&app, "account.viewed").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn opening_needs_fresh_proof_and_the_page_is_where_it_goes_on() {
    with_people(|app| async move {
        let (_, mut support) = in_office(&app, Role::Support).await;
        let sari = id_of(&app, SARI).await;
        app.pass(301);
        let fault = open_full(&mut support, sari).await.says(Code::ReauthRequired);
        assert_eq!(fault.goto.as_deref(), Some(format!("/kantor/konfirmasi?tujuan={}", page_of(sari)).as_str()));
        assert!(!sees_full(&mut support, sari).await);
    })
    .await;
}

#[tokio::test]
async fn the_participant_reads_who_looked_and_why_and_never_a_name() {
    with_people(|app| async move {
        let (staff, mut support) = in_office(&app, Role::Support).await;
        let sari = id_of(&app, SARI).await;
        open_full(&mut support, sari).await.leads_to(&full_of(sari));
        // A double press is one look.
        open_full(&mut support, sari).await.leads_to(&full_of(sari));
        let tail = staff.simple().to_string()[24..].to_uppercase();
        let reference = format!("{}-{}", &tail[..4], &tail[4..]);

        let history = inside(&app, SARI).await.get("/akun/riwayat").await.body;
        let said = "Petugas (layanan peserta) melihat data lengkap Anda karena menjawab pertanyaan atau tiket Anda";
        assert_eq!(history.matches(said).count(), 1);
        assert!(history.contains(&format!("oleh petugas, rujukan {reference}")));
        for hidden in ["Rini", "Kartika", TICKET, "TJ-20418"] {
            assert!(!history.contains(hidden), "{hidden}");
        }
        let other = inside(&app, "ayu@contoh.example").await.get("/akun/riwayat").await.body;
        assert!(!other.contains("melihat data lengkap"));

        let recorded = details(&app, "account.viewed").await;
        assert_eq!(recorded.len(), 1);
        assert!(recorded[0].starts_with("reason=ticket role=support view="), "{recorded:?}");
        // Those who oversee read what it referred to, and who it was.
        let (_, mut auditor) = in_office(&app, Role::Auditor).await;
        let page = auditor.get(&page_of(sari)).await.body;
        assert!(page.contains(TICKET) && page.contains(&reference));
    })
    .await;
}

#[tokio::test]
async fn of_twenty_parallel_presses_one_opens_the_view() {
    with_people(|app| async move {
        let (_, support) = in_office(&app, Role::Support).await;
        let sari = id_of(&app, SARI).await;
        let mut posts = JoinSet::new();
        for _ in 0..20 {
            let mut tab = support.clone();
            posts.spawn(async move { open_full(&mut tab, sari).await });
        }
        for answer in posts.join_all().await {
            answer.leads_to(&full_of(sari));
        }
        assert_eq!(details(&app, "account.viewed").await.len(), 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM full_view").await, 1);
    })
    .await;
}

#[tokio::test]
async fn each_act_is_for_its_roles_only() {
    with_people(|app| async move {
        let sari = id_of(&app, SARI).await;
        for role in Role::ALL {
            let (_, mut browser) = in_office(&app, *role).await;
            if !VIEWERS.contains(role) {
                open_full(&mut browser, sari).await.says(Code::Forbidden);
            }
            if !SUSPENDERS.contains(role) {
                suspend(&mut browser, sari).await.says(Code::Forbidden);
                lift(&mut browser, sari).await.says(Code::Forbidden);
            }
            // The page offers what the role may do, and nothing else.
            if LOOKERS.contains(role) {
                let page = browser.get(&page_of(sari)).await.body;
                assert_eq!(page.contains("/api/office/person_full\""), VIEWERS.contains(role), "{}", role.name());
                assert_eq!(page.contains("/api/office/person_suspend\""), SUSPENDERS.contains(role), "{}", role.name());
            }
        }
        assert!(details(&app, "account.suspend").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_suspension_ends_the_sessions_at_once_and_everybody_is_told() {
    with_people(|app| async move {
        let sari = id_of(&app, SARI).await;
        let mut owner = inside(&app, SARI).await;
        let (_, mut officer) = in_office(&app, Role::Officer).await;
        assert!(owner.is_inside().await);
        let number = sari.simple().to_string();
        let typed = [("peserta", number.as_str()), ("sebab", "false_data"), ("batas", "tanggal"), ("sampai", "2026-12-05")];
        officer.submit(&page_of(sari), "/api/office/person_suspend", &typed).await.leads_to(&page_of(sari));
        assert!(!owner.is_inside().await);
        let page = officer.get(&page_of(sari)).await.body;
        assert!(page.contains("Akun ditangguhkan.") && page.contains("/api/office/person_lift\""));
        assert!(page.contains("5 Desember 2026 pukul 23.59 WIB"));
        let mail = app.message_to(SARI, "suspended").await;
        assert!(mail.text.contains("tidak sesuai dengan kenyataan") && mail.text.contains("5 Desember 2026 pukul 23.59 WIB"));
        assert_eq!(details(&app, "account.suspend").await, ["reason=false_data role=programme_officer"]);

        suspend(&mut officer, sari).await.leads_to(&page_of(sari));
        assert!(officer.get(&page_of(sari)).await.body.contains("sudah tidak aktif sebelum Anda menekan tombol"));
        lift(&mut officer, sari).await.leads_to(&page_of(sari));
        assert!(officer.get(&page_of(sari)).await.body.contains("Penangguhan dicabut."));
        lift(&mut officer, sari).await.leads_to(&page_of(sari));
        assert!(officer.get(&page_of(sari)).await.body.contains("Penangguhan sudah berakhir"));
        assert_eq!(app.messages_to(SARI, "suspended").await.len(), 1);
        assert_eq!(app.messages_to(SARI, "suspension_lifted").await.len(), 1);

        let history = inside(&app, SARI).await.get("/akun/riwayat").await.body;
        for said in ["Akun ditangguhkan", "sebagian data akun ini tidak sesuai", "Penangguhan dicabut", "oleh petugas, rujukan "] {
            assert!(history.contains(said), "{said}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_suspension_without_reason_or_end_is_refused_with_its_fields() {
    with_people(|app| async move {
        let (_, mut officer) = in_office(&app, Role::Officer).await;
        let number = id_of(&app, SARI).await.simple().to_string();
        let answer = officer.post("/api/office/person_suspend", &[("peserta", &number)]).await;
        assert_eq!(answer.fault(), Fault::invalid("sebab", "required").with("batas", "required"));
        for (day, code) in [("", "required"), ("2026-11-23", "past"), ("2028-01-01", "too_far"), ("besok", "shape")] {
            let typed = [("peserta", number.as_str()), ("sebab", "review"), ("batas", "tanggal"), ("sampai", day)];
            officer.post("/api/office/person_suspend", &typed).await.refuses("sampai", code);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE status = 'suspended'").await, 0);
    })
    .await;
}

#[tokio::test]
async fn of_twenty_parallel_suspensions_by_two_colleagues_one_has_an_effect() {
    with_people(|app| async move {
        let sari = id_of(&app, SARI).await;
        let (_, first) = in_office(&app, Role::Officer).await;
        let (_, second) = in_office(&app, Role::Administrator).await;
        let mut posts = JoinSet::new();
        for n in 0..20 {
            let mut tab = if n % 2 == 0 { first.clone() } else { second.clone() };
            posts.spawn(async move {
                suspend(&mut tab, sari).await.leads_to(&page_of(sari));
                tab.get(&page_of(sari)).await.body.contains("sudah tidak aktif sebelum Anda menekan tombol")
            });
        }
        let told = posts.join_all().await;
        assert_eq!(told.iter().filter(|late| **late).count(), 19, "all but one are told");
        assert_eq!(details(&app, "account.suspend").await.len(), 1);
        assert_eq!(app.messages_to(SARI, "suspended").await.len(), 1);

        let mut posts = JoinSet::new();
        for n in 0..20 {
            let mut tab = if n % 2 == 0 { first.clone() } else { second.clone() };
            posts.spawn(async move { lift(&mut tab, sari).await.leads_to(&page_of(sari)) });
        }
        posts.join_all().await;
        assert_eq!(details(&app, "account.lift_suspension").await.len(), 1);
        assert_eq!(app.messages_to(SARI, "suspension_lifted").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn counts_and_views_that_are_long_over_are_forgotten() {
    with_people(|app| async move {
        let (_, mut support) = in_office(&app, Role::Support).await;
        let sari = id_of(&app, SARI).await;
        support.post("/api/office/people_search", &[("cari", SARI)]).await.leads_to(&page_of(sari));
        open_full(&mut support, sari).await.leads_to(&full_of(sari));
        site::maintain(&app.ctx).await.unwrap();
        let kept = "SELECT (SELECT COUNT(*) FROM staff_lookup) + (SELECT COUNT(*) FROM full_view)";
        assert_eq!(app.count(kept).await, 2);
        app.pass(733 * 86_400);
        site::maintain(&app.ctx).await.unwrap();
        assert_eq!(app.count(kept).await, 0);
        assert_eq!(details(&app, "account.viewed").await.len(), 1, "the audit trail keeps who, when and why");
    })
    .await;
}

#[tokio::test]
async fn no_personal_value_stands_in_an_address_a_log_or_the_audit_trail() {
    let (log, _guard) = telemetry::capture::start(Some(telemetry::SANDBOX));
    with_people(|app| async move {
        let (me, mut officer) = in_office(&app, Role::Officer).await;
        let sari = id_of(&app, SARI).await;
        let mut addresses = Vec::new();
        for typed in [SARI, SARI_NIK, "081233449101", "Sari Wulandari", "siapa@contoh.example"] {
            addresses.push(officer.post("/api/office/people_search", &[("cari", typed)]).await.location().to_owned());
            let answer = officer.submit("/kantor/peserta", "/api/office/people_search", &[("cari", typed)]).await;
            addresses.push(answer.location().to_owned());
            addresses.extend(officer.cookies.values().cloned());
            officer.get("/kantor/peserta").await;
        }
        addresses.push(open_full(&mut officer, sari).await.location().to_owned());
        officer.get(&page_of(sari)).await;
        addresses.push(suspend(&mut officer, sari).await.location().to_owned());
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.execute("UPDATE staff_lookup SET used = $2 WHERE staff_id = $1", params![me, SEARCHES_A_DAY]).await.unwrap();
        tx.commit().await.unwrap();
        officer.post("/api/office/people_search", &[("cari", SARI)]).await.says(Code::Limited);
        let trail: Vec<(String, String)> = app.ctx.db.fetch_all("SELECT action, detail FROM audit_event", &[]).await.unwrap();
        for said in addresses.iter().chain(trail.iter().map(|(_, detail)| detail)) {
            for whole in SARI_WHOLE.iter().chain(&["siapa", "TJ-20418"]) {
                assert!(!said.contains(whole), "{whole} in {said}");
            }
        }
    })
    .await;
    let log = log.text();
    assert!(log.contains("has used up the day's searches"), "{log}");
    for whole in SARI_WHOLE.iter().chain(&["siapa", "TJ-20418"]) {
        assert!(!log.contains(whole), "{whole}");
    }
}
