//! What the pages of the account say in both languages: how things stand, what to do next, and what helps where a code does not come.

use super::demo;
use super::second_step::set_up;
use crate::account::model::profile::Part;
use crate::account::model::{Channel, Identity};
use crate::account::text::{code, data, overview, profile, standing};
use crate::kernel::lang::Lang;
use crate::kernel::nik::Nik;
use crate::kernel::phone::Phone;
use crate::testing::web::{AYU, App, BIMA, Browser, DEMO_PASSWORD, SARI, nik};
use axum::http::StatusCode;

/// A page in a language, as people read it.
async fn page_in(browser: &mut Browser, lang: Lang, path: &str) -> String {
    browser.cookies.insert("bahasa".to_owned(), lang.code().to_owned());
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    page.text()
}

#[track_caller]
fn assert_said(page: &str, all: &[&str]) {
    for words in all {
        assert!(page.contains(*words), "{words}");
    }
}

/// Headings and sentences of things that can be done, one after the other.
fn flat<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<&'a str> {
    pairs.into_iter().flat_map(|(title, detail)| [title, detail]).collect()
}

/// The parts of a page that are sections of this class, in their order: what the heading of each says, and what stands below it.
fn headed<'a>(page: &'a str, class: &str) -> Vec<(&'a str, &'a str)> {
    let class = format!("class=\"{class}\"");
    let sections = page.split("<section").skip(1).filter_map(|rest| rest.split_once('>')).filter(|(tag, _)| tag.contains(&class));
    let parts = sections.filter_map(|(_, rest)| rest.split("</section>").next()?.split_once("</h2>"));
    parts.map(|(heading, below)| (heading.rsplit('>').next().unwrap_or_default(), below)).collect()
}

