//! The profile part by part, and what was there before, on both databases.

use super::demo;
use crate::account::model::profile::{Occupation, Part, Schooling, Skills};
use crate::account::server::service::Profile;
use crate::account::server::store::profile as store;
use crate::kernel::date::Date;
use crate::kernel::fault::Code;
use crate::kernel::person::Gender;
use crate::kernel::route::Route;
use crate::params;
use crate::platform::crypt::{self, Place};
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD, Fields, SARI};
use axum::http::StatusCode;
use proptest::prelude::*;
use std::collections::BTreeMap;
use tokio::task::JoinSet;
use uuid::Uuid;

const EDUCATION: &str = "/api/account/profile_education";
const WORK: &str = "/api/account/profile_work";
const SKILLS: &str = "/api/account/profile_skills";
const ADDRESS: &str = "/api/account/profile_address";
const CHANGES: &str = "SELECT COUNT(*) FROM profile_change";

/// Page, address of the form and decent answers of every part that anybody may change.
const PARTS: [(&str, &str, Fields<'static>); 4] = [
    ("/profil/pendidikan", EDUCATION, &[("pendidikan", "smk"), ("masih_sekolah", "tidak")]),
    ("/profil/pekerjaan", WORK, &[("pekerjaan", "usaha"), ("bidang", "Warung kopi")]),
    ("/profil/keahlian", SKILLS, &[("keahlian", "Menjahit\nMicrosoft Excel")]),
    (
        "/profil/alamat",
        ADDRESS,
        &[("alamat", "Jalan Kenanga 9"), ("provinsi", "31"), ("kabupaten", "31.71"), ("kecamatan", "31.71.01")],
    ),
];

pub(super) async fn inside(app: &App, email: &str) -> Browser {
    let mut browser = app.browser();
    browser.enter(email, DEMO_PASSWORD).await;
    app.pass(61);
    browser
}

/// The version that a page's form was opened with.
pub(super) async fn version(browser: &mut Browser, page: &str) -> String {
    browser.get(page).await.value("versi").unwrap()
}

/// Opens a page and saves its form as a hydrated page does.
pub(super) async fn save(browser: &mut Browser, page: &str, action: &str, typed: Fields<'_>) -> Answer {
    let version = version(browser, page).await;
    save_on(browser, action, typed, &version).await
}

async fn save_on(browser: &mut Browser, action: &str, typed: Fields<'_>, version: &str) -> Answer {
    let mut all = typed.to_vec();
    all.push(("versi", version));
    browser.post(action, &all).await
}

async fn account_of(app: &App, email: &str) -> Uuid {
    let index = app.ctx.keys.blind("email", email);
    let (id,): (Uuid,) = app.ctx.db.fetch_one("SELECT id FROM account WHERE email_index = $1", params![index]).await.unwrap();
    id
}

async fn stored(app: &App, email: &str) -> Profile {
    let id = account_of(app, email).await;
    let key = crypt::load_person(&app.ctx.db, &app.ctx.keys, id).await.unwrap();
    let (sealed,): (Vec<u8>,) =
        app.ctx.db.fetch_one("SELECT profile_sealed FROM account WHERE id = $1", params![id]).await.unwrap();
    Profile::read(&key.open(Place::row("account.profile", id), &sealed).unwrap()).unwrap()
}

#[tokio::test]
async fn each_part_is_saved_by_itself_at_once_and_its_history_is_the_owner_s() {
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        for (page, action, typed) in PARTS {
            save(&mut browser, page, action, typed).await.leads_to("/profil");
        }
        let page = browser.get("/profil").await;
        assert!(page.body.contains("Tersimpan."));
        for said in [
            "SMK atau MAK",
            "Punya usaha mikro atau kecil",
            "Warung kopi",
            "Menjahit, Microsoft Excel",
            "Jalan Kenanga 9",
            "Jakarta Pusat",
        ] {
            assert!(page.body.contains(said), "{said}");
        }
        let history = browser.get("/profil/riwayat").await;
        for said in ["Belum diisi", "SMK atau MAK", "Jalan Melati 7", "Jalan Kenanga 9", "Sebelum", "Sesudah"] {
            assert!(history.body.contains(said), "{said}");
        }
        let events = browser.get("/akun/riwayat").await;
        for said in
            ["Profil diubah: pendidikan", "Profil diubah: pekerjaan", "Profil diubah: keahlian", "Profil diubah: tempat tinggal"]
        {
            assert!(events.body.contains(said), "{said}");
        }
        assert!(!events.body.contains("Kenanga"), "the trail names the part only");
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'profile.change' AND detail LIKE '% %'").await, 0);
        let mut ayu = inside(&app, "ayu@contoh.example").await;
        assert!(ayu.get("/profil/riwayat").await.body.contains("Belum ada perubahan"));
        assert!(browser.get("/akun").await.body.contains("Lengkap"));
        assert!(ayu.get("/akun").await.body.contains("2 dari 5 bagian terisi"));
    })
    .await;
}

