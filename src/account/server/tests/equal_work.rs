//! An address that has an account costs the portal the same work as one that has none: hashes, statements, rows. Time follows from
//! work; how long each takes is measured by the benches, never by a test.

use super::demo;
use crate::platform::db::trace;
use crate::testing::web::{App, Browser, DEMO_PASSWORD, PASSWORD, SARI, nik};
use std::collections::BTreeMap;
use tokio::task::JoinSet;

/// Is as long as [`SARI`].
const SITI: &str = "siti@contoh.example";
const WRONG: &str = "bukan-password-siapa-1";
/// What these posts may write to.
const TABLES: [(&str, &str); 11] = [
    ("audit_event", "SELECT COUNT(*) FROM audit_event"),
    ("guard", "SELECT COUNT(*) FROM guard"),
    ("limit_bucket", "SELECT COUNT(*) FROM limit_bucket"),
    ("otp_challenge", "SELECT COUNT(*) FROM otp_challenge"),
    ("outbox", "SELECT COUNT(*) FROM outbox"),
    ("password_reset", "SELECT COUNT(*) FROM password_reset"),
    ("person_key", "SELECT COUNT(*) FROM person_key"),
    ("recovery", "SELECT COUNT(*) FROM recovery"),
    ("registration", "SELECT COUNT(*) FROM registration"),
    ("sign_in", "SELECT COUNT(*) FROM sign_in"),
    ("spent", "SELECT COUNT(*) FROM spent"),
];

/// What a post cost.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Work {
    pub hashes: u64,
    pub statements: Vec<String>,
    pub rows: BTreeMap<&'static str, i64>,
}

async fn rows(app: &App) -> BTreeMap<&'static str, i64> {
    let mut rows = BTreeMap::new();
    for (table, sql) in TABLES {
        rows.insert(table, app.count(sql).await);
    }
    rows
}

/// The work of one post whose captcha was solved before.
pub(super) async fn work_of(app: &App, browser: &mut Browser, path: &str, form: Option<&str>, fields: &[(&str, &str)]) -> Work {
    let proof = match form {
        Some(form) => Some(browser.captcha(form).await),
        None => None,
    };
    let mut all = fields.to_vec();
    if let Some((token, sum)) = &proof {
        all.extend([("tantangan", token.as_str()), ("captcha", sum.as_str())]);
    }
    let before = (app.ctx.hasher.computed(), rows(app).await);
    drop(trace::take());
    browser.post(path, &all).await;
    let statements = trace::take();
    let after = rows(app).await;
    let rows = after.into_iter().map(|(table, count)| (table, count - before.1[table])).filter(|(_, more)| *more != 0).collect();
    Work { hashes: app.ctx.hasher.computed() - before.0, statements, rows }
}

