//! Nobody reaches what is somebody else's: not with another role, not with another person's ids, not with what the database says.

use super::stages::{Place, decent};
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::otp::Secret;
use crate::params;
use crate::platform::http::registry::{Function, Who};
use crate::platform::outbox::{Transports, deliver_due};
use crate::site;
use crate::testing::both;
use crate::testing::dump::{self, Dump};
use crate::testing::office::in_office;
use crate::testing::signatures;
use crate::testing::web::{AYU, Answer, App, Browser, DEMO_PASSWORD, SARI};
use axum::http::{Method, StatusCode};
use std::collections::BTreeSet;
use uuid::Uuid;

/// With these the office looks at participants, masked, or acts upon them, each with a reason of its own that the participant reads. Proof
/// is about whoever gives it, with a password that these colleagues have not.
const UPON_PARTICIPANTS: &[&str] = &[
    "/api/office/person_full",
    "/api/office/person_lift",
    "/api/office/person_page",
    "/api/office/person_suspend",
    "/api/office/proof",
];

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

/// Somebody whom none of it concerns.
struct Stranger {
    browser: Browser,
    /// In the office.
    role: Option<Role>,
}

impl Stranger {
    /// Whether they are let in at all.
    fn may_call(&self, function: &Function) -> bool {
        match (function.who, self.role) {
            (Who::Staff(roles), Some(role)) => roles.contains(&role),
            (Who::Staff(_), None) => false,
            // What participants and visitors are refused is tried by participants and visitors.
            (Who::Anyone | Who::Participant, role) => role.is_none(),
        }
    }
}

/// A participant, a visitor, and one of each role.
async fn strangers(app: &App) -> Vec<Stranger> {
    let mut all = vec![Stranger { browser: app.inside(AYU).await, role: None }, Stranger { browser: app.browser(), role: None }];
    for role in Role::ALL {
        all.push(Stranger { browser: in_office(app, *role).await.1, role: Some(*role) });
    }
    all
}

/// Fields that no id or hash belongs into; what is derived from passwords costs much time here.
fn takes_handles(field: &str) -> bool {
    !field.contains("password") && !["captcha", "pow", "tantangan"].contains(&field)
}

/// Posts every function with each handle in one field after the other, and decent values in the others; `acts` are what a role is there
/// for, and not tried by it. `code` is what would be right for its owner.
async fn try_everything(strangers: &mut [Stranger], handles: &BTreeSet<String>, acts: &[&str], code: &str) {
    let fields = signatures::fields();
    for function in site::functions() {
        let all = &fields[function.path];
        for field in all.iter().filter(|field| takes_handles(field)) {
            for stranger in strangers.iter_mut() {
                let admitted = stranger.may_call(&function);
                if admitted && acts.contains(&function.path) || !admitted && function.who == Who::Participant {
                    continue;
                }
                stranger.browser.elsewhere();
                // Whoever is not let in is not let in whatever it says, and what a person types is no way to name a row.
                let enough = if admitted && Place::is_unasked(field) { handles.len() } else { 2 };
                for handle in handles.iter().take(enough) {
                    let value = |other: &str| match other {
                        other if other == field => handle.clone(),
                        "kode" => code.to_owned(),
                        other => decent(other).to_owned(),
                    };
                    let typed: Vec<(&str, String)> = all.iter().map(|other| (other.as_str(), value(other))).collect();
                    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    let answer = stranger.browser.post(function.path, &typed).await;
                    let told = format!("{:?} {} {field} {handle}: {}", stranger.role, function.path, answer.status);
                    assert!(answer.status.as_u16() < 500, "{told}");
                    if !admitted && matches!(function.who, Who::Staff(_)) {
                        assert!(matches!(answer.status.as_u16(), 401 | 403), "{told}");
                    }
                    assert!(!answer.body.contains("contoh.example") || !answer.body.contains("sari"), "{told} {}", answer.body);
                }
            }
        }
    }
}