#[tokio::test]
async fn a_profile_from_before_there_was_a_background_opens() {
    const OLD: &str =
        r#"{"name":"Sari Wulandari","birth_date":"1998-04-12","gender":"P","address":"Jalan Lama 3","district":"32.73.01"}"#;
    demo(|app| async move {
        let id = account_of(&app, SARI).await;
        let key = crypt::load_person(&app.ctx.db, &app.ctx.keys, id).await.unwrap();
        let mut tx = app.ctx.db.begin().await.unwrap();
        let row = store::lock(&mut tx, id).await.unwrap().unwrap();
        let sealed = key.seal(Place::row("account.profile", id), OLD.as_bytes());
        assert_eq!(store::save(&mut tx, id, &sealed, &row.profile_sealed, app.ctx.now()).await.unwrap(), 1);
        tx.commit().await.unwrap();
        let mut browser = inside(&app, SARI).await;
        assert!(browser.get("/profil").await.body.contains("Jalan Lama 3"));
        let (page, action, typed) = PARTS[2];
        save(&mut browser, page, action, typed).await.leads_to("/profil");
        let profile = stored(&app, SARI).await;
        assert_eq!((profile.address.as_str(), profile.background.skills.as_slice().len()), ("Jalan Lama 3", 2));
    })
    .await;
}