#[tokio::test]
async fn clause_3_3_a_wrong_password_costs_the_same_work_for_known_and_unknown_addresses() {
    demo(|app| async move {
        // Browsers of nobody, and browsers that somebody else has used before.
        let mut used = app.browser();
        used.enter("ayu@contoh.example", DEMO_PASSWORD).await;
        used.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        // From where nobody has signed in yet: what a source has left from before is no difference between addresses.
        let [used, elsewhere] = [(); 2].map(|()| Browser { from: app.browser().from, ..used.clone() });
        for mut browsers in [[app.browser(), app.browser()], [used, elsewhere]] {
            // Beyond five the address is locked, and that has to cost the same, too.
            for _ in 0..7 {
                let mut pair = Vec::new();
                for (browser, email) in browsers.iter_mut().zip([SARI, SITI]) {
                    let fields = [("email", email), ("password", WRONG)];
                    pair.push(work_of(&app, browser, "/api/account/sign_in", Some("masuk"), &fields).await);
                }
                assert!(!pair[0].statements.is_empty() && pair[0].hashes <= 2);
                assert_eq!(pair[0], pair[1]);
            }
            app.pass(3_600);
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_3_the_password_of_an_unfinished_registration_costs_the_same_work_for_known_and_unknown_addresses() {
    demo(|app| async move {
        for email in [SARI, SITI] {
            app.browser().begin(email, &nik("0007")).await.leads_to("/daftar/kode");
        }
        app.pass(61);
        // The second one comes before another code may go out.
        for _ in 0..2 {
            let mut pair = Vec::new();
            for email in [SARI, SITI] {
                let fields = [("email", email), ("password", PASSWORD)];
                pair.push(work_of(&app, &mut app.browser(), "/api/account/sign_in", Some("masuk"), &fields).await);
            }
            assert_eq!(pair[0].hashes, 2);
            assert_eq!(pair[0], pair[1]);
        }
        assert_eq!(app.count("SELECT COUNT(*) FROM otp_challenge").await, 4);
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_registering_and_asking_again_cost_the_same_work_for_known_and_unknown_addresses() {
    demo(|app| async move {
        let (mut starts, mut resends) = (Vec::new(), Vec::new());
        let nik = nik("0007");
        for email in [SARI, SITI] {
            let mut browser = app.browser();
            let fields = [("email", email), ("nik", nik.as_str()), ("password", PASSWORD)];
            starts.push(work_of(&app, &mut browser, "/api/account/register", Some("daftar"), &fields).await);
            app.pass(61);
            resends.push(work_of(&app, &mut browser, "/api/account/register_resend", None, &[]).await);
        }
        assert_eq!((starts[0].hashes, starts[0].rows.get("otp_challenge"), starts[0].rows.get("outbox")), (1, Some(&1), Some(&1)));
        assert_eq!(starts[0], starts[1]);
        assert_eq!((resends[0].rows.get("otp_challenge"), resends[0].rows.get("outbox")), (Some(&1), Some(&1)));
        assert_eq!(resends[0], resends[1]);
    })
    .await;
}

#[tokio::test]
async fn clause_3_4_asking_for_a_link_costs_the_same_work_for_known_and_unknown_addresses() {
    demo(|app| async move {
        // The second link ends the first.
        for _ in 0..2 {
            let mut pair = Vec::new();
            for email in [SARI, SITI] {
                pair.push(work_of(&app, &mut app.browser(), "/api/account/forgot", Some("lupa"), &[("email", email)]).await);
            }
            let [known, unknown] = &pair[..] else { unreachable!() };
            assert_eq!((known.hashes, unknown.hashes), (0, 0));
            assert_eq!(known.statements, unknown.statements);
            let (mut link, mut trace) = (known.rows.clone(), unknown.rows.clone());
            assert_eq!(
                (link.remove("password_reset"), trace.remove("sign_in")),
                (Some(1), Some(1)),
                "a link, or the trace of none"
            );
            assert_eq!(link, trace, "letters included");
        }
        let open = "SELECT COUNT(*) FROM sign_in WHERE state = 'open'";
        assert_eq!((app.count(open).await, app.count("SELECT COUNT(*) FROM chk_reset WHERE revoked_at IS NULL").await), (1, 1));
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 2);
        assert!(app.messages().await.iter().all(|message| message.to == SARI), "nobody else is written to");
        let unsent = "SELECT COUNT(*) FROM chk_outbox WHERE state = 'expired' AND has_payload = 0 AND attempts = 0";
        assert_eq!(app.count(unsent).await, 2, "what nobody reads is thrown away");
        app.pass(31 * 86_400);
        crate::site::maintain(&app.ctx).await.unwrap();
        assert_eq!((app.count("SELECT COUNT(*) FROM sign_in").await, app.count("SELECT COUNT(*) FROM outbox").await), (0, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_4_many_who_ask_for_a_link_at_once_are_answered_alike() {
    demo(|app| async move {
        let mut answers = Vec::new();
        for email in [SARI, SITI] {
            let mut posts = JoinSet::new();
            for _ in 0..10 {
                let mut browser = app.browser();
                posts.spawn(async move { browser.post_solved("/api/account/forgot", "lupa", &[("email", email)]).await.status });
            }
            let mut statuses = posts.join_all().await;
            statuses.sort();
            answers.push(statuses);
        }
        assert_eq!(answers[0].iter().filter(|status| status.is_success()).count(), 3, "three links in a quarter of an hour");
        assert_eq!(answers[0], answers[1]);
    })
    .await;
}
