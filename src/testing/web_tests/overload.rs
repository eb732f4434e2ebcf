//! Answers when the database cannot do just now what it was asked: because of others beside it, or for want of a connection.

use super::metrics::{counted, value};
use super::signed_in;
use crate::kernel::email::Email;
use crate::kernel::fault::Code;
use crate::kernel::staff::Role;
use crate::office::deactivate_address;
use crate::platform::Ctx;
use crate::platform::db::{self, Db};
use crate::platform::telemetry::capture;
use crate::testing::canary::{Colleague, Life, NEW_EMAIL, NIK, PHONE};
use crate::testing::office::in_office;
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD, SARI, nik, personal_data};
use crate::testing::{both, postgres, sqlite};
use axum::http::StatusCode;

const FORGOT: &str = "/api/account/forgot";
const COMPLETE: &str = "/api/account/register_complete";
const DATA: &str = "/daftar/data-diri";
const DEWI: &str = "dewi@contoh.example";
const LETTERS: &str = "SELECT COUNT(*) FROM outbox";
const CAPTCHAS: &str = "SELECT COUNT(*) FROM spent";
const REQUESTS: &str = "SELECT COUNT(*) FROM audit_event WHERE action = 'reset.request'";
/// How often a row wanted to go into the table of [`refuse`].
const TRIES: &str = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM uji_tries";