/// The names of the fields in a part of a page, each once.
fn fields(part: &str) -> Vec<&str> {
    let mut names: Vec<&str> = part.split(" name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    // The buttons that fetch the next list have one, too.
    names.retain(|name| *name != "aksi");
    names.dedup();
    names
}

/// Sari's number as pages show it.
fn number() -> String {
    Phone::parse("0812 3344 9101").unwrap().masked()
}

#[tokio::test]
async fn akun_saya_says_of_each_thing_what_to_do_next_and_leads_there() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        for lang in Lang::ALL {
            let page = page_in(&mut browser, lang, "/akun").await;
            let (devices, number) = (overview::devices_state(lang, 1), number());
            let states = [
                overview::verified(lang),
                overview::unverified(lang),
                overview::second_step_state(lang, Channel::Email),
                devices.as_str(),
                "s•••••i@contoh.example",
                number.as_str(),
            ];
            let next = [
                overview::email_next(lang),
                overview::phone_next(lang, false),
                overview::password_next(lang),
                overview::second_step_next(lang, Channel::Email),
                overview::devices_next(lang),
                overview::identity_next(lang, Identity::Verified),
            ];
            assert_said(&page, &states);
            assert_said(&page, &next);
            for target in
                ["/akun/email", "/akun/nomor-telepon", "/akun/ubah-password", "/akun/keamanan", "/akun/perangkat", "/akun/riwayat"]
            {
                assert!(page.contains(&format!("href=\"{target}\"")), "{target}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_the_registration_asks_for_personal_data_in_groups_each_under_its_heading() {
    const PAGE: &str = "/daftar/data-diri";
    demo(|app| async move {
        let (mut here, mut elsewhere) = (app.browser(), app.browser());
        here.begin("dewi@contoh.example", &nik("0001")).await.leads_to("/daftar/kode");
        here.prove("dewi@contoh.example").await.leads_to(PAGE);
        // Whoever opens the link in another browser types the NIK again and chooses a new password there.
        app.browser().begin("intan@contoh.example", &nik("0001")).await.leads_to("/daftar/kode");
        let link = app.link("intan@contoh.example", "register", "/daftar/lanjut/").await;
        elsewhere.submit(&link, "/api/account/register_continue", &[]).await.leads_to(PAGE);
        let masked = Nik::parse(&nik("0001")).unwrap().masked();
        for lang in Lang::ALL {
            let groups = [
                (data::identity(lang), vec!["nama", "tanggal_lahir", "jenis_kelamin"]),
                (data::address_group(lang), vec!["alamat", "provinsi", "kabupaten", "kecamatan"]),
                (data::contact(lang), vec!["telepon"]),
                (data::security(lang), vec!["password"]),
            ];
            for (browser, count) in [(&mut here, 3), (&mut elsewhere, 4)] {
                let page = page_in(browser, lang, PAGE).await;
                let parts = headed(&page, "group");
                let seen: Vec<(&str, Vec<&str>)> = parts.iter().map(|(heading, below)| (*heading, fields(below))).collect();
                let mut expected = groups[..count].to_vec();
                if count == 4 {
                    expected[0].1.insert(0, "nik");
                }
                assert_eq!(seen, expected);
                assert_eq!(
                    parts[0].1.contains(&masked),
                    count == 3,
                    "the NIK stands with name and birth date, or is asked for there"
                );
                for id in &["identitas", "tempat-tinggal", "kontak", "keamanan"][..count] {
                    let (label, heading) = (format!("aria-labelledby=\"{id}\""), format!("<h2 id=\"{id}\">"));
                    assert_said(&page, &[label.as_str(), heading.as_str()]);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_the_profile_shows_each_part_under_its_heading_and_so_does_the_page_of_each() {
    demo(|app| async move {
        // Whom the registry has confirmed cannot change what it knows.
        let (mut sari, mut ayu) = (app.inside(SARI).await, app.inside(AYU).await);
        for lang in Lang::ALL {
            let said = [
                (profile::part(lang, Part::Person), "Sari Wulandari"),
                (profile::part(lang, Part::Address), "Jalan Melati 7"),
                (profile::part(lang, Part::Education), profile::empty(lang)),
                (profile::part(lang, Part::Work), profile::empty(lang)),
                (profile::part(lang, Part::Skills), profile::empty(lang)),
                (profile::contact(lang), "s•••••i@contoh.example"),
            ];
            let page = page_in(&mut sari, lang, "/profil").await;
            let cards = headed(&page, "card");
            assert_eq!(cards.iter().map(|(heading, _)| *heading).collect::<Vec<_>>(), said.map(|(heading, _)| heading));
            for ((heading, below), (_, value)) in cards.iter().zip(said) {
                assert!(below.contains(value), "{heading}: {value}");
            }
            for &part in Part::ALL {
                let page = page_in(&mut ayu, lang, part.route().path()).await;
                let heading = format!(">{}</h1>", profile::part(lang, part));
                assert_eq!(page.matches("<h1").count(), 1);
                assert_said(&page, &[heading.as_str(), profile::reason(lang, part)]);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_profile_says_how_the_registry_is_corrected_and_asks_it_again_with_one_button() {
    demo(|app| async move {
        // One whom the registry has confirmed, and one whose name it has otherwise.
        for email in [SARI, AYU] {
            let mut browser = app.inside(email).await;
            for lang in Lang::ALL {
                let page = page_in(&mut browser, lang, "/profil").await;
                let (question, answer) = profile::dukcapil(lang);
                assert_said(&page, &[question, answer, profile::recheck(lang)]);
                assert_eq!(page.matches("action=\"/api/account/profile_recheck\"").count(), 1);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_profile_shows_address_and_number_masked_and_leads_to_where_they_are_changed() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        for lang in Lang::ALL {
            let page = page_in(&mut browser, lang, "/profil").await;
            let number = number();
            assert_said(&page, &[profile::contact(lang), "s•••••i@contoh.example", number.as_str()]);
            assert_said(&page, &["href=\"/akun/email\"", "href=\"/akun/nomor-telepon\""]);
            assert!(!page.contains(SARI) && !page.contains("33449101"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_closed_way_in_says_why_and_what_can_be_done_now() {
    demo(|app| async move {
        let mut browser = app.browser();
        for lang in Lang::ALL {
            let locked = page_in(&mut browser, lang, "/masuk/terkunci").await;
            assert_said(&locked, &flat(standing::locked_steps(lang)));
            assert_said(&locked, &[standing::locked_why(lang), standing::what_now(lang), "href=\"/lupa-password\""]);
            let suspended = page_in(&mut browser, lang, "/masuk/ditangguhkan").await;
            assert_said(&suspended, &flat(standing::suspended_steps(lang)));
            assert_said(&suspended, &[standing::reason_unknown(lang), standing::what_now(lang), standing::help(lang)]);
            let expired = page_in(&mut browser, lang, "/masuk/berakhir").await;
            assert_said(&expired, &flat(standing::expired_steps(lang)));
            assert_said(&expired, &[standing::expired_until(lang), standing::expired_why(lang), standing::what_now(lang)]);
        }
    })
    .await;
}

/// Every page that waits for a code that was sent, and the way it went.
async fn waiting(app: &App) -> Vec<(Browser, &'static str, Channel)> {
    let proof = "/akun/konfirmasi/kode?tujuan=/akun/keamanan";
    let mut proving = app.inside(AYU).await;
    app.pass(301);
    proving.post("/api/account/proof", &[("password", DEMO_PASSWORD), ("tujuan", "/akun/keamanan")]).await.leads_to(proof);
    let mut registering = app.browser();
    registering.begin("dewi@contoh.example", &nik("0001")).await.leads_to("/daftar/kode");
    let (mut by_mail, mut by_sms) = (app.browser(), app.browser());
    by_mail.sign_in(AYU, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    by_sms.sign_in(BIMA, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    let mut changing = app.inside(SARI).await;
    changing.post("/api/account/phone_start", &[("telepon", "0812 3344 9099")]).await.leads_to("/akun/nomor-telepon");
    changing.post("/api/account/email_start", &[("email", "sari.baru@contoh.example")]).await.leads_to("/akun/email");
    let mut forgetful = app.browser();
    let person = [("nik", "3273015204989101"), ("nama", "Sari Wulandari")];
    forgetful.post_solved("/api/account/remind_email", "lupa_email", &person).await.leads_to("/lupa-email/kode");
    vec![
        (registering, "/daftar/kode", Channel::Email),
        (by_mail, "/masuk/kode", Channel::Email),
        (by_sms, "/masuk/kode", Channel::Sms),
        (proving, proof, Channel::Email),
        (changing.clone(), "/akun/nomor-telepon", Channel::Sms),
        (changing, "/akun/email", Channel::Email),
        (forgetful, "/lupa-email/kode", Channel::Sms),
    ]
}

#[tokio::test]
async fn every_page_that_waits_for_a_code_says_what_to_do_where_it_does_not_come_is_wrong_or_too_old() {
    demo(|app| async move {
        let app = App::with(app.ctx, |config| config.sms.sender = "Prakerja26".to_owned());
        let mail = app.ctx.config.mail.from.clone();
        for (mut browser, path, channel) in waiting(&app).await {
            for lang in Lang::ALL {
                let page = page_in(&mut browser, lang, path).await;
                assert_said(&page, &flat(code::troubles(lang, channel)));
                let missing = [
                    code::missing(lang),
                    code::look(lang, channel),
                    code::patience(lang, channel),
                    code::newest(lang),
                    code::resend(lang),
                    "href=\"/bantuan#kode\"",
                    "autocomplete=\"one-time-code\"",
                ];
                assert_said(&page, &missing);
                for (sender, by) in [(mail.as_str(), Channel::Email), ("Prakerja26", Channel::Sms)] {
                    assert_eq!(page.contains(&code::sender(lang, sender)), channel == by, "{path}: from whom");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_waits_for_a_code_has_a_button_for_the_other_way_where_there_is_one() {
    demo(|app| async move {
        for (mut browser, path, channel) in waiting(&app).await {
            for lang in Lang::ALL {
                let page = page_in(&mut browser, lang, path).await;
                match (path, channel) {
                    // Only Bima has a verified number; before there is an account the address is changed instead.
                    ("/masuk/kode", Channel::Sms) => assert_said(&page, &[code::by_channel(lang, Channel::Email)]),
                    ("/daftar/kode", _) => assert_said(&page, &[code::change_email(lang).0]),
                    _ => assert!(!page.contains(code::by_channel(lang, Channel::Sms)), "{path}: no number is verified"),
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_page_that_asks_for_the_app_says_what_to_do_where_it_is_lost_or_its_number_is_wrong() {
    demo(|app| async move {
        let mut owner = app.inside(SARI).await;
        set_up(&app, &mut owner).await;
        app.pass(61);
        let mut browser = app.browser();
        browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        for lang in Lang::ALL {
            let page = page_in(&mut browser, lang, "/masuk/kode").await;
            assert_said(&page, &flat(code::app_troubles(lang, false)));
            assert_said(&page, &[code::no_app(lang), code::by_channel(lang, Channel::Email)]);
        }
    })
    .await;
}
