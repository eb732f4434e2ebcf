//! Pages as the web layer sees them: who may open them, and the portal's own error pages.

use super::Site;
use super::cookies::FLASH;
use super::flash::Flash;
use super::reply::Reply;
use super::visit::Visit;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::platform::limits::guard;
use askama::Template;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;
use std::collections::BTreeMap;

/// Whether the caller is a browser that shows pages, not a script.
#[must_use]
pub fn wants_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("text/html"))
}

/// Whether opening this page gives the browser a flow cookie to bind forms and codes to.
#[must_use]
pub fn opens_a_flow(path: &str) -> bool {
    matches!(
        Route::parse(path),
        Some(
            Route::Register
                | Route::RegisterCode
                | Route::RegisterContinue
                | Route::SignIn
                | Route::SignInCode
                | Route::Forgot
                | Route::Reset
                | Route::ForgotEmail
                | Route::ForgotEmailCode
                | Route::OfficeSignIn
                | Route::OfficeSignInCode
                | Route::OfficeInvitation
                | Route::OfficeAccept
        )
    )
}

/// A path of ours, safe as a redirect: one leading slash only, so that no browser reads a host into it.
#[must_use]
pub fn own_path(path: &str) -> String {
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

/// Decides before a page is made: sandbox pages in production do not exist, signed-in pages need a session, and somebody who is
/// signed in has nothing to do on the sign-in page. A page has one spelling, so that none is made that was not judged.
#[must_use]
pub fn gate(site: &Site, visit: &Visit, parts: &Parts) -> Option<Response> {
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return None;
    }
    let Some(route) = Route::parse(parts.uri.path()) else { return other_spelling(site, visit, parts) };
    if route.sandbox_only() && !site.ctx.config.is_sandbox() {
        return Some(error_page(site, visit.lang, Code::NotFound));
    }
    if route.needs_session() && visit.session.is_none() {
        return Some(to_sign_in(site, Route::SignIn, visit.session_ended));
    }
    if let Some(refused) = office_gate(site, visit, route) {
        return Some(refused);
    }
    if route.needs_proof() && visit.session.as_ref().is_some_and(|session| !session.is_fresh(site.ctx.now())) {
        return Some(redirect(site, &Route::Proof.asking_for(route), None));
    }
    if matches!(route, Route::SignIn | Route::SignInCode | Route::Register) && visit.session.is_some() {
        return Some(redirect(site, Route::Dashboard.path(), None));
    }
    None
}

/// An address that is no page as it is written. The router reads addresses as browsers do, and would find a page behind `..`, a back
/// slash, an encoded letter or a slash at the end. With that slash alone it is clear what is meant, and where it is.
fn other_spelling(site: &Site, visit: &Visit, parts: &Parts) -> Option<Response> {
    let path = parts.uri.path();
    if let Some(page) = path.strip_suffix('/').filter(|page| Route::parse(page).is_some()) {
        let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        return Some(redirect(site, &format!("{page}{query}"), None));
    }
    let is_plain = |segment: &str| {
        !matches!(segment, "" | "." | "..") && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
    };
    let plain = path.strip_prefix('/').is_some_and(|rest| rest.split('/').all(is_plain));
    (!plain).then(|| refuse(site, parts, visit.lang, Code::NotFound))
}

/// The same for the pages of the back office: without a session there one signs in, with another role one is refused.
fn office_gate(site: &Site, visit: &Visit, route: Route) -> Option<Response> {
    let session = visit.staff.as_ref();
    match (route.staff(), session) {
        (Some(_), None) => Some(to_sign_in(site, Route::OfficeSignIn, visit.staff_ended)),
        (Some(roles), Some(session)) if !roles.contains(&session.role) => Some(error_page(site, visit.lang, Code::Forbidden)),
        (None, Some(_)) if matches!(route, Route::OfficeSignIn | Route::OfficeSignInCode) => {
            Some(redirect(site, Route::Office.path(), None))
        }
        _ => None,
    }
}

fn to_sign_in(site: &Site, sign_in: Route, ended: bool) -> Response {
    let why = if ended { "session_ended" } else { "sign_in_first" };
    redirect(site, sign_in.path(), Some(notice(sign_in, why)))
}

/// A flash without a fault: the sign-in page (of the portal or of the office) says why it came.
fn notice(sign_in: Route, why: &str) -> Flash {
    let form = if sign_in == Route::OfficeSignIn { "kantor_masuk" } else { "masuk" };
    Flash { form: form.to_owned(), fault: None, values: BTreeMap::from([("notice".to_owned(), why.to_owned())]) }
}