/// Lets the next `times` rows that want to go into a table of PostgreSQL fail with this code, as if somebody else was in the way. The tries
/// are counted in a sequence, because nothing takes that back.
async fn refuse(app: &App, table: &str, code: &str, times: i64) {
    let function = format!(
        "CREATE OR REPLACE FUNCTION uji_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
         IF nextval('uji_tries') <= {times} THEN RAISE EXCEPTION 'uji' USING ERRCODE = '{code}'; END IF; RETURN NEW; END $$"
    );
    let trigger =
        format!("CREATE OR REPLACE TRIGGER uji_refuse BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION uji_refuse()");
    let sequence = ["CREATE SEQUENCE IF NOT EXISTS uji_tries", "ALTER SEQUENCE uji_tries RESTART"].map(str::to_owned);
    let mut tx = app.ctx.db.begin().await.unwrap();
    for sql in sequence.into_iter().chain([function, trigger]) {
        let sql: &'static str = Box::leak(sql.into_boxed_str());
        tx.execute(sql, &[]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Asks for a link as a hydrated page does.
async fn forgot(browser: &mut Browser) -> Answer {
    browser.post_solved(FORGOT, "lupa", &[("email", SARI)]).await
}

/// Asks for a link without scripts and is told that the portal is busy, beside what was typed.
async fn assert_busy_form(browser: &mut Browser, words: &str) {
    browser.submit("/lupa-password", FORGOT, &[("email", SARI)]).await.leads_to("/lupa-password");
    let page = browser.get("/lupa-password").await;
    assert!(page.body.contains(words), "the form says when to come back: {}", page.body);
    assert_eq!(page.holds(FORGOT, "email").as_deref(), Some(SARI), "and keeps what was typed");
}

/// A browser at the personal data, before any of it was sent.
async fn registering(app: &App) -> Browser {
    let mut browser = app.browser();
    browser.begin(DEWI, &nik("0001")).await.leads_to("/daftar/kode");
    browser.prove(DEWI).await.leads_to(DATA);
    browser
}

/// Sends all the personal data without scripts, is told that the portal is busy, and finds all of it in the form.
async fn assert_busy_data(browser: &mut Browser) {
    let typed = personal_data(&[]);
    browser.submit(DATA, COMPLETE, &typed).await.leads_to(DATA);
    let page = browser.get(DATA).await;
    assert!(page.body.contains("Layanan sedang padat. Coba lagi dalam"), "the form says when to come back: {}", page.body);
    for (name, value) in typed {
        assert_eq!(page.holds(COMPLETE, name).as_deref(), Some(value), "{name} was lost");
    }
}

/// A refusal for load, which asks to come back soon; a defect asks for more patience.
#[track_caller]
fn assert_busy(answer: &Answer) {
    assert_eq!(answer.says(Code::Unavailable).retry_after, Some(5));
    assert_eq!(answer.header("retry-after"), "5");
}

#[tokio::test]
async fn clause_2_2_a_form_that_met_a_conflict_is_run_again_and_has_worked_once() {
    for (code, plain) in [("40001", false), ("40P01", true)] {
        let folder = tempfile::tempdir().unwrap();
        let app = App::with_demo(postgres(folder.path()).await).await;
        refuse(&app, "outbox", code, 1).await;
        let repeated = value(&counted().await, "prakerja_repeated_total");
        let mut browser = app.browser();
        let answer =
            if plain { browser.submit("/lupa-password", FORGOT, &[("email", SARI)]).await } else { forgot(&mut browser).await };
        answer.leads_to("/lupa-password");
        assert_eq!(app.count(TRIES).await, 2, "{code}");
        // The captcha's second row says what it paid for.
        for (sql, rows) in [(LETTERS, 1), (CAPTCHAS, 2), (REQUESTS, 1)] {
            assert_eq!(app.count(sql).await, rows, "{code}: {sql}");
        }
        assert_eq!(app.messages_to(SARI, "reset").await.len(), 1);
        assert!(value(&counted().await, "prakerja_repeated_total") > repeated);
    }
}

#[tokio::test]
async fn clause_4_3a_a_conflict_that_does_not_end_is_load_after_three_attempts_and_what_was_typed_is_kept() {
    const CONFLICTS: &str = "prakerja_overloads_total{cause=\"conflict\"}";
    let folder = tempfile::tempdir().unwrap();
    let app = App::with_demo(postgres(folder.path()).await).await;
    refuse(&app, "outbox", "40001", i64::MAX).await;
    let before = value(&counted().await, CONFLICTS);
    let (log, guard) = capture::start(None);
    let mut browser = app.browser();
    assert_busy(&forgot(&mut browser).await);
    assert_eq!(app.count(TRIES).await, 3);
    assert_busy_form(&mut browser, "Layanan sedang padat. Coba lagi dalam").await;
    assert_eq!(app.count(TRIES).await, 6);
    browser.get("/?lang=en").await;
    assert_busy_form(&mut browser, "The service is busy. Try again in").await;
    for sql in [LETTERS, CAPTCHAS, REQUESTS] {
        assert_eq!(app.count(sql).await, 0, "{sql}");
    }
    drop(guard);
    let log = log.text();
    assert!(log.contains("\"shed\"") && !log.contains("\"ERROR\""), "load is no defect: {log}");
    assert!(value(&counted().await, CONFLICTS) >= before + 9);
}

#[tokio::test]
async fn clause_2_2_a_conflict_after_something_was_committed_is_not_run_again() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::with_demo(postgres(folder.path()).await).await;
    refuse(&app, "sign_in", "40P01", 1).await;
    let mut browser = app.browser();
    // By then the captcha is spent and the password was compared; run again, this would be told that the captcha was used.
    assert_busy(&browser.sign_in(SARI, DEMO_PASSWORD).await);
    assert_eq!((app.count(TRIES).await, app.count(CAPTCHAS).await, app.count(LETTERS).await), (1, 1, 0));
    browser.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    assert_eq!((app.count(TRIES).await, app.count(CAPTCHAS).await, app.count(LETTERS).await), (2, 2, 1));
}

#[tokio::test]
async fn clause_4_3a_a_server_that_is_full_or_goes_away_is_load_and_other_errors_are_defects() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::new(postgres(folder.path()).await);
    let mut browser = app.browser();
    for (code, wait) in [("53300", 5), ("57P01", 5), ("57P03", 5), ("08006", 5), ("08P01", 30), ("22012", 30)] {
        refuse(&app, "outbox", code, i64::MAX).await;
        assert_eq!(forgot(&mut browser).await.says(Code::Unavailable).retry_after, Some(wait), "{code}");
        assert_eq!(app.count(TRIES).await, 1, "{code}: only a conflict is run again");
    }
}

#[tokio::test]
async fn clause_4_3a_an_sqlite_file_that_stays_busy_is_load_and_what_was_typed_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut ctx = sqlite(folder.path()).await;
    crate::account::seed_demo(&ctx).await.unwrap();
    let impatient = db::open_impatient_for_test(ctx.config.database.url.expose()).await.unwrap();
    let other_process = std::mem::replace(&mut ctx.db, impatient);
    let app = App::new(ctx);
    let mut inside = signed_in(&app).await;
    let mut registering = registering(&app).await;
    for (holder, cause) in [(&other_process, "busy"), (&app.ctx.db, "connections")] {
        let sample = format!("prakerja_overloads_total{{cause=\"{cause}\"}}");
        let before = value(&counted().await, &sample);
        let held = holder.begin().await.unwrap();
        let mut guest = app.browser();
        assert_busy(&forgot(&mut guest).await);
        assert_busy_form(&mut guest, "Layanan sedang padat. Coba lagi dalam").await;
        assert_busy(&registering.complete(&[]).await);
        assert_busy_data(&mut registering).await;
        // That the session is in use cannot be written, and who only reads is served.
        assert_eq!(inside.get("/dasbor").await.status, StatusCode::OK, "{cause}");
        held.commit().await.unwrap();
        assert!(value(&counted().await, &sample) >= before + 3, "{cause}");
    }
    forgot(&mut app.browser()).await.leads_to("/lupa-password");
    assert_eq!(inside.get("/dasbor").await.status, StatusCode::OK);
    registering.submit(DATA, COMPLETE, &personal_data(&[])).await.leads_to("/dasbor");
}

