//! Several drafts of one address: drafts belong to a flow, and the password says whose is whose.

use super::{demo, portal};
use crate::account::server::store::registration as store;
use crate::kernel::fault::Code;
use crate::testing::web::{App, Browser, NEW_PASSWORD, PASSWORD, SARI, nik};
use tokio::task::JoinSet;

const DEWI: &str = "dewi@contoh.example";
const DRAFTS: &str = "SELECT COUNT(*) FROM registration WHERE state = 'draft'";

/// Somebody else begins with the same address.
async fn stranger(app: &App, password: &str) -> Browser {
    let mut browser = app.browser();
    let nik = nik("0002");
    let fields = [("email", DEWI), ("nik", nik.as_str()), ("password", password)];
    browser.post_solved("/api/account/register", "daftar", &fields).await.leads_to("/daftar/kode");
    browser
}

#[tokio::test]
async fn clause_3_2_a_stranger_s_later_draft_does_not_hide_the_owner_s() {
    portal(|app| async move {
        app.browser().begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        for password in [NEW_PASSWORD, "lampion-kertas-biru-51"] {
            app.pass(900);
            stranger(&app, password).await;
        }
        app.pass(900);
        assert_eq!(app.count(DRAFTS).await, 3);
        let mut phone = app.browser();
        let before = app.ctx.hasher.computed();
        phone.sign_in(DEWI, PASSWORD).await.leads_to("/daftar/kode");
        assert_eq!(app.ctx.hasher.computed() - before, 2, "one computation finds one of three, after the one for an account");
        phone.prove(DEWI).await.leads_to("/daftar/data-diri");
        phone.complete(&[]).await.leads_to("/dasbor");
        assert_eq!(app.count("SELECT COUNT(*) FROM registration WHERE state = 'cancelled'").await, 2);
        let mut laptop = app.browser();
        app.pass(61);
        laptop.sign_in(DEWI, NEW_PASSWORD).await.refuses("password", "wrong");
        app.pass(61);
        laptop.enter(DEWI, PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_stranger_s_draft_does_not_hide_a_proven_one_and_resumes_only_itself() {
    portal(|app| async move {
        let mut owner = app.browser();
        owner.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        owner.prove(DEWI).await.leads_to("/daftar/data-diri");
        app.pass(61);
        stranger(&app, NEW_PASSWORD).await;
        app.pass(61);
        let mut other = app.browser();
        other.sign_in(DEWI, NEW_PASSWORD).await.leads_to("/daftar/kode");
        other.get("/daftar/data-diri").await.leads_to("/daftar/kode");
        let mut phone = app.browser();
        phone.sign_in(DEWI, PASSWORD).await.leads_to("/daftar/data-diri");
        phone.complete(&[]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_a_wrong_password_costs_two_computations_whatever_there_is_at_the_address() {
    portal(|app| async move {
        let cost = async |email: &str| {
            let before = app.ctx.hasher.computed();
            app.browser().sign_in(email, "bukan-password-siapa-1").await.refuses("password", "wrong");
            app.ctx.hasher.computed() - before
        };
        assert_eq!(cost("siti@contoh.example").await, 2, "nobody");
        stranger(&app, NEW_PASSWORD).await;
        assert_eq!(cost(DEWI).await, 2, "one draft");
        app.pass(900);
        app.browser().begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        assert_eq!(cost(DEWI).await, 2, "two drafts");
        app.browser().register("intan@contoh.example", &nik("0003")).await.leads_to("/dasbor");
        assert_eq!(cost("intan@contoh.example").await, 2, "an account");
        app.pass(61);
        let other = nik("0004");
        let fields = [("email", "intan@contoh.example"), ("nik", other.as_str()), ("password", NEW_PASSWORD)];
        app.browser().post_solved("/api/account/register", "daftar", &fields).await.leads_to("/daftar/kode");
        assert_eq!(cost("intan@contoh.example").await, 2, "an account and a stranger's draft");
        app.pass(61);
        let before = app.ctx.hasher.computed();
        app.browser().sign_in("intan@contoh.example", PASSWORD).await.leads_to("/masuk/kode");
        assert_eq!(app.ctx.hasher.computed() - before, 1, "the right one of an account");
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_no_password_is_looked_at_before_the_captcha_is_right() {
    portal(|app| async move {
        let mut browser = app.browser();
        let before = app.ctx.hasher.computed();
        let (right, sum) = browser.captcha("masuk").await;
        let (other, other_sum) = browser.captcha("daftar").await;
        let refused = [("", "", "missing"), (right.as_str(), "99", "wrong"), (other.as_str(), other_sum.as_str(), "expired")];
        for (token, sum, code) in refused {
            let fields = [("email", DEWI), ("password", PASSWORD), ("tantangan", token), ("captcha", sum)];
            browser.post("/api/account/sign_in", &fields).await.refuses("captcha", code);
        }
        assert_eq!(app.ctx.hasher.computed(), before);
        let fields = [("email", DEWI), ("password", PASSWORD), ("tantangan", right.as_str()), ("captcha", sum.as_str())];
        browser.post("/api/account/sign_in", &fields).await.refuses("password", "wrong");
        assert_eq!(app.ctx.hasher.computed(), before + 2);
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_start_that_is_refused_for_its_frequency_leaves_what_was_begun() {
    portal(|app| async move {
        let mut browser = app.browser();
        browser.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        browser.begin(DEWI, &nik("0001")).await.says(Code::Limited);
        assert_eq!(app.count("SELECT COUNT(*) FROM registration").await, 1);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_event WHERE action = 'register.start' AND outcome = 'limited'").await, 1);
        browser.prove(DEWI).await.leads_to("/daftar/data-diri");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_start_that_was_refused_for_its_frequency_and_is_posted_again_is_not_told_that_it_counted() {
    demo(|app| async move {
        for email in [SARI, "siti@contoh.example"] {
            let mut browser = app.browser();
            browser.begin(email, &nik("0001")).await.leads_to("/daftar/kode");
            let (token, sum) = browser.captcha("daftar").await;
            let other = nik("0002");
            let typed = [("email", email), ("nik", other.as_str()), ("password", PASSWORD)];
            let fields = [&typed[..], &[("tantangan", token.as_str()), ("captcha", sum.as_str())]].concat();
            browser.post("/api/account/register", &fields).await.says(Code::Limited);
            browser.post("/api/account/register", &fields).await.refuses("captcha", "used");
        }
        assert_eq!(app.messages_to("siti@contoh.example", "register").await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_draft_that_went_on_by_its_link_is_not_resumed_by_the_password_it_had_before() {
    portal(|app| async move {
        app.browser().begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        let index = app.ctx.keys.blind("email", DEWI);
        let read = store::of_email(&app.ctx.db, &index, app.ctx.now()).await.unwrap().remove(0);
        let link = app.link(DEWI, "register", "/daftar/lanjut/").await;
        let mut owner = app.browser();
        owner.submit(&link, "/api/account/register_continue", &[]).await.leads_to("/daftar/data-diri");
        let mut tx = app.ctx.db.begin().await.unwrap();
        assert_eq!(store::resume(&mut tx, &read, "peramban-lain").await.unwrap(), 0, "as it was read it is no more");
        tx.commit().await.unwrap();
        app.browser().sign_in(DEWI, PASSWORD).await.refuses("password", "wrong");
        owner.complete(&[("nik", &nik("0001")), ("password", NEW_PASSWORD)]).await.leads_to("/dasbor");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_draft_that_was_resumed_or_proven_meanwhile_is_not_resumed_once_more() {
    portal(|app| async move {
        let mut browser = app.browser();
        browser.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        let index = app.ctx.keys.blind("email", DEWI);
        let read = store::of_email(&app.ctx.db, &index, app.ctx.now()).await.unwrap().remove(0);
        browser.prove(DEWI).await.leads_to("/daftar/data-diri");
        let proven = store::of_email(&app.ctx.db, &index, app.ctx.now()).await.unwrap().remove(0);
        for (read, moved) in [(read, 0), (proven, 1)] {
            let mut tx = app.ctx.db.begin().await.unwrap();
            assert_eq!(store::resume(&mut tx, &read, "peramban-lain").await.unwrap(), moved);
            assert_eq!(store::resume(&mut tx, &read, "peramban-ketiga").await.unwrap(), 0);
            tx.commit().await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_mail_that_is_sent_again_has_a_link_that_works_for_a_day_from_then_on() {
    portal(|app| async move {
        let leads_on = async |link: &str| app.browser().get(link).await.body.contains("d•••••i@contoh.example");
        let mut browser = app.browser();
        browser.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
        app.pass(2 * 86_400);
        browser.post("/api/account/register_resend", &[]).await.leads_to("/daftar/kode");
        let link = app.link(DEWI, "register", "/daftar/lanjut/").await;
        app.pass(86_399);
        assert!(leads_on(&link).await, "on the third day");
        app.pass(1);
        assert!(!leads_on(&link).await, "and not on the fourth");

        let mut phone = app.browser();
        phone.sign_in(DEWI, PASSWORD).await.leads_to("/daftar/kode");
        assert_eq!(app.link(DEWI, "register", "/daftar/lanjut/").await, link);
        app.pass(86_399);
        assert!(leads_on(&link).await, "whoever comes back by signing in gets a mail, too");
        app.pass(1);
        assert!(!leads_on(&link).await);

        // The last mail comes half a day before the end of the draft.
        app.pass(5 * 43_200);
        phone.post("/api/account/register_resend", &[]).await.leads_to("/daftar/kode");
        app.pass(43_199);
        assert!(leads_on(&link).await);
        app.pass(1);
        assert!(!leads_on(&link).await, "no link outlives its draft");
    })
    .await;
}

/// Moves the account of whoever is signed in here to another address.
async fn move_to(app: &App, browser: &mut Browser, email: &str) {
    browser.post("/api/account/email_start", &[("email", email)]).await.leads_to("/akun/email");
    let code = app.code(email, "email").await;
    browser.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
}

/// Presses the link that the newest mail about a change brought to the address before it.
async fn take_back(app: &App, email: &str) {
    let link = app.link(email, "email_changed", "/email/batal/").await;
    let token = link.rsplit('/').next().unwrap();
    app.browser().post("/api/account/email_undo", &[("token", token)]).await.leads_to("/lupa-password");
}

#[tokio::test]
async fn clause_3_2_a_draft_at_an_address_that_can_be_taken_back_gets_no_code() {
    demo(|app| async move {
        let (owner, accounts) = (app.account_id(SARI).await, app.count("SELECT COUNT(*) FROM account").await);
        // Whoever has taken the account over begins a draft at its address, and then moves the account away.
        app.browser().begin(SARI, &nik("0007")).await.leads_to("/daftar/kode");
        app.pass(61);
        let mut thief = app.inside(SARI).await;
        move_to(&app, &mut thief, "sari.baru@contoh.example").await;
        app.pass(61);
        let mut browser = app.browser();
        browser.sign_in(SARI, PASSWORD).await.leads_to("/daftar/kode");
        assert!(app.messages_to(SARI, "register").await.is_empty(), "no code");
        assert_eq!(app.messages_to(SARI, "account_exists").await.len(), 2);
        browser.complete(&[]).await.says(Code::Elsewhere);
        assert_eq!(app.count("SELECT COUNT(*) FROM account").await, accounts);
        take_back(&app, SARI).await;
        assert_eq!(app.account_id(SARI).await, owner);
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_proven_draft_becomes_no_account_while_the_address_can_be_taken_back() {
    demo(|app| async move {
        let (owner, accounts) = (app.account_id(SARI).await, app.count("SELECT COUNT(*) FROM account").await);
        let mut early = app.browser();
        early.begin(DEWI, &nik("0007")).await.leads_to("/daftar/kode");
        early.prove(DEWI).await.leads_to("/daftar/data-diri");
        let mut browser = app.inside(SARI).await;
        // The address is another account's, and then that account's to take back: nobody is told which.
        for email in [DEWI, "sari.baru@contoh.example"] {
            app.pass(61);
            move_to(&app, &mut browser, email).await;
            for _ in 0..2 {
                let fault = early.complete(&[]).await.says(Code::Elsewhere);
                assert_eq!(fault.goto.as_deref(), Some("/masuk"));
                let page = early.get("/masuk").await;
                assert!(page.body.contains("Pendaftaran dengan email ini belum bisa diselesaikan."), "why it came: {}", page.body);
            }
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM account").await, accounts);
        assert_eq!(early.get("/daftar/data-diri").await.value("nama").as_deref(), Some("Dewi Anggraini"), "nothing is lost");
        take_back(&app, DEWI).await;
        assert_eq!(app.account_id(DEWI).await, owner);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_2_of_drafts_of_one_address_that_are_proven_at_once_exactly_one_goes_on() {
    for by_link in [false, true] {
        portal(|app| async move {
            let (mut drafts, mut proofs) = (Vec::new(), JoinSet::new());
            for password in [PASSWORD, NEW_PASSWORD, "lampion-kertas-biru-51"] {
                let browser = stranger(&app, password).await;
                let code = app.code(DEWI, "register").await;
                let link = app.link(DEWI, "register", "/daftar/lanjut/").await;
                drafts.push((browser, code, link.rsplit('/').next().unwrap().to_owned()));
                app.pass(61);
            }
            for (mut browser, code, token) in drafts {
                proofs.spawn(async move {
                    match by_link {
                        true => browser.post("/api/account/register_continue", &[("token", &token)]).await,
                        false => browser.post("/api/account/register_verify", &[("kode", &code)]).await,
                    }
                });
            }
            let answers = proofs.join_all().await;
            let proven = answers.iter().filter(|answer| answer.location() == "/daftar/data-diri").count();
            assert_eq!(proven, 1, "{answers:?}");
            for answer in answers.iter().filter(|answer| answer.location() != "/daftar/data-diri") {
                answer.says(Code::Elsewhere);
            }
            assert_eq!(app.count("SELECT COUNT(*) FROM registration WHERE state = 'verified'").await, 1);
            assert_eq!(app.count("SELECT COUNT(*) FROM registration WHERE state = 'cancelled'").await, 2);
        })
        .await;
    }
}
