//! Generated participants: as many as asked for, each somebody else, with something to read.

use super::portal;
use crate::account::seed_participants;
use crate::account::server::seed::invented::{Dice, Invented, MOST, email};
use crate::account::server::service::Profile;
use crate::account::server::store;
use crate::kernel::lang::Lang;
use crate::platform::crypt::Place;
use crate::platform::{audit, crypt};
use crate::testing::web::{App, DEMO_PASSWORD};
use std::sync::Mutex;

/// Somebody invented to whom codes go by mail and whom the registry knows.
fn somebody() -> (u32, Invented) {
    let all = (1..).map(|number| (number, Invented::of(number, &mut Dice::of(number))));
    let plain = |person: &Invented| !person.prefers_sms && person.language == Lang::Id && person.phone_verified;
    all.into_iter().find(|(_, person)| plain(person)).unwrap()
}

async fn accounts(app: &App) -> i64 {
    app.count("SELECT COUNT(*) FROM account").await
}

#[tokio::test]
async fn there_are_as_many_generated_participants_as_asked_for_and_no_two_are_the_same() {
    portal(|app| async move {
        let told = Mutex::new(Vec::new());
        assert_eq!(seed_participants(&app.ctx, 2_050, |there| told.lock().unwrap().push(there)).await.unwrap(), 2_050);
        assert_eq!(told.into_inner().unwrap(), [2_000, 2_050]);
        // The three by hand come with them.
        assert_eq!(accounts(&app).await, 2_053);
        for sql in [
            "SELECT COUNT(DISTINCT email_index) FROM account",
            "SELECT COUNT(DISTINCT nik_index) FROM account",
            "SELECT COUNT(DISTINCT phone_index) FROM account",
            "SELECT COUNT(*) FROM person_key",
        ] {
            assert_eq!(app.count(sql).await, 2_053, "{sql}");
        }
        assert_eq!(app.count("SELECT COUNT(DISTINCT password_hash) FROM account").await, 2, "one of theirs, one of the three");
        for table in [
            "SELECT COUNT(DISTINCT account_id) FROM device",
            "SELECT COUNT(DISTINCT account_id) FROM session",
            "SELECT COUNT(DISTINCT subject_ref) FROM audit_event",
        ] {
            assert_eq!(app.count(table).await, 2_050, "{table}");
        }
        assert!(app.count("SELECT COUNT(*) FROM notice").await > 800);
        assert_eq!(app.count("SELECT COUNT(DISTINCT identity) FROM account").await, 3);
        assert_eq!(app.count("SELECT COUNT(*) FROM audit_pending").await, 0, "nothing waits to be linked");
        assert!(audit::verify(&app.ctx.db, app.ctx.now()).await.unwrap().is_good());
    })
    .await;
}

#[tokio::test]
async fn a_seed_goes_on_where_an_earlier_one_stopped() {
    portal(|app| async move {
        assert_eq!(seed_participants(&app.ctx, 20, |_| {}).await.unwrap(), 20);
        assert_eq!(seed_participants(&app.ctx, 50, |_| {}).await.unwrap(), 30);
        assert_eq!(seed_participants(&app.ctx, 50, |_| {}).await.unwrap(), 0);
        assert_eq!(seed_participants(&app.ctx, 10, |_| {}).await.unwrap(), 0, "none is taken away");
        assert_eq!(accounts(&app).await, 53);
        assert_eq!(app.count("SELECT COUNT(DISTINCT password_hash) FROM account").await, 2, "still one record for all of them");
        assert!(audit::verify(&app.ctx.db, app.ctx.now()).await.unwrap().is_good());
        for number in [1, 20, 21, 50] {
            let index = app.ctx.keys.blind("email", &email(number));
            let row = store::account_by_email(&app.ctx.db, &index).await.unwrap().unwrap();
            let key = crypt::load_person(&app.ctx.db, &app.ctx.keys, row.id).await.unwrap();
            let plain = key.open(Place::row("account.profile", row.id), &row.profile_sealed).unwrap();
            let profile: Profile = serde_json::from_slice(&plain).unwrap();
            assert_eq!(profile.name, Invented::of(number, &mut Dice::of(number)).name);
        }
    })
    .await;
}

#[tokio::test]
async fn two_seeds_at_the_same_time_never_make_anybody_twice() {
    portal(|app| async move {
        let (one, other) = tokio::join!(seed_participants(&app.ctx, 30, |_| {}), seed_participants(&app.ctx, 30, |_| {}));
        let refusals: Vec<String> = [&one, &other].iter().filter_map(|seed| Some(seed.as_ref().err()?.to_string())).collect();
        assert!(refusals.iter().all(|refusal| refusal.contains("another seed")) && refusals.len() < 2, "{refusals:?}");
        let added: u32 = [one, other].into_iter().flatten().sum();
        assert_eq!((added, accounts(&app).await), (30, 33));
        assert!(audit::verify(&app.ctx.db, app.ctx.now()).await.unwrap().is_good());
    })
    .await;
}

#[tokio::test]
async fn a_generated_participant_signs_in_and_finds_something_to_read() {
    portal(|app| async move {
        let (number, person) = somebody();
        seed_participants(&app.ctx, number, |_| {}).await.unwrap();
        let mut browser = app.browser();
        browser.enter(&person.email, DEMO_PASSWORD).await;
        let dashboard = browser.get("/dasbor").await.body;
        assert!(dashboard.contains(person.name.split(' ').next().unwrap()), "{dashboard}");
        assert!(browser.get("/akun").await.body.contains(&person.name));
        assert!(browser.get("/akun/perangkat").await.body.contains("198.18."));
        let history = browser.get("/akun/riwayat").await.body;
        assert!(history.matches("<li").count() > 3, "{history}");
    })
    .await;
}

#[tokio::test]
async fn more_participants_than_there_are_numbers_for_are_refused() {
    portal(|app| async move {
        let refusal = seed_participants(&app.ctx, MOST + 1, |_| {}).await.unwrap_err().to_string();
        assert!(refusal.contains("10,000,000"), "{refusal}");
        assert_eq!(accounts(&app).await, 0);
    })
    .await;
}
