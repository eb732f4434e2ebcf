//! Nobody reaches what is somebody else's: not with another role, not with another person's ids, not with what the database says.

use super::stages::decent;
use crate::kernel::route::Route;
use crate::params;
use crate::platform::http::registry::Who;
use crate::platform::outbox::{Transports, deliver_due};
use crate::site;
use crate::testing::both;
use crate::testing::dump::{self, Dump};
use crate::testing::signatures;
use crate::testing::web::{AYU, App, Browser, DEMO_PASSWORD, SARI};
use axum::http::{Method, StatusCode};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Somebody with something of everything: devices, trust, links, a change under way and one that can be taken back, notices, kept forms.
async fn rich(app: &App) -> (Browser, Uuid) {
    let mut trusted = app.browser();
    trusted.sign_in(SARI, DEMO_PASSWORD).await.leads_to("/masuk/kode");
    trusted.sign_in_code(SARI, true).await.leads_to("/dasbor");
    for _ in 0..5 {
        app.pass(61);
        app.inside(SARI).await;
    }
    app.pass(61);
    let mut owner = app.inside(SARI).await;
    owner.post_solved("/api/account/forgot", "lupa", &[("email", SARI)]).await.leads_to("/lupa-password");
    owner.post("/api/account/phone_start", &[("telepon", "0812 3344 9099")]).await.leads_to("/akun/nomor-telepon");
    let id = app.account_id(SARI).await;
    let kept = "INSERT INTO kept_post (account_id, form, page, device_id, values_sealed, created_at, expires_at) \
                SELECT account_id, 'telepon', '/akun/nomor-telepon', device_id, $2, $3, $4 FROM session \
                WHERE account_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC LIMIT 1";
    let now = app.ctx.now();
    let mut tx = app.ctx.db.begin().await.unwrap();
    tx.execute(kept, params![id, vec![1_u8], now, now.plus_seconds(1_800)]).await.unwrap();
    tx.commit().await.unwrap();
    assert!(owner.is_inside().await);
    deliver_due(&app.ctx, &Transports::from_config(&app.ctx.config).unwrap()).await;
    (owner, id)
}

/// The ids and the hashes in somebody's rows: two of each kind from each table, the newest.
fn handles(rows: &Dump) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for lines in rows.values() {
        for length in [32, 64] {
            let words = lines.iter().rev().flat_map(|line| words(line, length));
            found.extend(words.collect::<BTreeSet<_>>().into_iter().rev().take(2));
        }
    }
    found
}

/// The hexadecimal words of this length, ids without their hyphens.
fn words(line: &str, length: usize) -> Vec<String> {
    let is_word = |word: &&str| word.len() == length;
    let plain = line.replace('-', "");
    plain.split(|char: char| !char.is_ascii_hexdigit()).filter(is_word).map(str::to_owned).collect()
}

#[tokio::test]
async fn clause_5_13e_another_person_s_ids_and_hashes_open_nothing_and_change_nothing() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let (mut owner, id) = rich(&app).await;
        let mut strangers = [app.inside(AYU).await, app.browser()];
        let before = dump::about(&app.ctx, id).await;
        let tables: BTreeSet<&str> = before.keys().map(String::as_str).collect();
        for table in ["account", "contact_change", "device", "disavowal", "kept_post", "notice", "password_reset", "session"] {
            assert!(tables.contains(table), "{table} in {tables:?}");
        }
        let handles = handles(&before);
        let fields = signatures::fields();
        for function in site::functions().into_iter().filter(|function| !fields[function.path].is_empty()) {
            for handle in &handles {
                let typed: Vec<(&str, &str)> =
                    fields[function.path].iter().map(|field| (field.as_str(), handle.as_str())).collect();
                for stranger in &mut strangers {
                    stranger.elsewhere();
                    let answer = stranger.post(function.path, &typed).await;
                    assert!(answer.status.as_u16() < 500, "{} {handle}: {}", function.path, answer.status);
                    assert!(
                        !answer.body.contains("contoh.example") || !answer.body.contains("sari"),
                        "{} {}",
                        function.path,
                        answer.body
                    );
                }
            }
        }
        let after = dump::about(&app.ctx, id).await;
        assert_eq!(dump::difference(&before, &after), [""; 0]);

        // The same id in the owner's hands does something, so the rows would have shown it.
        let device = owner.get("/akun/perangkat").await.button("alat").unwrap();
        owner.post("/api/account/device_end", &[("alat", &device)]).await.leads_to("/akun/perangkat");
        assert!(!dump::difference(&before, &dump::about(&app.ctx, id).await).is_empty());
    })
    .await;
}

