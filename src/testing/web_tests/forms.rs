//! Bodies that no form sends, forms that are refused, and who may call what.

use super::{once, signed_in};
use crate::kernel::fault::Code;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::platform::http::flash::Flash;
use crate::platform::http::registry::{Function, Who};
use crate::site;
use crate::testing::both;
use crate::testing::office::in_office;
use crate::testing::web::{Answer, App, DEMO_PASSWORD, PASSWORD, SARI, nik};
use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::collections::BTreeMap;

/// Content types and bodies that no form of ours sends.
fn junk() -> Vec<(&'static str, Vec<u8>)> {
    const FORM: &str = "application/x-www-form-urlencoded";
    let long = format!("email={}&nik={}&kode={}", "a".repeat(20_000), "9".repeat(20_000), "1".repeat(20_000));
    vec![
        ("", Vec::new()),
        (FORM, Vec::new()),
        (FORM, b"%".to_vec()),
        (FORM, b"%zz=%f&&&===&%00=%00".to_vec()),
        (FORM, b"email=%ff%fe&nik=%00%00&password=%c0%80&kode=%ed%a0%80&token=%ff".to_vec()),
        (FORM, b"email[]=a&email[b]=c&nik[0][1]=2&password[a][b][c][d][e][f][g][h]=1".to_vec()),
        (FORM, b"email=a&email=b&nik=1&nik=2&kode=1&kode=2&token=1&token=2&form=x&form=y".to_vec()),
        (FORM, vec![0, 159, 146, 150, 255, 0, 38, 61, 38]),
        (FORM, long.into_bytes()),
        (
            FORM,
            "nama=\u{202e}\u{0}\u{feff}\u{1f600}&alamat='\"><script>&provinsi=32%27;--&tanggal_lahir=0000-00-00"
                .as_bytes()
                .to_vec(),
        ),
        (FORM, b"tanggal_lahir=99999-99-99&kabupaten=-1&kecamatan=99.99.99&parent=99&aksi=wilayah&percaya=9".to_vec()),
        ("application/json", br#"{"email":"a","nik":1}"#.to_vec()),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n--x--".to_vec()),
        ("text/plain", b"email=a".to_vec()),
        ("\u{e9}", b"email=a".to_vec()),
        ("application/cbor", vec![0xa1, 0x61, 0x61]),
    ]
}

/// What the contract (`docs/rules.md`) allows as an answer to nonsense, and where it may lead.
#[track_caller]
fn assert_decent(answer: &Answer, function: &Function, body: &[u8]) {
    let told = format!("{} {} {:.80}", function.path, answer.status, String::from_utf8_lossy(body));
    // Only what asks for fresh proof says 403 to our own pages.
    let decent = matches!(answer.status.as_u16(), 200 | 303 | 401 | 404 | 409 | 413 | 422 | 429);
    assert!(decent || function.fresh && answer.status == StatusCode::FORBIDDEN, "{told}");
    let location = answer.location();
    let page = location.split("?tujuan=").next().unwrap_or_default();
    assert!(location.is_empty() || Route::parse(page).is_some(), "{told} {location}");
    assert!(!answer.body.contains("evil.example"), "{told}");
}

#[tokio::test]
async fn clause_4_6_nonsense_never_breaks_a_function_and_never_leads_to_the_referer() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let (mut guest, mut inside) = (app.browser(), signed_in(&app).await);
        let mut registering = app.browser();
        registering.begin("dewi@contoh.example", &nik("0001")).await.leads_to("/daftar/kode");
        registering.prove("dewi@contoh.example").await.leads_to("/daftar/data-diri");
        let (_, mut office) = in_office(&app, Role::Administrator).await;
        for browser in [&mut guest, &mut inside, &mut registering, &mut office] {
            browser.get("/masuk").await;
            for function in site::functions().into_iter().filter(|function| !function.path.ends_with("sign_out")) {
                for (kind, body) in junk() {
                    for script in [true, false] {
                        let ask = browser.ask(Method::POST, function.path).own().header("referer", "https://evil.example/here");
                        let ask = if kind.is_ascii() { ask.body(kind, &body) } else { ask.body("a/\"", &body) };
                        let answer = if script { ask.script() } else { ask.plain() }.send().await;
                        assert_decent(&answer, &function, &body);
                    }
                }
            }
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM account").await, 3);
        assert!(inside.is_inside().await && office.is_in_office().await);
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_a_body_that_is_too_large_or_no_form_is_refused_by_its_own_status() {
    once(|app| async move {
        let mut inside = signed_in(&app).await;
        let form = "application/x-www-form-urlencoded";
        for function in site::functions() {
            let large = vec![b'a'; 64 * 1024 + 1];
            let answer = inside.ask(Method::POST, function.path).own().script().body(form, &large).send().await;
            answer.says(Code::TooLarge);
            let answer = inside.ask(Method::POST, function.path).own().script().body("application/json", b"{}").send().await;
            answer.says(Code::Malformed);
            let answer = inside.ask(Method::POST, function.path).own().script().body("", b"email=a").send().await;
            answer.says(Code::Malformed);
            for body in [&large[..], b"{}"] {
                let kind = if body.len() > 2 { form } else { "application/json" };
                let answer = inside.ask(Method::POST, function.path).own().plain().body(kind, body).send().await;
                match function.form {
                    Some(form) => answer.leads_to(form.page.path()),
                    None => assert!(matches!(answer.status.as_u16(), 413 | 422), "{} {}", function.path, answer.status),
                }
            }
        }
        assert!(inside.is_inside().await);
        let exactly = [b"email=".to_vec(), vec![b'a'; 64 * 1024 - 6]].concat();
        let answer = inside.ask(Method::POST, "/api/account/sign_in").own().script().body(form, &exactly).send().await;
        answer.says(Code::Invalid);
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_what_is_for_participants_asks_strangers_to_sign_in() {
    once(|app| async move {
        let mut stranger = app.browser();
        let mut forged = app.browser();
        forged.cookies.insert("sesi".to_owned(), "A".repeat(43));
        for browser in [&mut stranger, &mut forged] {
            for function in site::functions().into_iter().filter(|function| function.who == Who::Participant) {
                browser.post(function.path, &[]).await.says(Code::Unauthenticated);
                let answer = browser.post_plain(function.path, &[]).await;
                assert_eq!(answer.status, StatusCode::SEE_OTHER);
                answer.leads_to("/masuk");
            }
            for route in Route::ALL.iter().filter(|route| route.needs_session()) {
                browser.get(route.path()).await.leads_to("/masuk");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn clause_4_6_a_refused_plain_form_comes_back_with_the_reason_and_what_was_typed() {
    once(|app| async move {
        let mut browser = app.browser();
        let typed = [("email", "Dewi <b>\"&@contoh.example"), ("nik", "32730152049800"), ("password", "rahasia-sekali-123")];
        let answer = browser.submit("/daftar", "/api/account/register", &typed).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        answer.leads_to("/daftar");
        assert!(!answer.sets("kilat").unwrap().contains("rahasia"));
        let page = browser.get("/daftar").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("NIK baru 14 angka"));
        assert_eq!(page.value("email").as_deref(), Some(typed[0].1));
        assert_eq!(page.value("nik").as_deref(), Some(typed[1].1));
        assert!(!page.body.contains("rahasia-sekali"), "never the password");
        assert!(!page.body.contains("<b>\""), "what was typed is text");
        assert_eq!(page.header("cache-control"), "no-store");
        let again = browser.get("/daftar").await;
        assert!(!again.body.contains("NIK baru 14 angka"), "shown once");

        let typed = [("email", SARI), ("password", "salah-sekali-123")];
        browser.submit("/masuk", "/api/account/sign_in", &typed).await.leads_to("/masuk");
        let page = browser.get("/masuk").await;
        assert!(page.body.contains("Email atau password tidak cocok"));
        assert_eq!(page.value("email").as_deref(), Some(SARI));
        assert!(!page.body.contains("salah-sekali"));

        browser
            .submit("/masuk", "/api/account/sign_in", &[("email", SARI), ("password", DEMO_PASSWORD)])
            .await
            .leads_to("/masuk/kode");
        browser
            .submit("/masuk/kode", "/api/account/sign_in_verify", &[("kode", "98 76 5"), ("percaya", "on")])
            .await
            .leads_to("/masuk/kode");
        let page = browser.get("/masuk/kode").await;
        assert!(page.body.contains("Kode baru 5 angka"));
        assert!(!page.body.contains("98 76 5") && page.value("kode").unwrap_or_default().is_empty(), "never a code");
        browser.submit("/masuk/kode", "/api/account/sign_in_resend", &[]).await.leads_to("/masuk/kode");
        assert!(browser.get("/masuk/kode").await.body.contains("Coba lagi dalam 1 menit"), "how long to wait");
    })
    .await;
}

#[tokio::test]
async fn clause_4_6_personal_data_comes_back_as_typed_with_every_reason() {
    once(|app| async move {
        let mut browser = app.browser();
        browser.begin("dewi@contoh.example", &nik("0001")).await.leads_to("/daftar/kode");
        let link = app.link("dewi@contoh.example", "register", "/daftar/lanjut/").await;
        let mut other = app.browser();
        other.submit(&link, "/api/account/register_continue", &[]).await.leads_to("/daftar/data-diri");
        let typed = [
            ("nik", "32730152049800"),
            ("nama", "D3wi"),
            ("alamat", "Jalan <Anggrek> 5"),
            ("provinsi", "32"),
            ("kabupaten", "32.73"),
            ("telepon", "021 555"),
            ("password", PASSWORD),
        ];
        other.submit("/daftar/data-diri", "/api/account/register_complete", &typed).await.leads_to("/daftar/data-diri");
        let page = other.get("/daftar/data-diri").await;
        assert_eq!(page.value("nik").as_deref(), Some("32730152049800"));
        assert_eq!(page.value("nama").as_deref(), Some("D3wi"));
        assert_eq!(page.value("alamat").as_deref(), Some("Jalan <Anggrek> 5"));
        assert_eq!(page.value("telepon").as_deref(), Some("021 555"));
        assert!(!page.body.contains(PASSWORD) && !page.body.contains("<Anggrek>"));
        for field in ["nik", "nama", "tanggal_lahir", "jenis_kelamin", "kecamatan", "telepon", "setuju"] {
            assert!(page.body.contains(&format!("href=\"#{field}")), "the summary leads to {field}");
        }
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_a_forged_message_is_not_shown() {
    once(|app| async move {
        let values = BTreeMap::from([("notice".to_owned(), "password_replaced".to_owned())]);
        let flash = Flash { form: "masuk".to_owned(), fault: None, values };
        let forged = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&flash).unwrap());
        let own = flash.cookie(&app.ctx.keys).unwrap().value;
        for (cookie, is_shown) in [(forged, false), (own, true)] {
            let mut browser = app.browser();
            browser.cookies.insert("kilat".to_owned(), cookie);
            browser.cookies.insert("bahasa".to_owned(), "<script>".to_owned());
            let page = browser.get("/masuk").await;
            assert_eq!(page.status, StatusCode::OK);
            assert_eq!(page.body.contains("Password diganti."), is_shown);
            let html = page.body.split("<html").nth(1).unwrap().split('>').next().unwrap();
            assert!(html.contains(" lang=\"id\""), "{html}");
        }
    })
    .await;
}
