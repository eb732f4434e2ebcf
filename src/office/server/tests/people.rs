//! Looking participants up, on both databases: who is found by what, what is masked, who may, how often, and what is recorded.

use super::with_people;
use crate::kernel::fault::Code;
use crate::kernel::staff::Role;
use crate::office::rules::people::{LOOKERS, SEARCHES_A_DAY};
use crate::params;
use crate::testing::office::in_office;
use crate::testing::web::{App, Browser, SARI, nik};
use uuid::Uuid;

/// Of Sari, as `seed` invented her.
pub(super) const SARI_NIK: &str = "3273015204989101";
pub(super) const SARI_PHONE: &str = "081233449101";
/// Everything of hers that nobody may see without a reason.
pub(super) const SARI_WHOLE: &[&str] = &[
    SARI,
    SARI_NIK,
    "5204989101",
    SARI_PHONE,
    "81233449101",
    "0812 3344 9101",
    "Sari",
    "Wulandari",
    "1998-04-12",
    "12 April 1998",
    "Jalan Melati 7",
    "Melati",
];

pub(super) async fn id_of(app: &App, email: &str) -> Uuid {
    let index = app.ctx.keys.blind("email", email);
    let (id,): (Uuid,) = app.ctx.db.fetch_one("SELECT id FROM account WHERE email_index = $1", params![index]).await.unwrap();
    id
}

/// Her page in the office.
pub(super) fn page_of(id: Uuid) -> String {
    format!("/kantor/peserta/{}", id.simple())
}

async fn search(browser: &mut Browser, typed: &str) -> crate::testing::web::Answer {
    browser.post("/api/office/people_search", &[("cari", typed)]).await
}

/// Outcome and details of every search on record.
async fn searches(app: &App) -> Vec<(String, String)> {
    let sql = "SELECT outcome, detail FROM audit_event WHERE action = 'office.search'";
    app.ctx.db.fetch_all(sql, &[]).await.unwrap()
}