/// Lets the sign-in page (of the portal or of the office) say why it came.
pub fn say_why(site: &Site, reply: &Reply, sign_in: Route, why: &str) {
    if let Some(cookie) = notice(sign_in, why).cookie(&site.ctx.keys) {
        reply.set_cookie(cookie);
    }
}

/// Whether a lock that this page's form met has a page of its own that explains it.
#[must_use]
pub const fn explains_lock(page: Route) -> bool {
    matches!(page, Route::SignIn | Route::Proof | Route::ChangePassword)
}

/// Lets the page about the lock say until when; without a wait only a new password opens it again.
pub fn say_until(site: &Site, reply: &Reply, wait: Option<u32>) {
    let now = site.ctx.now();
    let until = wait.map(|seconds| now.plus_seconds(i64::from(seconds)).0.to_string());
    let values = BTreeMap::from([("until".to_owned(), until.unwrap_or_else(|| "closed".to_owned()))]);
    if let Some(cookie) = (Flash { form: "terkunci".to_owned(), fault: None, values }).cookie(&site.ctx.keys) {
        reply.set_cookie(cookie);
    }
}

fn redirect(site: &Site, address: &str, flash: Option<Flash>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static(Route::Home.path())));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let cookie = flash.and_then(|flash| flash.cookie(&site.ctx.keys)).and_then(|cookie| cookie.header(site.ctx.config.https()));
    debug_assert!(cookie.as_ref().is_none_or(|cookie| cookie.to_str().is_ok_and(|text| text.contains(FLASH))));
    if let Some(cookie) = cookie {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}

/// A fault as scripts read it (`docs/rules.md`, the contract): what is empty is left out.
#[derive(Serialize)]
struct Answer<'a> {
    code: Code,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fields: &'a BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goto: Option<&'a str>,
    /// Of a defect of ours: what the operator finds it by in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
}

/// The JSON answer of a fault, with its status.
#[must_use]
pub fn json(fault: &Fault) -> Response {
    with_retry(answer(status_of(fault.code), fault, None), fault)
}

fn status_of(code: Code) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn answer(status: StatusCode, fault: &Fault, request_id: Option<&str>) -> Response {
    let Fault { code, fields, retry_after, goto } = fault;
    let answer = Answer { code: *code, fields, retry_after: *retry_after, goto: goto.as_deref(), request_id };
    let body = serde_json::to_vec(&answer).unwrap_or_default();
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// Refuses a request: a page for people, JSON for scripts.
#[must_use]
pub fn refuse(site: &Site, parts: &Parts, lang: Lang, code: Code) -> Response {
    if !wants_html(&parts.headers) {
        return json(&Fault::of(code));
    }
    error_page(site, lang, code)
}

/// The answer to a request that ended in a defect of ours (500) or ran out of time, its client's (408) or the portal's (503): a page for
/// people, JSON for scripts, both with the request's id.
#[must_use]
pub fn broken(site: &Site, lang: Lang, for_people: bool, status: StatusCode, request_id: &str) -> Response {
    if for_people {
        return render(site, lang, status, Code::Unavailable, request_id);
    }
    answer(status, &Fault::of(Code::Unavailable), Some(request_id))
}

/// The portal's own page for a code.
#[must_use]
pub fn error_page(site: &Site, lang: Lang, code: Code) -> Response {
    render(site, lang, status_of(code), code, "")
}

/// The page for a fault that no form's page can show; what has to be waited for is said as the fault knows it.
#[must_use]
pub fn fault_page(site: &Site, lang: Lang, fault: &Fault) -> Response {
    with_retry(error_page(site, lang, fault.code), fault)
}

/// The body of a route that is closed until a reset names no time, because none opens it; scripts are told when asking is not rude.
fn with_retry(mut response: Response, fault: &Fault) -> Response {
    let closed = (response.status() == StatusCode::TOO_MANY_REQUESTS).then_some(guard::CLOSED_RETRY);
    if let Some(seconds) = fault.retry_after.or(closed) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

#[derive(Template)]
#[template(path = "galat.html")]
struct ErrorPage<'a> {
    lang: Lang,
    /// The banner stands here as on every page; a test compares it with the frame's, whose file the web layer may not read.
    sandbox: bool,
    title: &'static str,
    what: &'static str,
    next: &'static str,
    /// Where one begins again.
    start: &'static str,
    home: &'static str,
    help: &'static str,
    release: &'static str,
    status: u16,
    number: &'static str,
    /// Empty when there is nothing to find in the log.
    request_id: &'a str,
}

fn render(site: &Site, lang: Lang, status: StatusCode, code: Code, request_id: &str) -> Response {
    let [title, what, next] = sentences(status, code).map(|(id, en)| lang.pick(id, en));
    // Only staff are refused for their role.
    let (start, home) = match code {
        Code::Forbidden => (Route::Office, lang.pick("Ke halaman kantor", "To the office's first page")),
        _ => (Route::Home, lang.pick("Ke beranda", "To the home page")),
    };
    let page = ErrorPage {
        lang,
        sandbox: site.ctx.config.is_sandbox(),
        title,
        what,
        next,
        start: start.path(),
        home,
        help: lang.pick("Pusat Bantuan", "Help centre"),
        release: site.release,
        status: status.as_u16(),
        number: lang.pick("Nomor kejadian untuk Pusat Bantuan:", "Incident number for the help centre:"),
        request_id,
    };
    let mut response = (status, Html(page.render().unwrap_or_else(|_| title.to_owned()))).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("20"));
    }
    response
}

