//! What asks for fresh proof: every function and every page that says so.

use super::signed_in;
use crate::kernel::fault::Code;
use crate::kernel::route::Route;
use crate::platform::http::registry::{Function, Who};
use crate::platform::http::session;
use crate::site;
use crate::testing::both;
use crate::testing::web::App;
use axum::http::StatusCode;
use uuid::Uuid;

/// What is sensitive, whatever the declarations say: password, e-mail, phone, second step and removal (`docs/rules.md`, C20), with the
/// pages of which opening alone is such an act, and the whole NIK (C39).
///
/// Not `phone_current`: it verifies the number that the owner gave at registration, and a code sent there changes nothing that whoever
/// holds the session could use. Not the codes that finish a change (`phone_verify`, `email_verify`, `totp_confirm`): the change itself
/// was begun with fresh proof, and they finish it in the same session and within minutes.
const OF_PARTICIPANTS: &[&str] = &[
    "/api/account/change_password",
    "/api/account/change_password_page",
    "/api/account/channel_choose",
    "/api/account/email_start",
    "/api/account/nik_page",
    "/api/account/nik_reveal",
    "/api/account/phone_start",
    "/api/account/removal_page",
    "/api/account/removal_request",
    "/api/account/totp_off",
    "/api/account/totp_start",
];
/// The same in the office: granting a role, taking one away (C20), somebody's full data (C39).
const OF_STAFF: &[&str] = &["/api/office/deactivate", "/api/office/invite", "/api/office/person_full"];

#[test]
fn clause_5_13e_exactly_what_is_sensitive_asks_for_fresh_proof() {
    let declared = |staff: bool| {
        let fresh = site::functions().into_iter().filter(|function| function.fresh);
        let mut paths: Vec<_> =
            fresh.filter(|function| matches!(function.who, Who::Staff(_)) == staff).map(|function| function.path).collect();
        paths.sort_unstable();
        paths
    };
    assert_eq!(declared(false), OF_PARTICIPANTS);
    assert_eq!(declared(true), OF_STAFF);
    for function in site::functions().into_iter().filter(|function| function.fresh) {
        assert_ne!(function.who, Who::Anyone, "{}: whose proof?", function.path);
    }
}

fn fresh_functions() -> Vec<Function> {
    site::functions().into_iter().filter(|function| function.fresh && function.who == Who::Participant).collect()
}

/// Notes the proof as the page does once the code was right.
async fn prove(app: &App) {
    let (id,): (Uuid,) = app.ctx.db.fetch_one("SELECT id FROM session WHERE revoked_at IS NULL", &[]).await.unwrap();
    let mut tx = app.ctx.db.begin().await.unwrap();
    assert_eq!(session::prove(&mut tx, app.ctx.now(), id).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_needs_fresh_proof_refuses_a_session_without_it_and_says_where_it_is_given() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let mut inside = signed_in(&app).await;
        // Signing in with password and code is a proof itself.
        app.pass(301);
        assert!(!fresh_functions().is_empty());
        for function in fresh_functions() {
            let page = function.form.map(|form| form.page).or(function.page).expect("what needs proof says for which page");
            let proof = Route::Proof.asking_for(page);
            let fault = inside.post(function.path, &[]).await.says(Code::ReauthRequired);
            assert_eq!(fault.goto.as_deref(), Some(proof.as_str()), "{}", function.path);
            inside.post_plain(function.path, &[]).await.leads_to(&proof);
        }
        for route in Route::ALL.iter().filter(|route| route.needs_proof()) {
            assert!(route.needs_session(), "{}", route.path());
            inside.get(route.path()).await.leads_to(&Route::Proof.asking_for(*route));
        }
    })
    .await;
}

#[tokio::test]
async fn fresh_proof_opens_it_for_five_minutes() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        let mut inside = signed_in(&app).await;
        prove(&app).await;
        app.pass(299);
        for function in fresh_functions() {
            let answer = inside.post(function.path, &[]).await;
            assert_ne!(answer.status, StatusCode::FORBIDDEN, "{}", function.path);
        }
        for route in Route::ALL.iter().filter(|route| route.needs_proof() && !route.has_parameter()) {
            let answer = inside.get(route.path()).await;
            assert!(!answer.location().starts_with(Route::Proof.path()), "{}", route.path());
        }
        app.pass(1);
        for function in fresh_functions() {
            inside.post(function.path, &[]).await.says(Code::ReauthRequired);
        }
    })
    .await;
}
