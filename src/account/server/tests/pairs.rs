//! Different things that happen to one account at the same moment, on both databases: one of them wins, and rows, messages and the record
//! tell of the same one.

use super::{demo, portal};
use crate::account::erase_due;
use crate::account::rules::removal::CANCEL_LIFE;
use crate::params;
use crate::site;
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD, Fields, NEW_PASSWORD, PASSWORD, SARI, nik};
use tokio::task::JoinHandle;
use uuid::Uuid;

const ROUNDS: usize = 25;
const PHONE_VERIFY: &str = "/api/account/phone_verify";
const PHONE_CANCEL: &str = "/api/account/phone_cancel";
const PHONE_START: &str = "/api/account/phone_start";

/// Presses a button in a tab of its own.
fn press(browser: &Browser, path: &'static str, fields: Fields<'_>) -> JoinHandle<Answer> {
    let mut tab = browser.clone();
    let fields: Vec<(String, String)> = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    tokio::spawn(async move {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        tab.post(path, &fields).await
    })
}

/// Presses both at once, in turn the one or the other first. Nothing may break, whichever comes out.
async fn both(round: usize, browser: &Browser, one: (&'static str, Fields<'_>), other: (&'static str, Fields<'_>)) -> [Answer; 2] {
    let [one, other] = if round.is_multiple_of(2) {
        let one = press(browser, one.0, one.1);
        [one, press(browser, other.0, other.1)]
    } else {
        let other = press(browser, other.0, other.1);
        [press(browser, one.0, one.1), other]
    };
    let answers = [one.await.unwrap(), other.await.unwrap()];
    for answer in &answers {
        assert!(answer.status.as_u16() < 500, "{answer:?}");
    }
    answers
}

async fn events(app: &App, action: &'static str, outcome: &'static str) -> i64 {
    let sql = "SELECT COUNT(*) FROM audit_event WHERE action = $1 AND outcome = $2";
    let (count,): (i64,) = app.ctx.db.fetch_one(sql, params![action, outcome]).await.unwrap();
    count
}

/// The state of the change that this code belongs to: the one with this new place.
async fn change_to(app: &App, domain: &'static str, value: &str) -> String {
    let index = app.ctx.keys.blind(domain, value);
    let (state,): (String,) =
        app.ctx.db.fetch_one("SELECT state FROM contact_change WHERE new_index = $1", params![index]).await.unwrap();
    state
}

/// A code is live exactly as long as its change waits for it, and one change at most does.
async fn no_code_without_its_change(app: &App) {
    let open = app.count("SELECT COUNT(*) FROM contact_change WHERE state = 'open'").await;
    assert!(open <= 1, "{open} wait");
    let live = app.count("SELECT COUNT(*) FROM otp_challenge WHERE state = 'live' AND purpose IN ('phone', 'email')").await;
    assert_eq!(live, open, "codes and changes");
}

/// Changes of one account at the same moment are what these tests are about, not how many there may be in an hour.
pub(super) async fn forgive(app: &App) {
    let mut tx = app.ctx.db.begin().await.unwrap();
    tx.execute("DELETE FROM limit_bucket WHERE name LIKE 'person:%:contact%'", &[]).await.unwrap();
    tx.commit().await.unwrap();
}

fn number(round: usize, which: usize) -> (String, String) {
    let end = format!("{which}{round:02}");
    (format!("0812 7755 5{end}"), format!("+6281277555{end}"))
}

/// Asks for the code to a new number; answers the code.
async fn begin_phone(app: &App, browser: &mut Browser, (typed, e164): &(String, String)) -> String {
    forgive(app).await;
    browser.elsewhere();
    browser.post(PHONE_START, &[("telepon", typed)]).await.leads_to("/akun/nomor-telepon");
    app.code(e164, "phone").await
}