#[tokio::test]
async fn somebody_is_found_by_address_nik_number_or_account_number() {
    with_people(|app| async move {
        let (_, mut support) = in_office(&app, Role::Support).await;
        let sari = id_of(&app, SARI).await;
        let number = sari.simple().to_string();
        let ways = [" SARI@contoh.example ", SARI_NIK, "3273 0152 0498 9101", SARI_PHONE, "+62 812-3344-9101", &number];
        for typed in ways {
            search(&mut support, typed).await.leads_to(&page_of(sari));
        }
        let mut recorded: Vec<_> =
            searches(&app).await.into_iter().map(|(outcome, detail)| format!("{outcome} {detail}")).collect();
        recorded.sort_unstable();
        let kinds = ["email", "id", "nik", "nik", "phone", "phone"];
        assert_eq!(recorded, kinds.map(|kind| format!("ok kind={kind} hits=1")));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_searched_for_is_refused_with_the_field_and_kept() {
    with_people(|app| async move {
        let (_, mut support) = in_office(&app, Role::Support).await;
        let wrong =
            [("", "required"), ("Sari Wulandari", "unknown"), ("sari@", "email"), ("3273019904989101", "nik"), ("08121", "phone")];
        for (typed, code) in wrong {
            search(&mut support, typed).await.refuses("cari", code);
        }
        support
            .submit("/kantor/peserta", "/api/office/people_search", &[("cari", "Sari Wulandari")])
            .await
            .leads_to("/kantor/peserta");
        let page = support.get("/kantor/peserta").await;
        assert_eq!(page.value("cari").as_deref(), Some("Sari Wulandari"));
        assert!(page.body.contains("Nama tidak bisa dicari."));
        assert_eq!(support.get("/kantor/peserta").await.value("cari").as_deref(), Some(""), "shown once");
        assert!(searches(&app).await.is_empty(), "nothing was looked for");
    })
    .await;
}

#[tokio::test]
async fn nobody_found_is_said_and_recorded_without_what_was_searched_for() {
    with_people(|app| async move {
        let (_, mut support) = in_office(&app, Role::Support).await;
        search(&mut support, "siapa@contoh.example").await.leads_to("/kantor/peserta");
        let page = support.get("/kantor/peserta").await;
        assert!(page.body.contains("Tidak ada akun dengan email itu."));
        assert_eq!(page.value("cari").as_deref(), Some("siapa@contoh.example"));
        assert_eq!(searches(&app).await, [("none".to_owned(), "kind=email hits=0".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn several_accounts_with_one_number_are_listed_masked_and_only_for_who_searched() {
    with_people(|app| async move {
        for n in 1..=2 {
            let mut browser = app.browser();
            browser.register(&format!("orang{n}@contoh.example"), &nik(&format!("000{n}"))).await.leads_to("/dasbor");
        }
        let (_, mut support) = in_office(&app, Role::Support).await;
        search(&mut support, "0812-3344-0001").await.leads_to("/kantor/peserta");
        let page = support.get("/kantor/peserta").await;
        assert!(page.body.contains("2 akun dengan nomor ponsel itu"));
        for n in 1..=2 {
            let (email, nik) = (format!("orang{n}@contoh.example"), nik(&format!("000{n}")));
            assert!(page.body.contains(&page_of(id_of(&app, &email).await)));
            assert!(!page.body.contains(&email) && !page.body.contains(&nik));
        }
        for whole in ["Dewi", "Anggraini", "081233440001", "+6281233440001", "Anggrek"] {
            assert!(!page.body.contains(whole), "{whole}");
        }
        assert!(support.get("/kantor/peserta").await.body.contains("2 akun"), "the list stays for a while");

        // The same browser, somebody else: what the first one found is not theirs.
        let (_, officer) = in_office(&app, Role::Officer).await;
        support.cookies.insert("kantor".to_owned(), officer.cookies["kantor"].clone());
        assert!(!support.get("/kantor/peserta").await.body.contains("2 akun"));
    })
    .await;
}

#[tokio::test]
async fn a_nik_has_one_verified_account_which_comes_first_among_unverified_ones() {
    with_people(|app| async move {
        // Somebody unverified who gave Sari's NIK.
        let (sari, ayu) = (id_of(&app, SARI).await, id_of(&app, "ayu@contoh.example").await);
        let index = app.ctx.keys.blind("nik", SARI_NIK);
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.execute("UPDATE account SET nik_index = $2 WHERE id = $1", params![ayu, index]).await.unwrap();
        tx.commit().await.unwrap();
        let (_, mut officer) = in_office(&app, Role::Officer).await;
        search(&mut officer, SARI_NIK).await.leads_to("/kantor/peserta");
        let page = officer.get("/kantor/peserta").await.body;
        let at = |id: Uuid| page.find(&page_of(id)).unwrap();
        assert!(at(sari) < at(ayu));
    })
    .await;
}

#[tokio::test]
async fn masked_pages_never_contain_anything_whole_for_any_role() {
    with_people(|app| async move {
        let sari = id_of(&app, SARI).await;
        for role in LOOKERS {
            let (_, mut browser) = in_office(&app, *role).await;
            search(&mut browser, SARI_NIK).await.leads_to(&page_of(sari));
            let page = browser.get(&page_of(sari)).await;
            assert_eq!(page.status.as_u16(), 200);
            for whole in SARI_WHOLE {
                assert!(!page.body.contains(whole), "{whole} for {}", role.name());
            }
            for masked in ["S••• W•••", "3273••••••••••01", "s•••••i@contoh.example", "•••\u{a0}101", "Sukasari"]
            {
                assert!(page.body.contains(masked), "{masked}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn other_roles_participants_and_guests_are_refused() {
    with_people(|app| async move {
        let sari = id_of(&app, SARI).await;
        for role in Role::ALL.iter().filter(|role| !LOOKERS.contains(role)) {
            let (_, mut browser) = in_office(&app, *role).await;
            search(&mut browser, SARI).await.says(Code::Forbidden);
            for page in ["/kantor/peserta".to_owned(), page_of(sari)] {
                assert_eq!(browser.get(&page).await.status.as_u16(), 403, "{page} for {}", role.name());
            }
        }
        let mut inside = app.browser();
        inside.enter(SARI, crate::testing::web::DEMO_PASSWORD).await;
        for browser in [&mut inside, &mut app.browser()] {
            search(browser, SARI).await.says(Code::Unauthenticated);
            browser.get(&page_of(sari)).await.leads_to("/kantor/masuk");
        }
        assert!(searches(&app).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_account_that_is_not_there_is_said_with_the_way_on() {
    with_people(|app| async move {
        let (_, mut support) = in_office(&app, Role::Support).await;
        for id in ["0193700000007000800000000000abcd", "abc", "sari"] {
            let page = support.get(&format!("/kantor/peserta/{id}")).await;
            assert_eq!(page.status.as_u16(), 404);
            assert!(page.body.contains("Akun tidak ada") && page.body.contains("/kantor/peserta\""), "{id}");
        }
    })
    .await;
}

#[tokio::test]
async fn searches_are_limited_softly_per_five_minutes_and_hard_per_day() {
    with_people(|app| async move {
        let (id, mut support) = in_office(&app, Role::Support).await;
        for _ in 0..60 {
            search(&mut support, SARI).await.leads_to(&page_of(id_of(&app, SARI).await));
        }
        let fault = search(&mut support, SARI).await.says(Code::Limited);
        assert!(fault.retry_after.is_some_and(|wait| wait <= 5));
        app.pass(5);
        assert_eq!(search(&mut support, SARI).await.status.as_u16(), 200);
        // Colleagues are counted for themselves.
        let (_, mut other) = in_office(&app, Role::Support).await;
        assert_eq!(search(&mut other, SARI).await.status.as_u16(), 200);

        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.execute("UPDATE staff_lookup SET used = $2 WHERE staff_id = $1", params![id, SEARCHES_A_DAY - 1]).await.unwrap();
        tx.commit().await.unwrap();
        app.pass(300);
        assert_eq!(search(&mut support, SARI).await.status.as_u16(), 200, "the last one of the day");
        let fault = search(&mut support, SARI).await.says(Code::Limited);
        assert_eq!(fault.is_field("cari"), Some("daily"));
        // 10.05.05 WIB: the day has 13 h 54 min 55 s left.
        assert_eq!(fault.retry_after, Some(13 * 3_600 + 54 * 60 + 55));
    })
    .await;
}

#[tokio::test]
async fn of_parallel_searches_at_the_day_s_end_exactly_the_rest_passes() {
    with_people(|app| async move {
        let (id, mut support) = in_office(&app, Role::Support).await;
        search(&mut support, SARI).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        tx.execute("UPDATE staff_lookup SET used = $2 WHERE staff_id = $1", params![id, SEARCHES_A_DAY - 3]).await.unwrap();
        tx.commit().await.unwrap();
        let mut posts = tokio::task::JoinSet::new();
        for _ in 0..12 {
            let mut tab = support.clone();
            posts.spawn(async move { search(&mut tab, SARI).await.status.as_u16() });
        }
        let answers = posts.join_all().await;
        assert_eq!(answers.iter().filter(|status| **status == 200).count(), 3, "{answers:?}");
        assert_eq!(searches(&app).await.len(), 4);
    })
    .await;
}