#[tokio::test]
async fn clause_4_3a_personal_data_that_met_load_when_the_account_was_to_open_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::new(postgres(folder.path()).await);
    let mut browser = registering(&app).await;
    refuse(&app, "account", "53300", i64::MAX).await;
    assert_busy(&browser.complete(&[]).await);
    assert_busy_data(&mut browser).await;
    refuse(&app, "account", "53300", 0).await;
    browser.submit(DATA, COMPLETE, &personal_data(&[])).await.leads_to("/dasbor");
}

/// Lets no use of a session be written any more, as on a disk that is full or a database that only reads.
async fn keep_from_noting(app: &App) {
    let statements: &[&'static str] = match app.ctx.db {
        Db::Sqlite { .. } => &[
            "CREATE TRIGGER uji_session BEFORE UPDATE ON session BEGIN SELECT RAISE(ABORT, 'uji'); END",
            "CREATE TRIGGER uji_staff BEFORE UPDATE ON staff_session BEGIN SELECT RAISE(ABORT, 'uji'); END",
        ],
        Db::Postgres(_) => &[
            "CREATE FUNCTION uji_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE EXCEPTION 'uji' USING ERRCODE = '53100'; END $$",
            "CREATE TRIGGER uji_session BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION uji_full()",
            "CREATE TRIGGER uji_staff BEFORE UPDATE ON staff_session FOR EACH ROW EXECUTE FUNCTION uji_full()",
        ],
    };
    let mut tx = app.ctx.db.begin().await.unwrap();
    for &sql in statements {
        tx.execute(sql, &[]).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Seconds after which the session behind a page ends, as its warning counts.
async fn left(browser: &mut Browser, path: &str) -> i64 {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}: {:.300}", page.body);
    let seconds = page.body.split_once("data-seconds=\"").and_then(|(_, rest)| rest.split('"').next()).unwrap();
    seconds.parse().unwrap()
}

#[tokio::test]
async fn clause_4_3a_who_only_reads_is_served_when_the_use_of_the_session_cannot_be_written_and_the_session_ends_earlier() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let (mut inside, (_, mut desk)) = (signed_in(&app).await, in_office(&app, Role::Administrator).await);
        app.pass(60);
        keep_from_noting(&app).await;
        let (log, guard) = capture::start(None);
        for (browser, path) in [(&mut inside, "/dasbor"), (&mut desk, "/kantor")] {
            let first = left(browser, path).await;
            app.pass(60);
            assert_eq!(left(browser, path).await, first - 60, "{path}: nobody is promised what is not written");
        }
        drop(guard);
        assert_eq!(log.text().matches("the use of a session could not be noted").count(), 4, "{}", log.text());
        app.pass(15 * 60);
        assert!(!inside.is_inside().await && !desk.is_in_office().await);
    })
    .await;
}

/// With one connection to PostgreSQL for everything, a second one that is waited for inside a transaction never comes.
#[tokio::test]
async fn one_connection_is_enough_for_a_whole_life_and_for_the_office_that_looks_it_up() {
    both(|ctx| async move {
        let db = db::open_narrow_for_test(ctx.config.database.url.expose()).await.unwrap();
        let app = App::new(Ctx { db, ..ctx });
        let mut life = Life::led(&app).await;
        life.leave_and_stay(&app).await;
        let person = app.account_id(NEW_EMAIL).await;
        Colleague::led(&app, person).await;
        let page = format!("/kantor/peserta/{}", person.simple());
        let (support_id, mut support) = in_office(&app, Role::Support).await;
        for typed in [NEW_EMAIL, NIK, PHONE] {
            support.post("/api/office/people_search", &[("cari", typed)]).await.leads_to(&page);
        }
        let address = Email::parse(&format!("{}@kantor.example", support_id.simple())).unwrap();
        assert!(deactivate_address(&app.ctx, &address).await.unwrap());
    })
    .await;
}