/// Whether the number holds, with everything that must go along with it.
async fn phone_holds(app: &App, confirmed: &Answer, e164: &str, ended_as: &str) -> bool {
    let holds = confirmed.status.is_success();
    assert_eq!(change_to(app, "phone", e164).await, if holds { "confirmed" } else { ended_as }, "{confirmed:?}");
    let index = app.ctx.keys.blind("phone", e164);
    let sql = "SELECT COUNT(*) FROM account WHERE phone_index = $1 AND phone_verified_at IS NOT NULL";
    let (accounts,): (i64,) = app.ctx.db.fetch_one(sql, params![index]).await.unwrap();
    assert_eq!(accounts, i64::from(holds));
    assert_eq!(app.messages_to(e164, "phone_changed").await.len(), usize::from(holds));
    holds
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_5_13b_a_number_that_is_confirmed_and_given_up_at_once_holds_or_does_not() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        let mut held = 0;
        for round in 0..ROUNDS {
            let new = number(round, 0);
            let code = begin_phone(&app, &mut browser, &new).await;
            let [confirmed, _] = both(round, &browser, (PHONE_VERIFY, &[("kode", &code)]), (PHONE_CANCEL, &[])).await;
            held += i64::from(phone_holds(&app, &confirmed, &new.1, "cancelled").await);
            assert_eq!(events(&app, "phone.verify", "ok").await, held);
            no_code_without_its_change(&app).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_5_13b_a_number_that_is_confirmed_while_another_is_begun_holds_or_gives_way() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        let mut held = 0;
        for round in 0..ROUNDS {
            let (new, next) = (number(round, 0), number(round, 1));
            let code = begin_phone(&app, &mut browser, &new).await;
            let begin: Fields<'_> = &[("telepon", &next.0)];
            let [confirmed, begun] = both(round, &browser, (PHONE_VERIFY, &[("kode", &code)]), (PHONE_START, begin)).await;
            begun.leads_to("/akun/nomor-telepon");
            held += i64::from(phone_holds(&app, &confirmed, &new.1, "cancelled").await);
            assert_eq!(events(&app, "phone.verify", "ok").await, held);
            assert_eq!(change_to(&app, "phone", &next.1).await, "open");
            no_code_without_its_change(&app).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_5_13b_a_change_that_is_begun_while_the_one_before_is_given_up_waits_with_its_code_or_neither_does() {
    demo(|app| async move {
        let mut browser = app.inside(SARI).await;
        for round in 0..ROUNDS {
            let (new, next) = (number(round, 0), number(round, 1));
            begin_phone(&app, &mut browser, &new).await;
            let begin: Fields<'_> = &[("telepon", &next.0)];
            let [_, begun] = both(round, &browser, (PHONE_CANCEL, &[]), (PHONE_START, begin)).await;
            begun.leads_to("/akun/nomor-telepon");
            assert_eq!(change_to(&app, "phone", &new.1).await, "cancelled");
            assert!(["open", "cancelled"].contains(&change_to(&app, "phone", &next.1).await.as_str()));
            no_code_without_its_change(&app).await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_5_13b_taking_an_address_back_while_the_next_is_confirmed_brings_the_old_one_back() {
    demo(|app| async move {
        let start = "/api/account/email_start";
        for round in 0..ROUNDS {
            let (taken, next) = (format!("sari.diambil{round}@contoh.example"), format!("sari.lanjut{round}@contoh.example"));
            let mut browser = app.inside(SARI).await;
            forgive(&app).await;
            browser.post(start, &[("email", &taken)]).await.leads_to("/akun/email");
            let code = app.code(&taken, "email").await;
            browser.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
            let undo = app.link(SARI, "email_changed", "/email/batal/").await.rsplit('/').next().unwrap().to_owned();
            browser.post(start, &[("email", &next)]).await.leads_to("/akun/email");
            let code = app.code(&next, "email").await;

            let one: (&str, Fields<'_>) = ("/api/account/email_verify", &[("kode", &code)]);
            let [confirmed, undone] = both(round, &browser, one, ("/api/account/email_undo", &[("token", &undo)])).await;
            undone.leads_to("/lupa-password");
            let held = confirmed.status.is_success();
            assert_eq!(change_to(&app, "email", &taken).await, "undone");
            assert_eq!(change_to(&app, "email", &next).await, if held { "undone" } else { "cancelled" }, "{confirmed:?}");
            assert_eq!(app.messages_to(&next, "email_changed").await.len(), usize::from(held));
            assert_eq!(app.messages_to(&taken, "email_undone").await.len(), 1);
            // The account has the old address again, nobody is inside, and nothing of what was taken back can be taken back in turn.
            app.account_id(SARI).await;
            assert_eq!(app.count("SELECT COUNT(*) FROM contact_change WHERE state IN ('open', 'confirmed')").await, 0);
            assert_eq!(app.count("SELECT COUNT(*) FROM session WHERE revoked_at IS NULL").await, 0);
            assert_eq!(events(&app, "email.undo", "ok").await, i64::try_from(round + 1).unwrap());
            no_code_without_its_change(&app).await;
            app.pass(901);
            // Reading the mails of all rounds in each would take most of the time.
            let mut tx = app.ctx.db.begin().await.unwrap();
            tx.execute("DELETE FROM sandbox_message", &[]).await.unwrap();
            tx.commit().await.unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_5_13b_a_link_that_is_used_while_a_newer_one_is_asked_for_works_or_is_dead() {
    demo(|app| async move {
        let asks: Fields<'_> = &[("email", SARI)];
        let mut used = 0;
        for round in 0..ROUNDS {
            let begun = app.ctx.now();
            let mut browser = app.browser();
            browser.post_solved("/api/account/forgot", "lupa", asks).await.leads_to("/lupa-password");
            browser.get(&app.link(SARI, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
            let (token, sum) = browser.captcha("lupa").await;
            let again = [asks, &[("tantangan", &token), ("captcha", &sum)]].concat();
            let password = format!("{NEW_PASSWORD}-{round}");
            let one: (&str, Fields<'_>) = ("/api/account/reset", &[("password_baru", &password)]);
            let [replaced, asked] = both(round, &browser, one, ("/api/account/forgot", &again)).await;
            asked.leads_to("/lupa-password");
            let now = usize::from(replaced.location() == "/masuk");
            used += now;
            assert_eq!(
                app.count("SELECT COUNT(*) FROM password_reset WHERE used_at IS NOT NULL").await,
                i64::try_from(used).unwrap()
            );
            assert_eq!(
                app.count("SELECT COUNT(*) FROM password_reset WHERE used_at IS NOT NULL AND revoked_at IS NOT NULL").await,
                0
            );
            let live = "SELECT COUNT(*) FROM password_reset WHERE used_at IS NULL AND revoked_at IS NULL";
            assert_eq!(app.count(live).await, 1, "the newer one works");
            // The mailbox forgets after a day, which is three rounds.
            let told = app.messages_to(SARI, "password_replaced").await;
            assert_eq!(told.iter().filter(|message| message.sent_at >= begun).count(), now);
            assert_eq!(events(&app, "reset.use", "ok").await, i64::try_from(used).unwrap());
            // Until two more links may be asked for on this day.
            app.pass(28_801);
        }
        assert!(!app.browser().sign_in(SARI, DEMO_PASSWORD).await.status.is_success() || used == 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn clause_5_13b_a_removal_that_is_taken_back_at_its_last_moment_is_cancelled_or_done() {
    portal(|app| async move {
        let mut owner: Option<(String, Uuid)> = None;
        let (mut cancelled, mut erased) = (0, 0);
        for round in 0..ROUNDS {
            let (email, id, mut browser) = match owner.take() {
                Some((email, id)) => {
                    let mut browser = app.browser();
                    browser.enter(&email, PASSWORD).await;
                    (email, id, browser)
                }
                None => {
                    let email = format!("dewi{round}@contoh.example");
                    let mut browser = app.browser();
                    browser.register(&email, &nik(&format!("01{round:02}"))).await.leads_to("/dasbor");
                    app.pass(61);
                    browser.prove_fresh(&email, PASSWORD, "/akun/hapus").await;
                    let id = app.account_id(&email).await;
                    (email, id, browser)
                }
            };
            browser.post("/api/account/removal_request", &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
            let token = app.link(&email, "removal_requested", "/hapus/batal/").await.rsplit('/').next().unwrap().to_owned();
            app.pass(CANCEL_LIFE - 1);
            let late = app.clone();
            let job = async move {
                late.pass(1);
                erase_due(&late.ctx, &site::erasures()).await.unwrap()
            };
            let (taken_back, done) = if round.is_multiple_of(2) {
                let button = press(&browser, "/api/account/removal_cancel", &[("token", &token)]);
                let job = tokio::spawn(job);
                (button.await.unwrap(), job.await.unwrap())
            } else {
                let job = tokio::spawn(job);
                (press(&browser, "/api/account/removal_cancel", &[("token", &token)]).await.unwrap(), job.await.unwrap())
            };
            assert!(taken_back.status.as_u16() < 500, "{taken_back:?}");
            let (status,): (String,) = app.ctx.db.fetch_one("SELECT status FROM account WHERE id = $1", params![id]).await.unwrap();
            let goes = done == 1;
            assert_eq!(taken_back.location() == "/masuk" && taken_back.status.is_success(), !goes, "{taken_back:?}");
            assert_eq!(status, if goes { "erased" } else { "active" });
            (cancelled, erased) = if goes { (cancelled, erased + 1) } else { (cancelled + 1, erased) };
            for (state, action, count) in [("cancelled", "removal.cancel", cancelled), ("erased", "removal.erase", erased)] {
                let sql = "SELECT COUNT(*) FROM removal WHERE state = $1";
                let (rows,): (i64,) = app.ctx.db.fetch_one(sql, params![state]).await.unwrap();
                assert_eq!((rows, events(&app, action, "ok").await), (count, count), "{state}");
            }
            assert_eq!(app.messages_to(&email, "removed").await.len(), usize::from(goes));
            owner = (!goes).then_some((email, id));
        }
        assert_eq!(cancelled + erased, i64::try_from(ROUNDS).unwrap());
    })
    .await;
}