/// Which part is posted, what with, and the field and code that refuse it.
type Refusal = (usize, Vec<(&'static str, String)>, &'static str, &'static str);

/// What is refused: page, form, what to type instead of decent answers, the field and its code.
fn refusals() -> Vec<Refusal> {
    let one = |name: &'static str, value: &str| vec![(name, value.to_owned())];
    let many = (1..=21).map(|n| format!("keahlian {n}")).collect::<Vec<_>>().join("\n");
    vec![
        (0, one("pendidikan", ""), "pendidikan", "required"),
        (0, one("pendidikan", "s9"), "pendidikan", "unknown"),
        (0, one("masih_sekolah", ""), "masih_sekolah", "required"),
        (0, one("masih_sekolah", "mungkin"), "masih_sekolah", "unknown"),
        (1, one("pekerjaan", ""), "pekerjaan", "required"),
        (1, one("pekerjaan", "astronot"), "pekerjaan", "unknown"),
        (1, one("bidang", " "), "bidang", "required"),
        (1, one("bidang", &"a".repeat(61)), "bidang", "too_long"),
        (1, one("bidang", "\u{7}warung"), "bidang", "shape"),
        (2, one("keahlian", &many), "keahlian", "many_21"),
        (2, one("keahlian", &format!("Menjahit\n{}", "b".repeat(61))), "keahlian", "long_2"),
        (2, one("keahlian", "***"), "keahlian", "shape_1"),
        (3, one("alamat", ""), "alamat", "required"),
        (3, one("alamat", "Jl 5"), "alamat", "too_short"),
        (3, one("alamat", &"a".repeat(201)), "alamat", "too_long"),
        (3, one("alamat", "Jalan \u{7} 5"), "alamat", "shape"),
        (3, vec![("provinsi", String::new()), ("kabupaten", String::new()), ("kecamatan", String::new())], "provinsi", "required"),
        (3, one("kecamatan", ""), "kecamatan", "required"),
        (3, one("kecamatan", "31.71.99"), "kecamatan", "unknown"),
    ]
}

#[tokio::test]
async fn every_field_is_refused_with_its_code_and_what_was_typed_is_kept() {
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        for (part, changes, field, code) in refusals() {
            let (page, action, decent) = PARTS[part];
            let mut typed: BTreeMap<&str, &str> = decent.iter().copied().collect();
            typed.extend(changes.iter().map(|(name, value)| (*name, value.as_str())));
            let typed: Vec<(&str, &str)> = typed.into_iter().collect();
            save(&mut browser, page, action, &typed).await.refuses(field, code);

            browser.submit(page, action, &typed).await.leads_to(page);
            let refused = browser.get(page).await;
            assert_eq!(refused.status, StatusCode::OK);
            assert!(refused.body.contains(&format!("href=\"#{field}")), "{field} {code}: the summary leads to the field");
            for (name, value) in typed.iter().filter(|(_, value)| !value.trim().is_empty() && !value.contains('\u{7}')) {
                // A list shows what is on it.
                let is_list = !matches!(*name, "alamat" | "bidang" | "keahlian");
                let [offered, chosen] = ["", " selected"].map(|mark| refused.body.contains(&format!("value=\"{value}\"{mark}")));
                let ticked = refused.body.contains(&format!("value=\"{value}\" checked"));
                let shown = if is_list { !offered || chosen || ticked } else { refused.body.contains(value) };
                assert!(shown, "{field} {code}: {name} is kept");
            }
        }
        assert_eq!(app.count(CHANGES).await, 0);
        assert_eq!(stored(&app, SARI).await.address, "Jalan Melati 7");
    })
    .await;
}

#[tokio::test]
async fn two_tabs_that_save_different_parts_both_keep_theirs() {
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        let mut versions = Vec::new();
        for (page, _, _) in PARTS {
            versions.push(version(&mut browser, page).await);
        }
        let mut tabs = JoinSet::new();
        for ((_, action, typed), version) in PARTS.into_iter().zip(versions) {
            let mut tab = browser.clone();
            tabs.spawn(async move { save_on(&mut tab, action, typed, &version).await.leads_to("/profil") });
        }
        tabs.join_all().await;
        let profile = stored(&app, SARI).await;
        assert_eq!((profile.address.as_str(), profile.district.as_str()), ("Jalan Kenanga 9", "31.71.01"));
        assert!(profile.background.schooling.is_some() && profile.background.occupation.is_some());
        assert_eq!(profile.background.skills.as_slice(), ["Menjahit", "Microsoft Excel"]);
        assert_eq!(app.count(CHANGES).await, 4);
    })
    .await;
}

