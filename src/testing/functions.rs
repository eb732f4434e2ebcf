//! Every server function declares who may call it.

use super::signatures;
use crate::kernel::route::Route;
use crate::platform::http::registry::Who;
use crate::site;
use leptos::server_fn::axum::server_fn_paths;
use std::collections::BTreeSet;

#[test]
fn every_server_function_declares_who_may_call_it() {
    let declared: BTreeSet<_> = site::functions().into_iter().map(|function| function.path.to_owned()).collect();
    let registered: BTreeSet<_> = server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    assert!(!registered.is_empty());
    assert_eq!(declared, registered);
}

/// What tests of every field go by.
#[test]
fn the_fields_of_every_function_are_known() {
    let declared: BTreeSet<_> = site::functions().into_iter().map(|function| function.path.to_owned()).collect();
    let read = signatures::fields();
    assert_eq!(read.keys().cloned().collect::<BTreeSet<_>>(), declared);
    assert_eq!(read["/api/account/sign_in"], ["email", "password", "captcha", "pow", "tantangan"]);
    for function in site::functions() {
        for field in function.form.map(|form| form.keep).unwrap_or_default() {
            assert!(
                read[function.path].iter().any(|name| name == field),
                "{} keeps {field}, which it does not take",
                function.path
            );
        }
    }
}

#[test]
fn what_is_refused_behind_a_link_of_a_mail_is_said_on_the_page_of_that_link() {
    let read = signatures::fields();
    let of_links = site::functions().into_iter().filter(|function| read[function.path].iter().any(|name| name == "token"));
    let pages: BTreeSet<_> = of_links.filter_map(|function| Some((function.path, function.form?.about))).collect();
    let expected = [
        ("/api/account/disavow", Route::Disavow),
        ("/api/account/email_undo", Route::EmailUndo),
        ("/api/account/register_continue", Route::RegisterContinue),
        ("/api/account/removal_cancel", Route::RemovalCancel),
        ("/api/office/invitation_open", Route::OfficeInvitation),
    ];
    assert_eq!(pages, BTreeSet::from(expected.map(|(path, page)| (path, Some((page, "token"))))));
}

#[test]
fn what_a_role_may_call_it_may_also_see_and_every_declaration_of_staff_names_roles() {
    for function in site::functions() {
        let page = function.form.map(|form| form.page).or(function.page);
        match function.who {
            Who::Staff(roles) => {
                assert!(!roles.is_empty(), "{}", function.path);
                let seers = page.map(|page| page.staff().unwrap_or_default());
                assert!(seers.is_none_or(|seers| roles.iter().all(|role| seers.contains(role))), "{}", function.path);
            }
            // A form that is open to anybody never leads to a page behind a session, nor a participant's into the office.
            Who::Anyone => assert!(page.is_none_or(|page| page.staff().is_none()), "{}", function.path),
            Who::Participant => assert!(page.is_none_or(|page| !Route::is_office(page)), "{}", function.path),
        }
    }
}

#[test]
fn no_form_keeps_a_secret_for_showing_again() {
    for function in site::functions() {
        for field in function.form.map(|form| form.keep).unwrap_or_default() {
            assert!(
                !field.contains("password") && !["kode", "captcha", "pow", "tantangan"].contains(field),
                "{} keeps {field}",
                function.path
            );
        }
    }
}
