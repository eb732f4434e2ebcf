//! Roles: every function and every page of the office for every role, and the wall between participants and staff.

use super::signed_in;
use crate::kernel::fault::Code;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::platform::http::registry::{Function, Who};
use crate::site;
use crate::testing::both;
use crate::testing::office::in_office;
use crate::testing::web::App;
use axum::http::StatusCode;

fn staff_functions() -> Vec<(Function, &'static [Role])> {
    let of_staff = |function: Function| match function.who {
        Who::Staff(roles) => Some((function, roles)),
        Who::Anyone | Who::Participant => None,
    };
    site::functions().into_iter().filter_map(of_staff).collect()
}

fn staff_pages() -> impl Iterator<Item = (Route, &'static [Role])> {
    Route::ALL.iter().filter_map(|route| Some((*route, route.staff()?)))
}

/// A path of the page, filled in where it has a parameter.
fn path(route: Route) -> String {
    route.fill("00000000000000000000000000000000").unwrap()
}

#[tokio::test]
async fn every_function_of_staff_is_open_to_the_declared_roles_and_to_no_other() {
    both(|ctx| async move {
        let app = App::new(ctx);
        assert!(!staff_functions().is_empty());
        for role in Role::ALL {
            for (function, roles) in staff_functions() {
                let (_, mut browser) = in_office(&app, *role).await;
                let answer = browser.post(function.path, &[]).await;
                let told = format!("{} {}: {}", role.name(), function.path, answer.status);
                if roles.contains(role) {
                    assert!(!matches!(answer.status.as_u16(), 401 | 403 | 500..), "{told}");
                } else {
                    answer.says(Code::Forbidden);
                    let plain = browser.post_plain(function.path, &[]).await;
                    assert_eq!(plain.status, StatusCode::FORBIDDEN, "{told}");
                    assert!(plain.body.contains("Bukan untuk peran Anda"), "{told}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn every_page_of_staff_opens_for_the_declared_roles_and_for_no_other() {
    both(|ctx| async move {
        let app = App::new(ctx);
        for role in Role::ALL {
            let (_, mut browser) = in_office(&app, *role).await;
            for (route, roles) in staff_pages() {
                let answer = browser.get(&path(route)).await;
                let told = format!("{} {}: {}", role.name(), route.path(), answer.status);
                match roles.contains(role) {
                    // A page about nobody may say that there is nobody.
                    true => assert!(matches!(answer.status.as_u16(), 200 | 303 | 404), "{told}"),
                    false => assert_eq!(answer.status, StatusCode::FORBIDDEN, "{told}"),
                }
                assert_ne!(answer.location(), "/kantor/masuk", "{told}");
            }
        }
    })
    .await;
}

/// The router reads addresses as browsers do; what it would find behind another spelling has not been judged.
#[tokio::test]
async fn a_page_has_one_spelling_and_behind_any_other_it_opens_for_nobody() {
    both(|ctx| async move {
        let app = App::new(ctx);
        let (_, mut support) = in_office(&app, Role::Support).await;
        let others = |path: &str| {
            let rest = path.trim_start_matches('/');
            let encoded = format!("/%{:02x}{}", rest.as_bytes()[0], &rest[1..]);
            let back = path.replacen("/", "/x\\..\\", 1);
            [format!("/x/..{path}"), format!("/x/%2e%2e{path}"), format!("/.{path}"), format!("/{path}"), encoded, back]
        };
        for route in Route::ALL.iter().filter(|route| **route != Route::Home) {
            for address in others(&path(*route)) {
                let Ok(_) = address.parse::<axum::http::Uri>() else { continue };
                let answer = support.get(&address).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            }
            support.get(&format!("{}/?a=1", path(*route))).await.leads_to(&format!("{}?a=1", path(*route)));
        }
    })
    .await;
}

#[tokio::test]
async fn without_a_session_in_the_office_everything_there_leads_to_its_sign_in() {
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        // A participant's session is none of the office's, whatever the cookie is called.
        let (mut stranger, mut participant, mut forged) = (app.browser(), signed_in(&app).await, signed_in(&app).await);
        let session = forged.cookies["sesi"].clone();
        forged.cookies.insert("kantor".to_owned(), session);
        for browser in [&mut stranger, &mut participant, &mut forged] {
            for (function, _) in staff_functions() {
                browser.post(function.path, &[]).await.says(Code::Unauthenticated);
                browser.post_plain(function.path, &[]).await.leads_to("/kantor/masuk");
            }
            for (route, _) in staff_pages() {
                browser.get(&path(route)).await.leads_to("/kantor/masuk");
            }
        }
        assert!(participant.is_inside().await);
    })
    .await;
}

#[tokio::test]
async fn a_session_in_the_office_opens_nothing_of_participants() {
    both(|ctx| async move {
        let app = App::new(ctx);
        let (_, mut browser) = in_office(&app, Role::Administrator).await;
        let session = browser.cookies["kantor"].clone();
        browser.cookies.insert("sesi".to_owned(), session);
        for function in site::functions().into_iter().filter(|function| function.who == Who::Participant) {
            browser.post(function.path, &[]).await.says(Code::Unauthenticated);
        }
        for route in Route::ALL.iter().filter(|route| route.needs_session()) {
            browser.get(&path(*route)).await.leads_to("/masuk");
        }
        assert!(browser.is_in_office().await);
    })
    .await;
}

#[tokio::test]
async fn what_needs_fresh_proof_refuses_staff_without_it_and_says_where_it_is_given() {
    both(|ctx| async move {
        let app = App::new(ctx);
        for (function, roles) in staff_functions().into_iter().filter(|(function, _)| function.fresh) {
            let (_, mut browser) = in_office(&app, roles[0]).await;
            app.pass(300);
            let page = function.form.map(|form| form.page).or(function.page).expect("what needs proof says for which page");
            let proof = Route::OfficeProof.asking_for(page);
            let fault = browser.post(function.path, &[]).await.says(Code::ReauthRequired);
            assert_eq!(fault.goto.as_deref(), Some(proof.as_str()), "{}", function.path);
            browser.post_plain(function.path, &[]).await.leads_to(&proof);
        }
    })
    .await;
}

#[tokio::test]
async fn behind_https_the_cookie_is_host_bound_strict_and_readable_by_no_script() {
    both(|ctx| async move {
        let app = App::with(ctx, |config| config.server.public_url = "https://portal.example".to_owned());
        let (_, mut browser) = in_office(&app, Role::Support).await;
        let token = browser.cookies.remove("kantor").unwrap();
        browser.cookies.insert("__Host-kantor".to_owned(), token);
        let answer = browser.post("/api/office/sign_out", &[]).await;
        let gone = answer.sets("__Host-kantor").unwrap();
        assert!(gone.contains("; Path=/; HttpOnly; SameSite=Strict; Secure") && !gone.contains("Domain"), "{gone}");
        assert_eq!(answer.header("clear-site-data"), "\"storage\"");
    })
    .await;
}
