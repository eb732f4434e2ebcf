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