#[tokio::test]
async fn clause_5_13e_every_function_refuses_whoever_has_no_session_or_another_role() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let (mut guest, mut participant) = (app.browser(), app.inside(SARI).await);
        assert!(participant.is_inside().await);
        let fields = signatures::fields();
        let before = dump::everything(&app.ctx).await;
        for function in site::functions().into_iter().filter(|function| function.who != Who::Anyone) {
            let typed: Vec<(&str, &str)> = fields[function.path].iter().map(|field| (field.as_str(), decent(field))).collect();
            let answer = guest.post(function.path, &typed).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", function.path);
            let answer = guest.post_plain(function.path, &typed).await;
            let way = Route::parse(answer.location()).unwrap_or_else(|| panic!("{} {answer:?}", function.path));
            assert!(answer.status == StatusCode::SEE_OTHER && !way.needs_session(), "{} {way:?}", function.path);
            if function.who != Who::Participant {
                let answer = participant.post(function.path, &typed).await;
                assert!(matches!(answer.status.as_u16(), 401 | 403 | 404), "{} {}", function.path, answer.status);
            }
        }
        let after = dump::everything(&app.ctx).await;
        assert_eq!(dump::difference(&before, &after), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn clause_5_13e_a_foreign_post_with_everything_filled_in_changes_nothing() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let (mut owner, _) = rich(&app).await;
        assert!(owner.is_inside().await);
        let device = owner.get("/akun/perangkat").await.button("alat").unwrap();
        let fields = signatures::fields();
        let before = dump::everything(&app.ctx).await;
        for function in site::functions() {
            let value = |field: &str| if field == "alat" { device.clone() } else { decent(field).to_owned() };
            let typed: Vec<(&str, String)> = fields[function.path].iter().map(|field| (field.as_str(), value(field))).collect();
            let typed: Vec<(&str, &str)> = typed.iter().map(|(field, value)| (*field, value.as_str())).collect();
            for headers in super::FOREIGN {
                for script in [true, false] {
                    let mut ask = owner.ask(Method::POST, function.path).fields(&typed);
                    for (name, value) in *headers {
                        ask = ask.header(name, value);
                    }
                    let answer = if script { ask.script() } else { ask.plain() }.send().await;
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {headers:?}", function.path);
                }
            }
        }
        let after = dump::everything(&app.ctx).await;
        assert_eq!(dump::difference(&before, &after), [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn clause_5_13e_what_needs_fresh_proof_does_nothing_without_it() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let mut owner = app.inside(SARI).await;
        app.pass(301);
        assert!(owner.is_inside().await);
        let fields = signatures::fields();
        let before = dump::everything(&app.ctx).await;
        let fresh: Vec<_> =
            site::functions().into_iter().filter(|function| function.fresh && function.who == Who::Participant).collect();
        assert!(fresh.len() >= 4, "number, address, password and its page");
        for function in fresh {
            let typed: Vec<(&str, &str)> = fields[function.path].iter().map(|field| (field.as_str(), decent(field))).collect();
            owner.post(function.path, &typed).await.says(crate::kernel::fault::Code::ReauthRequired);
            let answer = owner.post_plain(function.path, &typed).await;
            assert!(answer.location().starts_with(Route::Proof.path()), "{} {answer:?}", function.path);
        }
        let after = dump::everything(&app.ctx).await;
        assert_eq!(dump::difference(&before, &after), [""; 0]);
    })
    .await;
}
