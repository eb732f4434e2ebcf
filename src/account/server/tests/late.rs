//! What the population registry answers later: the identity changes, the participant is told, the next question waits longer.

use super::{identity, portal};
use crate::account::check_pending;
use crate::platform::Ctx;
use crate::platform::providers::population::Population;
use crate::testing::web::{App, Browser, nik};
use tokio::task::JoinSet;

const DEWI: &str = "dewi@contoh.example";
const QUESTIONS: &str = "SELECT COUNT(*) FROM audit_event WHERE action = 'identity.check'";

/// The same portal while the registry cannot be reached.
fn cut_off(app: &App) -> App {
    App::new(Ctx { population: Population::unconnected(), ..app.ctx.clone() })
}

async fn registered(app: &App, email: &str, end: &str) -> Browser {
    let mut browser = cut_off(app).browser();
    browser.register(email, &nik(end)).await.leads_to("/dasbor");
    assert_eq!(identity(&app.ctx, email).await, Some(("pending".to_owned(), Some("down".to_owned()))));
    browser
}

#[tokio::test]
async fn clause_3_2_a_late_registry_answers_and_the_participant_is_told() {
    portal(|app| async move {
        // It takes five seconds: too long for a page, not for the job.
        let mut browser = registered(&app, DEWI, "9006").await;
        app.pass(300);
        assert_eq!(check_pending(&app.ctx).await.unwrap(), 1);
        assert_eq!(identity(&app.ctx, DEWI).await, Some(("verified".to_owned(), None)));
        let page = browser.get("/dasbor").await;
        assert!(page.body.contains("NIK Anda sudah terverifikasi."));
        let hidden = page.hidden_of("/api/account/read_notice");
        let fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let mut other = app.browser();
        other.register("intan@contoh.example", &nik("0009")).await.leads_to("/dasbor");
        other.post("/api/account/read_notice", &fields).await.leads_to("/dasbor");
        assert!(browser.get("/dasbor").await.body.contains("NIK Anda sudah terverifikasi."), "nobody reads it for her");
        browser.post_plain("/api/account/read_notice", &fields).await.leads_to("/dasbor");
        assert!(!browser.get("/dasbor").await.body.contains("NIK Anda sudah terverifikasi."));
        app.pass(300);
        assert_eq!(check_pending(&app.ctx).await.unwrap(), 0, "once is enough");
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_registry_that_was_down_and_disagrees_later_leaves_the_account_unverified() {
    for (end, reason) in [("9001", "not_found"), ("9002", "name"), ("9003", "birth_date"), ("9004", "not_found")] {
        portal(|app| async move {
            let mut browser = registered(&app, DEWI, end).await;
            app.pass(300);
            assert_eq!(check_pending(&app.ctx).await.unwrap(), 1);
            assert_eq!(identity(&app.ctx, DEWI).await, Some(("unverified".to_owned(), Some(reason.to_owned()))));
            let page = browser.get("/dasbor").await;
            assert!(page.body.contains("NIK Anda belum bisa diverifikasi."), "and what to do stands at the top");
            app.pass(86_400);
            check_pending(&app.ctx).await.unwrap();
            assert_eq!(app.count(QUESTIONS).await, 1, "the registry is not asked again by itself");
        })
        .await;
    }
}

#[tokio::test]
async fn clause_3_2_while_the_registry_stays_down_the_questions_grow_rarer() {
    portal(|app| async move {
        registered(&app, DEWI, "9005").await;
        let start = app.ctx.clock.offset_ms();
        let mut asked = Vec::new();
        for minute in (5..=48 * 60).step_by(5) {
            app.ctx.clock.set_offset_ms(start + minute * 60_000);
            let before = app.count(QUESTIONS).await;
            assert_eq!(check_pending(&app.ctx).await.unwrap(), 0);
            if app.count(QUESTIONS).await > before {
                asked.push(minute);
            }
        }
        // Doubling from five minutes, then every six hours.
        assert_eq!(asked[..8], [5, 10, 20, 40, 80, 160, 320, 640]);
        assert_eq!(asked[8..], [1000, 1360, 1720, 2080, 2440, 2800]);
        assert_eq!(identity(&app.ctx, DEWI).await, Some(("pending".to_owned(), Some("down".to_owned()))));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_3_2_of_pending_accounts_with_one_nik_one_gets_it_when_all_are_answered_at_once() {
    portal(|app| async move {
        let emails = ["satu@contoh.example", "dua@contoh.example", "tiga@contoh.example"];
        for email in emails {
            registered(&app, email, "0001").await;
        }
        app.pass(300);
        // Two processes look at the same time.
        let mut processes = JoinSet::new();
        for _ in 0..2 {
            let ctx = app.ctx.clone();
            processes.spawn(async move { check_pending(&ctx).await.unwrap() });
        }
        processes.join_all().await;
        let mut states = Vec::new();
        for email in emails {
            states.push(identity(&app.ctx, email).await.unwrap());
        }
        states.sort();
        let taken = ("unverified".to_owned(), Some("nik_taken".to_owned()));
        assert_eq!(states, [taken.clone(), taken, ("verified".to_owned(), None)]);
        assert_eq!(app.count("SELECT COUNT(*) FROM notice WHERE read_at IS NULL").await, 3, "each is told once");
        assert_eq!(app.count(QUESTIONS).await, 3);
    })
    .await;
}
