//! The registration behind its mail's link in another browser: whoever has the mailbox need not be who began, because addresses are
//! mistyped.

use super::portal;
use crate::account::text::data as words;
use crate::account::text::fields::field_error;
use crate::kernel::fault::Code;
use crate::kernel::lang::Lang;
use crate::kernel::nik::Nik;
use crate::testing::web::{App, Browser, NEW_PASSWORD, nik, personal_data};

const DEWI: &str = "dewi@contoh.example";
const PAGE: &str = "/daftar/data-diri";
const COMPLETE: &str = "/api/account/register_complete";

/// Somebody who can open the mailbox presses the link in a browser of their own.
async fn behind_the_link(app: &App) -> Browser {
    let link = app.link(DEWI, "register", "/daftar/lanjut/").await;
    let mut browser = app.browser();
    browser.submit(&link, "/api/account/register_continue", &[]).await.leads_to(PAGE);
    browser
}

#[tokio::test]
async fn clause_3_2_whoever_owns_a_mistyped_mailbox_sees_no_nik_and_opens_no_account_with_it() {
    portal(|app| async move {
        // One whose name the registry would refuse only once.
        let (begun_with, other) = (nik("9002"), nik("0002"));
        app.browser().begin(DEWI, &begun_with).await.leads_to("/daftar/kode");
        let mut stranger = behind_the_link(&app).await;
        let masked = Nik::parse(&begun_with).unwrap().masked();
        for (typed, code) in [("", "required"), ("32730152049800", "digits_14"), (&other, "differs"), (&other, "differs")] {
            stranger.complete(&[("nik", typed), ("password", NEW_PASSWORD)]).await.refuses("nik", code);
            let page = stranger.get(PAGE).await;
            assert_eq!(page.value("nik").as_deref(), Some(""));
            assert!(!page.body.contains(&masked) && !page.body.contains(&begun_with), "nothing of it is shown");
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM account").await, 0);

        let anew = [("nik", other.as_str()), ("password", NEW_PASSWORD)];
        let typed = personal_data(&anew);
        for lang in Lang::ALL {
            stranger.cookies.insert("bahasa".to_owned(), lang.code().to_owned());
            stranger.submit(PAGE, COMPLETE, &typed).await.leads_to(PAGE);
            let page = stranger.get(PAGE).await;
            assert!(page.body.contains(&field_error(lang, "nik", "differs")), "{lang:?}");
            assert_eq!(page.link(words::nik_other(lang)).as_deref(), Some("/daftar"));
            assert_eq!(page.value("nik").as_ref(), Some(&other), "what was typed here stays");
        }
        stranger.complete(&[("nik", &begun_with), ("password", NEW_PASSWORD)]).await.refuses("nama", "registry_name");
        stranger.complete(&[("nik", &begun_with), ("password", NEW_PASSWORD)]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_nobody_tries_many_niks_behind_the_link() {
    portal(|app| async move {
        let begun_with = nik("0777");
        app.browser().begin(DEWI, &begun_with).await.leads_to("/daftar/kode");
        let mut stranger = behind_the_link(&app).await;
        for serial in 1..=10 {
            let guess = nik(&format!("{serial:04}"));
            stranger.complete(&[("nik", &guess), ("password", NEW_PASSWORD)]).await.refuses("nik", "differs");
        }
        for _ in 0..2 {
            stranger.complete(&[("nik", &begun_with), ("password", NEW_PASSWORD)]).await.says(Code::Limited);
            stranger.elsewhere();
        }
        app.pass(360);
        stranger.complete(&[("nik", &begun_with), ("password", NEW_PASSWORD)]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_nik_typed_behind_the_link_stays_while_a_list_is_fetched_and_is_typed_again_in_the_next_browser() {
    portal(|app| async move {
        let begun_with = nik("0001");
        app.browser().begin(DEWI, &begun_with).await.leads_to("/daftar/kode");
        let mut browser = behind_the_link(&app).await;
        let typed = [("nik", begun_with.as_str()), ("nama", "Dewi Anggraini"), ("provinsi", "32"), ("aksi", "wilayah")];
        browser.submit(PAGE, COMPLETE, &typed).await.leads_to(PAGE);
        let page = browser.get(PAGE).await;
        assert_eq!(page.value("nik").as_ref(), Some(&begun_with));
        assert!(page.body.contains("Kota Bandung"), "the regencies of the province are there");

        let mut next = behind_the_link(&app).await;
        let page = next.get(PAGE).await;
        assert_eq!(page.value("nama").as_deref(), Some("Dewi Anggraini"), "what was typed came along");
        assert_eq!(page.value("nik").as_deref(), Some(""));
        next.complete(&[("nik", &begun_with), ("password", NEW_PASSWORD)]).await.leads_to("/dasbor");
    })
    .await;
}
