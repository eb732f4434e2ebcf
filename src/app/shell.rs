//! The document around the app: head, facts on `<html>`, and the plain scripts; `/start.js` hydrates when the page is idle or touched.

use super::App;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::route::Route as Page;
use crate::platform::crypt::token_hash;
use crate::platform::http::Site;
use crate::platform::http::reply::Reply;
use crate::platform::http::visit::Visit;
use crate::platform::http::{session, staff};
use crate::ui::frame::{Contacts, Frame, RequestToken};
use crate::ui::load::OnFault;
use crate::ui::{SessionEnd, SessionWarning};
use axum::http::request::Parts;
use leptos::prelude::*;
use leptos_meta::MetaTags;
use uuid::Uuid;

/// The frame of the request that is being answered, and what the tree below asks of the server.
pub fn frame() -> Frame {
    let site = use_context::<Site>();
    let visit = use_context::<Visit>();
    if let Some(contact) = site.as_ref().map(|site| &site.ctx.config.contact) {
        provide_context(Contacts { help: contact.help.clone(), privacy: contact.privacy.clone() });
    }
    if let Some(visit) = &visit {
        provide_context(RequestToken(visit.request_token.clone()));
    }
    if let Some(reply) = use_context::<Reply>() {
        let sign_in = if in_office() { Page::OfficeSignIn } else { Page::SignIn };
        provide_context(OnFault::new(move |fault| answer_for(&reply, sign_in, fault)));
    }
    Frame {
        lang: visit.as_ref().map(|visit| visit.lang).unwrap_or_default(),
        signed_in: visit.as_ref().is_some_and(|visit| visit.session.is_some()),
        sandbox: site.as_ref().is_some_and(|site| site.ctx.config.is_sandbox()),
        desk: visit.as_ref().and_then(|visit| visit.staff.as_ref()).filter(|_| in_office()).map(|session| session.role),
    }
}

/// When the session behind this page ends: in the back office that of staff, elsewhere the participant's.
fn session_end(site: &Site, visit: &Visit) -> Option<SessionEnd> {
    let now = site.ctx.now();
    let mark = |person: Uuid| token_hash(&person.simple().to_string())[..16].to_owned();
    if in_office() {
        let session = visit.staff.as_ref()?;
        return Some(SessionEnd {
            seconds: now.seconds_until(session.idle_until()),
            idle: staff::IDLE,
            ends: now.seconds_until(session.ends_at),
            ends_at: session.ends_at.clock_wib(),
            mark: mark(session.staff),
            stay: "/api/office/stay",
            leave: "/api/office/sign_out",
            sign_in: Page::OfficeSignIn.path(),
        });
    }
    let session = visit.session.as_ref()?;
    Some(SessionEnd {
        seconds: now.seconds_until(session.idle_until()),
        idle: session::IDLE,
        ends: now.seconds_until(session.ends_at),
        ends_at: session.ends_at.clock_wib(),
        mark: mark(session.account),
        stay: "/api/account/stay",
        leave: "/api/account/sign_out",
        sign_in: Page::SignIn.path(),
    })
}

/// Whether the page that is being answered belongs to the back office.
fn in_office() -> bool {
    use_context::<Parts>().and_then(|parts| Page::parse(parts.uri.path())).is_some_and(Page::is_office)
}

/// A page whose data is refused leads where the fault says, or answers with its status.
fn answer_for(reply: &Reply, sign_in: Page, fault: &Fault) {
    match (fault.destination(), fault.code) {
        (Some(address), _) => reply.go_path(address.to_owned()),
        (None, Code::Unauthenticated) => reply.go(sign_in),
        (None, code) => reply.status(code.status()),
    }
}

/// Marks the answer as not found.
pub fn not_found() {
    if let Some(reply) = use_context::<Reply>() {
        reply.status(404);
    }
}

/// Whether the page at this path gets WASM: it has something to hydrate and the visitor does not save data.
#[must_use]
pub fn hydrates(path: &str, visit: Option<&Visit>) -> bool {
    Page::parse(path).is_some_and(|page| !page.is_server_only()) && !visit.is_some_and(|visit| visit.saves_data)
}

/// The whole document.
pub fn shell() -> impl IntoView {
    let site = use_context::<Site>();
    let visit = use_context::<Visit>();
    let release = site.as_ref().map_or("", |site| site.release);
    let sandbox = site.as_ref().is_some_and(|site| site.ctx.config.is_sandbox());
    let lang = visit.as_ref().map(|visit| visit.lang).unwrap_or_default();
    let hydrates = use_context::<Parts>().is_some_and(|parts| hydrates(parts.uri.path(), visit.as_ref()));
    let saves_data = visit.as_ref().is_some_and(|visit| visit.saves_data);
    let flag = |on: bool| on.then_some("");
    let end = site.as_ref().zip(visit.as_ref()).and_then(|(site, visit)| session_end(site, visit));
    let token = visit.as_ref().map(|visit| visit.request_token.clone()).unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html
            lang=lang.code()
            data-rilis=release
            data-sesi=flag(visit.as_ref().is_some_and(|visit| visit.session.is_some()))
            data-hemat=flag(saves_data)
            data-sandbox=flag(sandbox)
            data-permintaan=visit.map(|visit| visit.request_token)
        >
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="theme-color" content="#FFFFFF" media="(prefers-color-scheme: light)"/>
                <meta name="theme-color" content="#18212C" media="(prefers-color-scheme: dark)"/>
                <link rel="preload" href=crate::ui::frame::FONT r#as="font" r#type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=format!("/pkg/{release}/prakerja.css")/>
                <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <script src="/captcha.js" defer=true></script>
                {end.is_some().then(|| view! { <script src="/session.js" defer=true></script> })}
                {(!saves_data).then(|| view! { <script src="/start.js" defer=true data-hydrate=flag(hydrates)></script> })}
                <MetaTags/>
            </head>
            <body>
                <App/>
                {end.map(|end| view! { <SessionWarning end lang request_token=token/> })}
            </body>
        </html>
    }
}