/// Title, what happened, what to do now; each in Indonesian and English.
fn sentences(status: StatusCode, code: Code) -> [(&'static str, &'static str); 3] {
    match (status.as_u16(), code) {
        (404, _) => [
            ("Halaman tidak ditemukan", "Page not found"),
            ("Alamat ini tidak ada di portal, atau sudah dipindahkan.", "This address does not exist in the portal, or has moved."),
            (
                "Periksa ejaan alamatnya, atau mulai lagi dari beranda.",
                "Check the spelling of the address, or start again from the home page.",
            ),
        ],
        (403, Code::Forbidden) => [
            ("Bukan untuk peran Anda", "Not for your role"),
            (
                "Halaman atau tindakan ini hanya untuk petugas dengan peran lain.",
                "This page or action is only for staff with another role.",
            ),
            (
                "Kembali ke halaman kantor untuk melihat apa yang bisa Anda lakukan. Administrator yang menentukan peran.",
                "Go back to the office's first page to see what you can do. The administrator decides on roles.",
            ),
        ],
        (403, _) => [
            ("Permintaan ini ditolak", "This request was refused"),
            (
                "Formulir dikirim dari situs lain, jadi kami tidak menjalankannya.",
                "The form was sent from another site, so we did not act on it.",
            ),
            (
                "Buka halaman portal lalu kirim dari sana. Tidak ada yang berubah.",
                "Open the portal's page and send it from there. Nothing has changed.",
            ),
        ],
        (408, _) => [
            ("Waktunya habis", "Time ran out"),
            (
                "Permintaan Anda tidak selesai dalam 30 detik, mungkin karena koneksi lambat.",
                "Your request was not finished within 30 seconds, perhaps because of a slow connection.",
            ),
            ("Periksa koneksi Anda, lalu coba lagi.", "Check your connection, then try again."),
        ],
        (413 | 422, _) => [
            ("Kiriman tidak terbaca", "We could not read what was sent"),
            ("Isinya terlalu besar atau terpotong di jalan.", "It was too large or was cut off on the way."),
            ("Kembali ke formulirnya dan kirim sekali lagi.", "Go back to the form and send it once more."),
        ],
        (429, _) => [
            ("Terlalu banyak permintaan", "Too many requests"),
            ("Perangkat atau jaringan ini mengirim terlalu banyak permintaan.", "This device or network sent too many requests."),
            ("Tunggu sebentar, lalu coba lagi.", "Wait a moment, then try again."),
        ],
        (503, _) => [
            ("Layanan sedang padat", "The service is busy"),
            (
                "Permintaan Anda belum diproses. Isian Anda tidak hilang di halaman sebelumnya.",
                "Your request was not processed. What you typed is still on the page before.",
            ),
            ("Coba lagi dalam 20 detik.", "Try again in 20 seconds."),
        ],
        _ => [
            ("Ada gangguan di pihak kami", "Something went wrong on our side"),
            ("Kami mencatatnya dan sedang memperbaikinya.", "We have recorded it and are putting it right."),
            ("Coba lagi beberapa menit lagi.", "Try again in a few minutes."),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::BodyExt;

    async fn written(fault: &Fault) -> String {
        let body = json(fault).into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(body.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn the_json_of_a_fault_leaves_empty_parts_out() {
        assert_eq!(written(&Fault::invalid("nik", "too_short")).await, r#"{"code":"invalid","fields":{"nik":"too_short"}}"#);
        assert_eq!(written(&Fault::of(Code::Limited).retry(60)).await, r#"{"code":"limited","retry_after":60}"#);
        assert_eq!(written(&Fault::elsewhere(Route::SignIn)).await, r#"{"code":"elsewhere","goto":"/masuk"}"#);
    }
}