#[tokio::test]
async fn of_twenty_tabs_that_save_one_part_one_wins_and_the_others_are_told() {
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        let version = version(&mut browser, "/profil/keahlian").await;
        let mut tabs = JoinSet::new();
        for number in 0..20 {
            let (mut tab, version) = (browser.clone(), version.clone());
            tabs.spawn(
                async move { save_on(&mut tab, SKILLS, &[("keahlian", &format!("Keahlian {number}"))], &version).await.status },
            );
        }
        let answers = tabs.join_all().await;
        assert_eq!(answers.iter().filter(|status| **status == StatusCode::OK).count(), 1);
        assert_eq!(answers.iter().filter(|status| **status == StatusCode::CONFLICT).count(), 19);
        assert_eq!(app.count(CHANGES).await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'profile.change'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_late_save_changes_nothing_says_what_is_stored_and_keeps_what_was_typed() {
    demo(|app| async move {
        for plain in [false, true] {
            let mut browser = inside(&app, SARI).await;
            let (page, action) = ("/profil/keahlian", SKILLS);
            let old = version(&mut browser, page).await;
            let (mine, theirs) = (format!("Las listrik {plain}"), format!("Menjahit {plain}"));
            save(&mut browser, page, action, &[("keahlian", &theirs)]).await.leads_to("/profil");
            let typed = [("keahlian", mine.as_str()), ("versi", old.as_str())];
            if plain {
                browser.post_plain(action, &typed).await.leads_to(page);
            } else {
                let fault = browser.post(action, &typed).await.says(Code::Conflict);
                assert_eq!(fault.destination(), Some(page));
            }
            assert_eq!(stored(&app, SARI).await.background.skills.as_slice(), [theirs.as_str()]);
            let late = browser.get(page).await;
            assert!(late.body.contains("baru saja diubah di tab atau perangkat lain"));
            assert!(late.body.contains(&mine) && late.body.contains(&theirs), "both stand on the page");
            // What was read there may be saved now.
            let version = late.value("versi").unwrap();
            save_on(&mut browser, action, &[("keahlian", &mine)], &version).await.leads_to("/profil");
            assert_eq!(stored(&app, SARI).await.background.skills.as_slice(), [mine.as_str()]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_twice_is_no_late_one_and_a_form_without_its_version_is() {
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        let (page, action, typed) = PARTS[1];
        let version = version(&mut browser, page).await;
        for _ in 0..2 {
            save_on(&mut browser, action, typed, &version).await.leads_to("/profil");
        }
        assert_eq!(app.count(CHANGES).await, 1, "and one change");
        browser.post(action, &[("pekerjaan", "phk")]).await.says(Code::Conflict);
    })
    .await;
}

#[tokio::test]
async fn the_regions_are_fetched_without_scripts_and_nothing_typed_is_lost() {
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        let page = "/profil/alamat";
        let first = browser.get(page).await;
        assert!(first.body.contains("value=\"32\" selected") && first.body.contains("value=\"32.73.01\" selected"), "as stored");
        let old = first.value("versi").unwrap();
        let typed = [("alamat", "Jalan Baru 1"), ("provinsi", "31"), ("kabupaten", "32.73"), ("kecamatan", "32.73.01")];
        browser.submit(page, ADDRESS, &[&typed[..], &[("aksi", "wilayah")]].concat()).await.leads_to(page);
        let next = browser.get(page).await;
        assert_eq!((next.value("alamat").as_deref(), next.value("versi")), (Some("Jalan Baru 1"), Some(old)));
        assert!(
            next.body.contains("value=\"31\" selected")
                && next.body.contains("value=\"31.71\"")
                && !next.body.contains("\"32.73.01\"")
        );
        assert_eq!(app.count(CHANGES).await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_when_the_session_ended_is_offered_again() {
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        let (page, action, typed) = PARTS[1];
        let version = version(&mut browser, page).await;
        app.pass(910);
        save_on(&mut browser, action, typed, &version).await.says(Code::Unauthenticated);
        browser.enter(SARI, DEMO_PASSWORD).await;
        assert!(browser.get("/dasbor").await.body.contains("Anda belum selesai: Pekerjaan"));
        browser.submit("/dasbor", "/api/account/kept_open", &[]).await.leads_to(page);
        let again = browser.get(page).await;
        assert_eq!(again.value("bidang").as_deref(), Some("Warung kopi"));
        assert!(again.body.contains("value=\"usaha\" selected"));
    })
    .await;
}

#[tokio::test]
async fn the_history_has_pages_and_the_oldest_changes_make_room() {
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        for number in 1..=13 {
            app.pass(1);
            save(&mut browser, "/profil/keahlian", SKILLS, &[("keahlian", &format!("Keahlian nomor {number}."))])
                .await
                .leads_to("/profil");
        }
        let newest = browser.get("/profil/riwayat").await;
        assert!(newest.body.contains("Keahlian nomor 13.") && !newest.body.contains("Keahlian nomor 2."));
        let link = newest.body.split("/profil/riwayat?sebelum=").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let older = browser.get(&format!("/profil/riwayat?sebelum={link}")).await;
        assert!(older.body.contains("Keahlian nomor 2.") && !older.body.contains("Keahlian nomor 13."));
        assert!(!older.body.contains("?sebelum="), "nothing is older");

        let account = account_of(&app, SARI).await;
        let mut tx = app.ctx.db.begin().await.unwrap();
        for _ in 0..205 {
            let id = app.ctx.random.id(app.ctx.now());
            let change = store::NewChange {
                id,
                account,
                part: Part::Skills,
                before_sealed: vec![1],
                after_sealed: vec![1],
                now: app.ctx.now(),
            };
            store::insert_change(&mut tx, change).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(app.count(CHANGES).await, 200);
    })
    .await;
}

#[tokio::test]
async fn the_nik_shows_in_full_after_fresh_proof_only_once_for_each_press_and_every_look_is_kept() {
    const FULL: &str = "3273 0152 0498 9101";
    const LOOKS: &str = "SELECT COUNT(*) FROM audit_event WHERE action = 'nik.view'";
    demo(|app| async move {
        let mut browser = inside(&app, SARI).await;
        let page = browser.get("/profil").await;
        assert!(page.body.contains("3273••••••••••01") && !page.body.contains("5204989101"));
        app.pass(301);
        browser.get("/profil/nik").await.leads_to(&Route::Proof.asking_for(Route::ProfileNik));
        browser.post("/api/account/nik_reveal", &[]).await.says(Code::ReauthRequired);
        browser.prove_fresh(SARI, DEMO_PASSWORD, "/profil/nik").await;
        assert!(!browser.get("/profil/nik").await.body.contains(FULL), "opening the page shows nothing");
        assert_eq!(app.count(LOOKS).await, 0);
        browser.submit("/profil/nik", "/api/account/nik_reveal", &[]).await.leads_to("/profil/nik");
        let mut thief = inside(&app, "ayu@contoh.example").await;
        thief.cookies.insert("kilat".to_owned(), browser.cookies["kilat"].clone());
        assert!(
            !thief.get("/profil/nik").await.body.contains("1271 0165"),
            "what was pressed in one session shows nothing in another"
        );
        assert!(browser.get("/profil/nik").await.body.contains(FULL));
        assert!(!browser.get("/profil/nik").await.body.contains(FULL), "once");
        assert_eq!(app.count(LOOKS).await, 1);
        assert!(browser.get("/akun/riwayat").await.body.contains("NIK lengkap dilihat"));
    })
    .await;
}

proptest! {
    #[test]
    fn a_profile_reads_back_and_one_without_a_background_opens_empty(
        name in "\\PC{0,40}",
        address in "\\PC{0,60}",
        skills in "([a-z ]{1,12}\n){0,12}",
        what in "[a-zA-Z ]{1,40}x",
        days in 0_i64..20_000,
    ) {
        let born = Date::from_epoch_days(days);
        let mut profile = Profile::new(name.clone(), born, Gender::P, address.clone(), "32.73.01".to_owned());
        let old = serde_json::json!({
            "name": name, "birth_date": born, "gender": "P", "address": address, "district": "32.73.01",
        });
        prop_assert_eq!(&Profile::read(old.to_string().as_bytes()).unwrap(), &profile);
        profile.background.skills = Skills::parse(&skills).unwrap();
        profile.background.occupation = Some(Occupation::parse("usaha", &what).unwrap());
        profile.background.schooling = Some(Schooling::parse("smk", "ya").unwrap());
        profile.refused_once = Some("abc".to_owned());
        prop_assert_eq!(Profile::read(&profile.to_bytes().unwrap()).unwrap(), profile);
    }

    #[test]
    fn bytes_that_are_no_profile_are_refused(bytes: Vec<u8>) {
        prop_assert!(Profile::read(&bytes).is_err());
    }
}
