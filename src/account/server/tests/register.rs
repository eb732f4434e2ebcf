//! "Daftar": mailbox first, then the person, then one account.

use super::{demo, identity, portal};
use crate::kernel::fault::Code;
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD, NEW_PASSWORD, PASSWORD, SARI, nik, personal_data};
use axum::http::StatusCode;
use tokio::task::JoinSet;

const DEWI: &str = "dewi@contoh.example";
const REGISTRATIONS: &str = "SELECT COUNT(*) FROM registration";
const ACCOUNTS: &str = "SELECT COUNT(*) FROM account";

/// A browser whose mailbox is proven.
async fn proven(app: &App, email: &str, end: &str) -> Browser {
    let mut browser = app.browser();
    browser.begin(email, &nik(end)).await.leads_to("/daftar/kode");
    browser.prove(email).await.leads_to("/daftar/data-diri");
    browser
}

#[tokio::test]
async fn clause_3_2_a_person_registers_and_is_signed_in_on_the_dashboard() {
    portal(|app| async move {
        let mut browser = app.browser();
        browser.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        let page = browser.get("/daftar/kode").await;
        assert!(page.body.contains("d•••••i@contoh.example"));
        let mail = app.message_to(DEWI, "register").await;
        assert!(page.body.contains(mail.reference.as_str()), "the page names the mail's reference");

        browser.prove(DEWI).await.leads_to("/daftar/data-diri");
        let page = browser.get("/daftar/data-diri").await;
        assert_eq!(page.value("password"), None, "the password of the first page stays");
        assert!(!page.body.contains(&nik("0001")), "the NIK is masked");

        let answer = browser.complete(&[]).await;
        answer.leads_to("/dasbor");
        assert!(answer.sets("alur").unwrap().contains("Max-Age=0"), "the flow's token ends with the flow");
        let page = browser.get("/dasbor").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Dewi"));
        assert_eq!(identity(&app.ctx, DEWI).await, Some(("verified".to_owned(), None)));
        assert!(app.message_to(DEWI, "welcome").await.text.contains("/dasbor"));
        browser.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        browser.enter(DEWI, PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_person_registers_without_any_script() {
    portal(|app| async move {
        let mut browser = app.browser();
        let answer = browser
            .submit("/daftar", "/api/account/register", &[("email", DEWI), ("nik", &nik("0001")), ("password", PASSWORD)])
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        answer.leads_to("/daftar/kode");
        let code = app.code(DEWI, "register").await;
        let typed = format!(" {} {} ", &code[..3], &code[3..]);
        browser.submit("/daftar/kode", "/api/account/register_verify", &[("kode", &typed)]).await.leads_to("/daftar/data-diri");

        let form = "/api/account/register_complete";
        browser
            .submit("/daftar/data-diri", form, &[("nama", "Dewi Anggraini"), ("provinsi", "32"), ("aksi", "wilayah")])
            .await
            .leads_to("/daftar/data-diri");
        let page = browser.get("/daftar/data-diri").await;
        assert_eq!(page.value("nama").as_deref(), Some("Dewi Anggraini"));
        assert!(page.body.contains("Kota Bandung"), "the regencies of the province are there");
        let refused = |page: &Answer| page.body.matches("aria-invalid=\"true\"").count();
        assert_eq!(refused(&page), 0, "nothing is refused yet");
        browser.submit("/daftar/data-diri", form, &[("nama", "Dewi Anggraini")]).await.leads_to("/daftar/data-diri");
        assert!(refused(&browser.get("/daftar/data-diri").await) > 1, "what is missing is, once all of it is sent");

        let answer = browser.submit("/daftar/data-diri", form, &personal_data(&[])).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        answer.leads_to("/dasbor");
        assert!(browser.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_an_address_with_an_account_gets_the_same_answer_and_its_owner_a_mail() {
    demo(|app| async move {
        let (mut stranger, mut newcomer) = (app.browser(), app.browser());
        let known = stranger.begin(SARI, &nik("0001")).await;
        let unknown = newcomer.begin(DEWI, &nik("0002")).await;
        assert_eq!((known.status, known.location(), &known.body), (unknown.status, unknown.location(), &unknown.body));
        assert!(app.messages_to(SARI, "register").await.is_empty(), "no code");
        let mail = app.message_to(SARI, "account_exists").await;
        assert!(mail.text.contains("/masuk") && mail.text.contains("/lupa-password"));
        assert_eq!(stranger.get("/daftar/kode").await.status, newcomer.get("/daftar/kode").await.status);

        // The stranger cannot guess what was never sent, and gets on as anybody with a wrong code.
        for (tried, answer) in ["wrong_4", "wrong_3", "wrong_2", "wrong_1", "exhausted", "dead"].into_iter().enumerate() {
            let code = format!("{tried:06}");
            stranger.post("/api/account/register_verify", &[("kode", &code)]).await.refuses("kode", answer);
        }
        stranger.complete(&[]).await.says(Code::Elsewhere);
        assert_eq!(app.count(ACCOUNTS).await, 3);
        let mut owner = app.browser();
        owner.enter(SARI, DEMO_PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_the_code_works_only_in_the_browser_that_asked() {
    portal(|app| async move {
        let (mut browser, mut other) = (app.browser(), app.browser());
        browser.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        let code = app.code(DEWI, "register").await;
        let fault = other.post("/api/account/register_verify", &[("kode", &code)]).await.says(Code::Elsewhere);
        assert_eq!(fault.goto.as_deref(), Some("/daftar"));
        browser.prove(DEWI).await.leads_to("/daftar/data-diri");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_the_link_asks_for_a_new_password_in_another_browser() {
    portal(|app| async move {
        let (mut first, mut second, nik) = (app.browser(), app.browser(), nik("0001"));
        first.begin(DEWI, &nik).await.leads_to("/daftar/kode");
        let link = app.link(DEWI, "register", "/daftar/lanjut/").await;
        let token = link.rsplit('/').next().unwrap().to_owned();

        for _ in 0..3 {
            let page = second.get(&link).await;
            assert!(page.body.contains("d•••••i@contoh.example"));
            assert_eq!(
                page.hidden_of("/api/account/register_continue").iter().find(|(name, _)| name == "token").map(|(_, value)| value),
                Some(&token)
            );
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM registration WHERE state = 'draft'").await, 1, "looking changes nothing");
        assert!(first.get("/daftar/kode").await.status.is_success());

        second.submit(&link, "/api/account/register_continue", &[]).await.leads_to("/daftar/data-diri");
        assert!(second.get("/daftar/data-diri").await.value("password").is_some());
        let fault = first.complete(&[]).await.says(Code::Elsewhere);
        assert_eq!(fault.goto.as_deref(), Some("/daftar"), "the draft has left the first browser");

        let own = ("nik", nik.as_str());
        second.complete(&[own]).await.refuses("password", "required");
        second.complete(&[own, ("password", "dewi1998")]).await.refuses("password", "too_short");
        second.complete(&[own, ("password", NEW_PASSWORD)]).await.leads_to("/dasbor");
        let mut third = app.browser();
        third.sign_in(DEWI, PASSWORD).await.refuses("password", "wrong");
        app.pass(61);
        third.enter(DEWI, NEW_PASSWORD).await;
        let fault = app.browser().post("/api/account/register_continue", &[("token", &token)]).await.says(Code::Elsewhere);
        assert_eq!(fault.goto.as_deref(), Some("/daftar"), "the link is used up");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_the_link_keeps_the_password_in_the_same_browser() {
    portal(|app| async move {
        let mut browser = app.browser();
        browser.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        let link = app.link(DEWI, "register", "/daftar/lanjut/").await;
        browser.submit(&link, "/api/account/register_continue", &[]).await.leads_to("/daftar/data-diri");
        assert_eq!(browser.get("/daftar/data-diri").await.value("password"), None);
        browser.complete(&[]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_the_link_ends_after_a_day_and_the_draft_after_a_week() {
    portal(|app| async move {
        let mut browser = app.browser();
        browser.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        let link = app.link(DEWI, "register", "/daftar/lanjut/").await;
        app.pass(86_399);
        assert!(app.browser().get(&link).await.body.contains("d•••••i@contoh.example"));
        app.pass(1);
        assert!(!app.browser().get(&link).await.body.contains("contoh.example"));
        app.pass(6 * 86_400 - 1);
        assert!(browser.get("/daftar/kode").await.status.is_success());
        app.pass(1);
        browser.get("/daftar/kode").await.leads_to("/daftar");
        crate::site::maintain(&app.ctx).await.unwrap();
        assert_eq!(app.count("SELECT COUNT(*) FROM registration WHERE state = 'expired' AND password_hash IS NULL").await, 1);
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_signing_in_to_an_unfinished_registration_resumes_it() {
    portal(|app| async move {
        app.browser().begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        app.pass(61);
        let mut phone = app.browser();
        phone.sign_in(DEWI, NEW_PASSWORD).await.refuses("password", "wrong");
        phone.sign_in(DEWI, PASSWORD).await.leads_to("/daftar/kode");
        phone.prove(DEWI).await.leads_to("/daftar/data-diri");
        phone.complete(&[("telepon", "12")]).await.says(Code::Invalid);

        app.pass(61);
        let mut laptop = app.browser();
        laptop.sign_in(DEWI, PASSWORD).await.leads_to("/daftar/data-diri");
        let page = laptop.get("/daftar/data-diri").await;
        assert_eq!(page.value("nama").as_deref(), Some("Dewi Anggraini"), "what was typed came along");
        assert_eq!(page.value("password"), None);
        laptop.complete(&[]).await.leads_to("/dasbor");
        assert_eq!(app.count(REGISTRATIONS).await, 1);
        assert_eq!(app.count(ACCOUNTS).await, 1);
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_the_first_proven_draft_of_an_address_ends_the_others() {
    portal(|app| async move {
        let (mut stranger, mut owner) = (app.browser(), app.browser());
        stranger.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        app.pass(61);
        owner.begin(DEWI, &nik("0002")).await.leads_to("/daftar/kode");
        assert!(stranger.get("/daftar/kode").await.status.is_success(), "drafts stand side by side");
        owner.prove(DEWI).await.leads_to("/daftar/data-diri");
        stranger.get("/daftar/kode").await.leads_to("/daftar");
        owner.complete(&[]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_2_the_first_form_sent_many_times_begins_one_registration() {
    portal(|app| async move {
        let mut browser = app.browser();
        browser.get("/daftar").await;
        let (token, sum) = browser.captcha("daftar").await;
        let mut posts = JoinSet::new();
        for _ in 0..4 {
            let (mut tab, token, sum) = (browser.clone(), token.clone(), sum.clone());
            posts.spawn(async move {
                let nik = nik("0001");
                let fields = [
                    ("email", DEWI),
                    ("nik", nik.as_str()),
                    ("password", PASSWORD),
                    ("tantangan", token.as_str()),
                    ("captcha", sum.as_str()),
                ];
                tab.post("/api/account/register", &fields).await
            });
        }
        for answer in posts.join_all().await {
            answer.leads_to("/daftar/kode");
        }
        assert_eq!(app.count(REGISTRATIONS).await, 1);
        assert_eq!(app.messages_to(DEWI, "register").await.len(), 1);
        browser.prove(DEWI).await.leads_to("/daftar/data-diri");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_2_the_last_form_sent_many_times_opens_one_account() {
    portal(|app| async move {
        let browser = proven(&app, DEWI, "0001").await;
        let mut posts = JoinSet::new();
        for _ in 0..6 {
            let mut tab = browser.clone();
            posts.spawn(async move { tab.complete(&[]).await });
        }
        let answers = posts.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.location() == "/dasbor").count(), 1);
        for answer in answers.iter().filter(|answer| answer.location().is_empty()) {
            answer.says(Code::Elsewhere);
        }
        assert_eq!(app.count(ACCOUNTS).await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM session").await, 1);
        assert_eq!(app.messages_to(DEWI, "welcome").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_verified_nik_belongs_to_one_account_and_that_is_told_late() {
    portal(|app| async move {
        app.browser().register(DEWI, &nik("0001")).await.leads_to("/dasbor");
        let mut second = app.browser();
        second.begin("intan@contoh.example", &nik("0001")).await.leads_to("/daftar/kode");
        second.prove("intan@contoh.example").await.leads_to("/daftar/data-diri");
        second.complete(&[]).await.refuses("nik", "nik_taken");
        let form = "/api/account/register_complete";
        second.submit("/daftar/data-diri", form, &personal_data(&[])).await.leads_to("/daftar/data-diri");
        let page = second.get("/daftar/data-diri").await;
        assert!(page.body.contains("/lupa-password"), "the way to recovery");
        assert_eq!(page.value("alamat").as_deref(), Some("Jalan Anggrek 5"), "nothing typed is lost");
        assert_eq!(identity(&app.ctx, "intan@contoh.example").await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_2_of_two_who_claim_one_nik_at_once_one_gets_it() {
    portal(|app| async move {
        let emails = ["satu@contoh.example", "dua@contoh.example", "tiga@contoh.example"];
        let mut posts = JoinSet::new();
        for email in emails {
            let mut browser = proven(&app, email, "0001").await;
            posts.spawn(async move { browser.complete(&[]).await });
        }
        let answers = posts.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.location() == "/dasbor").count(), 1);
        for answer in answers.iter().filter(|answer| answer.location().is_empty()) {
            answer.refuses("nik", "nik_taken");
        }
    })
    .await;
}

#[tokio::test]
async fn clause_4_6_every_wrong_field_is_named_at_once() {
    portal(|app| async move {
        let mut browser = app.browser();
        let fault = browser.post("/api/account/register", &[]).await.says(Code::Invalid);
        let fields: Vec<&str> = fault.fields.keys().map(String::as_str).collect();
        assert_eq!(fields, ["captcha", "email", "nik", "password"]);
        let mut browser = proven(&app, DEWI, "0001").await;
        let fault = browser.post("/api/account/register_complete", &[]).await.says(Code::Invalid);
        let fields: Vec<&str> = fault.fields.keys().map(String::as_str).collect();
        assert_eq!(fields, ["alamat", "jenis_kelamin", "nama", "provinsi", "setuju", "tanggal_lahir", "telepon"]);
        browser.complete(&[("tanggal_lahir", "2009-11-24")]).await.refuses("tanggal_lahir", "too_young");
        browser.complete(&[("tanggal_lahir", "2009-11-23")]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_captcha_pays_for_one_form_only() {
    portal(|app| async move {
        let mut browser = app.browser();
        let nik = nik("0001");
        let post = |token: &str, sum: &str| {
            let all = [("email", DEWI), ("nik", &nik), ("password", PASSWORD), ("tantangan", token), ("captcha", sum)];
            all.map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let (other, sum) = browser.captcha("masuk").await;
        let (token, right) = browser.captcha("daftar").await;
        for (token, sum, code) in [(other.as_str(), sum.as_str(), "expired"), (&token, "99", "wrong"), (&token, "", "missing")] {
            let fields = post(token, sum);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            browser.post("/api/account/register", &fields).await.refuses("captcha", code);
        }
        let fields = post(&token, &right);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post("/api/account/register", &fields).await.leads_to("/daftar/kode");
        app.browser().post("/api/account/register", &fields).await.refuses("captcha", "used");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_the_next_code_comes_after_a_minute_and_ends_the_first() {
    portal(|app| async move {
        let mut browser = app.browser();
        browser.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        let first = app.code(DEWI, "register").await;
        let answer = browser.post("/api/account/register_resend", &[]).await;
        assert_eq!(answer.says(Code::Limited).retry_after, Some(60));
        assert_eq!(answer.header("retry-after"), "60");
        app.pass(60);
        browser.post("/api/account/register_resend", &[]).await.leads_to("/daftar/kode");
        let second = app.code(DEWI, "register").await;
        if first != second {
            browser.post("/api/account/register_verify", &[("kode", &first)]).await.refuses("kode", "wrong_4");
        }
        browser.post("/api/account/register_verify", &[("kode", &second)]).await.leads_to("/daftar/data-diri");
    })
    .await;
}