#[tokio::test]
async fn clause_5_13e_another_person_s_ids_and_hashes_open_nothing_and_change_nothing() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let (mut owner, id) = rich(&app).await;
        let mut strangers = strangers(&app).await;
        owner.post("/api/account/totp_start", &[]).await.leads_to("/akun/keamanan");
        let code = value_of_app(&app, &owner.get("/akun/keamanan").await);
        let before = dump::about(&app.ctx, id).await;
        let tables: BTreeSet<&str> = before.keys().map(String::as_str).collect();
        for table in
            ["account", "contact_change", "device", "disavowal", "kept_post", "notice", "password_reset", "session", "totp_setup"]
        {
            assert!(tables.contains(table), "{table} in {tables:?}");
        }
        try_everything(&mut strangers, &handles(&before), UPON_PARTICIPANTS, &code).await;
        let after = dump::about(&app.ctx, id).await;
        assert_eq!(dump::difference(&before, &after), [""; 0]);

        // The same id in the owner's hands does something, so the rows would have shown it.
        assert!(owner.is_inside().await, "still signed in");
        let setup = owner.get("/akun/keamanan").await.value("persiapan").unwrap();
        let typed = [("persiapan", setup.as_str()), ("kode", code.as_str())];
        owner.post("/api/account/totp_confirm", &typed).await.leads_to("/akun/keamanan");
        let device = owner.get("/akun/perangkat").await.button("alat").unwrap();
        owner.post("/api/account/device_end", &[("alat", &device)]).await.leads_to("/akun/perangkat");
        assert!(!dump::difference(&before, &dump::about(&app.ctx, id).await).is_empty());
        assert_eq!(app.count("SELECT COUNT(*) FROM account WHERE totp_sealed IS NOT NULL").await, 1, "the code was the right one");
    })
    .await;
}

#[tokio::test]
async fn clause_5_13e_nobody_touches_what_is_a_colleague_s() {
    both(|ctx| async move {
        // Whose they are is not asked: an administrator decides on all staff, whoever looks participants up acts upon all of them.
        let acts = [UPON_PARTICIPANTS, &["/api/office/deactivate", "/api/office/invitation_withdraw"]].concat();
        let app = App::with_demo(ctx).await;
        let mut strangers = strangers(&app).await;
        let participant = app.account_id(SARI).await.simple().to_string();
        let (viewer, mut support) = in_office(&app, Role::Support).await;
        let typed = [("peserta", participant.as_str()), ("alasan", "ticket"), ("rujukan", "TJ-20418")];
        let answer = support.post("/api/office/person_full", &typed).await;
        answer.leads_to(&format!("/kantor/peserta/{participant}#data-lengkap"));
        let (inviter, mut administrator) = in_office(&app, Role::Administrator).await;
        let typed = [("email", "rini@kantor.example"), ("peran", "support")];
        administrator.post("/api/office/invite", &typed).await.leads_to("/kantor/staf");
        deliver_due(&app.ctx, &Transports::from_config(&app.ctx.config).unwrap()).await;

        let rows = async || [dump::about(&app.ctx, viewer).await, dump::about(&app.ctx, inviter).await];
        let before = rows().await;
        for (dump, table) in [(&before[0], "full_view"), (&before[0], "staff_session"), (&before[1], "staff_invitation")] {
            assert!(dump.contains_key(table), "{table}");
        }
        let handles: BTreeSet<String> = before.iter().flat_map(handles).collect();
        try_everything(&mut strangers, &handles, &acts, "123456").await;
        for (before, after) in before.iter().zip(&rows().await) {
            assert_eq!(dump::difference(before, after), [""; 0]);
        }
        assert!(support.is_in_office().await && administrator.is_in_office().await, "still signed in");

        // In its owner's hands the id does something.
        support.post("/api/office/person_full_close", &[("peserta", &participant)]).await;
        assert!(!dump::difference(&before[0], &dump::about(&app.ctx, viewer).await).is_empty());
    })
    .await;
}

/// What the authenticator shows now that was given the key of the page.
#[track_caller]
fn value_of_app(app: &App, page: &Answer) -> String {
    let shown = page.body.split("class=\"qr-key\"").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1)).unwrap();
    let key: String = shown.split(' ').collect();
    let secret = Secret::from_slice(totp_rs::Secret::try_from_base32(key).unwrap().as_bytes()).unwrap();
    secret.shown_at(app.ctx.now()).unwrap().as_str().to_owned()
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
