//! The one way into the server functions: looks the function up, checks who calls, runs it, and turns its answer into what the caller
//! understands. Scripts get JSON with the fault's status; a plain form is sent on to a page of the portal, never to the Referer.

use super::Site;
use super::cookies::{self, Cookie, FLASH};
use super::flash::Flash;
use super::kept;
use super::pages;
use super::registry::{Form, Function, Who};
use super::reply::Reply;
use super::running;
use super::staff;
use super::visit::Visit;
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::refill::ONCE_MORE;
use crate::kernel::route::Route;
use crate::platform::db::Attempt;
use crate::platform::telemetry::metrics;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use leptos::prelude::provide_context;
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

/// The largest body of a function.
pub const BODY: usize = 64 * 1024;
/// Times a function is run at most, see [`run`].
const MOST_ATTEMPTS: u32 = 3;
/// The shortest pause between two of them, in milliseconds; the later one is twice as long, and each by up to its own length longer.
const PAUSE_MS: u32 = 20;
/// Set by the framework on the answer of a function that failed.
const FAILED: &str = "serverfnerror";

/// What a function that succeeded gave back.
#[derive(Debug)]
struct Answer {
    kind: Option<HeaderValue>,
    body: Bytes,
}

/// Answers `POST /api/<slice>/<verb>`.
pub async fn handle(State(site): State<Site>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let (Some(visit), Some(reply)) = (parts.extensions.get::<Visit>().cloned(), parts.extensions.get::<Reply>().cloned()) else {
        return pages::json(&Fault::of(Code::Unavailable));
    };
    let Some(function) = site.functions.iter().find(|function| function.path == parts.uri.path()).copied() else {
        return pages::refuse(&site, &parts, visit.lang, Code::NotFound);
    };
    let plain = pages::wants_html(&parts.headers);
    let cookie = |name| cookies::read(&parts.headers, name, site.ctx.config.https()).map(str::to_owned);
    let (session_cookie, staff_cookie) = (cookie(cookies::SESSION), cookie(cookies::STAFF));
    let mut result = match read_body(&parts, body).await {
        Ok(body) => {
            let typed = parse(&body);
            let outcome = match admit(&function, &visit, &typed, site.ctx.now()) {
                Ok(()) => {
                    let work = run(site.clone(), reply.clone(), parts.clone(), body);
                    if function.to_its_end { running::to_its_end(work).await } else { work.await }
                }
                Err(fault) => Err(fault),
            };
            outcome.map_err(|fault| (fault, typed))
        }
        Err(fault) => Err((fault, BTreeMap::new())),
    };
    if let (Some(form), Err((fault, typed))) = (function.form, &mut result) {
        match fault.code {
            // What was typed waits for its page while the proof is given.
            Code::ReauthRequired => {
                let person = match function.who {
                    Who::Staff(_) => visit.staff.as_ref().map(|session| session.staff),
                    Who::Anyone | Who::Participant => visit.session.as_ref().map(|session| session.account),
                };
                // The office's pages do not say it.
                let once_more = (!matches!(function.who, Who::Staff(_))).then_some(function.path);
                entrust(&site, person, &reply, form, typed, once_more);
            }
            Code::Unauthenticated if matches!(function.who, Who::Staff(_)) && visit.staff_ended => {
                entrust(&site, staff_of(&site, staff_cookie.as_deref()).await, &reply, form, typed, None);
                pages::say_why(&site, &reply, Route::OfficeSignIn, "session_ended");
                fault.goto = Some(Route::OfficeSignIn.path().to_owned());
            }
            Code::Unauthenticated if visit.session_ended => {
                let kept = keep(&site, session_cookie.as_deref().unwrap_or_default(), form, typed).await;
                pages::say_why(&site, &reply, Route::SignIn, if kept { "session_kept" } else { "session_ended" });
                fault.goto = Some(Route::SignIn.path().to_owned());
            }
            // Scripts show the lock in the form, with a link to the same page.
            Code::Locked if pages::explains_lock(form.page) => pages::say_until(&site, &reply, fault.retry_after),
            _ => {}
        }
    }
    if plain {
        plain_answer(&site, &function, &visit, &reply, result)
    } else {
        script_answer(&reply, result.map_err(|(fault, _)| fault))
    }
}

/// Whether what was typed when the session had ended is there for the person who signs in again.
async fn keep(site: &Site, session_cookie: &str, form: Form, typed: &BTreeMap<String, String>) -> bool {
    kept::keep(&site.ctx, session_cookie, form, typed.clone()).await.unwrap_or_else(|error| {
        tracing::error!(%error, "what was typed could not be kept");
        false
    })
}

/// Whose session in the back office this cookie stood for until it ended by itself.
async fn staff_of(site: &Site, cookie: Option<&str>) -> Option<Uuid> {
    staff::find_ended(&site.ctx.db, site.ctx.now(), cookie?).await.unwrap_or_else(|error| {
        tracing::error!(%error, "what was typed could not be kept");
        None
    })
}

/// Whether the declared caller is calling, from our own page.
fn admit(function: &Function, visit: &Visit, typed: &BTreeMap<String, String>, now: Instant) -> Result<(), Fault> {
    let token = typed.get("permintaan");
    // A page from before the session ended carries that session's token, which this browser's cookie still proves to be its own.
    let own = token.is_some_and(|token| *token == visit.request_token || visit.other_request_tokens.contains(token));
    if visit.needs_request_token && !own {
        return Err(Fault::of(Code::CrossSite));
    }
    match function.who {
        Who::Anyone => Ok(()),
        Who::Participant => match &visit.session {
            None => Err(Fault::of(Code::Unauthenticated)),
            Some(session) if function.fresh && !session.is_fresh(now) => Err(proof_first(function, Route::Proof, typed)),
            Some(_) => Ok(()),
        },
        Who::Staff(roles) => match &visit.staff {
            None => Err(Fault::of(Code::Unauthenticated)),
            Some(session) if !roles.contains(&session.role) => Err(Fault::of(Code::Forbidden)),
            Some(session) if function.fresh && !session.is_fresh(now) => Err(proof_first(function, Route::OfficeProof, typed)),
            Some(_) => Ok(()),
        },
    }
}

/// Asks for fresh proof, and says where it is given.
fn proof_first(function: &Function, proof: Route, typed: &BTreeMap<String, String>) -> Fault {
    let about = function.form.filter(|form| form.about.is_some()).map(|form| proof.asking_for_address(&form.address(typed)));
    let page = function.form.map(|form| form.page).or(function.page);
    let goto = about.or_else(|| page.map(|page| proof.asking_for(page)));
    Fault { goto, ..Fault::of(Code::ReauthRequired) }
}

async fn read_body(parts: &Parts, body: Body) -> Result<Bytes, Fault> {
    let form = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).is_some_and(|value| {
        value.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
    });
    let collected = Limited::new(body, BODY).collect().await.map_err(|error| {
        let too_large = error.downcast_ref::<LengthLimitError>().is_some();
        Fault::of(if too_large { Code::TooLarge } else { Code::Malformed })
    })?;
    let body = collected.to_bytes();
    if form || body.is_empty() { Ok(body) } else { Err(Fault::of(Code::Malformed)) }
}

/// The fields as typed; of a repeated name the first.
fn parse(body: &[u8]) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(body) {
        fields.entry(name.into_owned()).or_insert_with(|| value.into_owned());
    }
    fields
}

/// Runs the function, and again when PostgreSQL asks for that because of others beside it: as long as nothing was committed nothing has
/// happened, and what the function wished for the answer is forgotten. What it did outside the database until then can be done again:
/// passwords are compared, the parties outside are asked; captchas, codes and limits are rows, and letters wait in the outbox.
async fn run(site: Site, reply: Reply, parts: Parts, body: Bytes) -> Result<Answer, Fault> {
    let wished = reply.peek();
    let mut attempts = 0;
    loop {
        let (result, attempt) = Attempt::watch(run_once(&site, parts.clone(), body.clone())).await;
        attempts += 1;
        let is_busy = result.as_ref().is_err_and(|fault| fault.code == Code::Unavailable);
        if attempts == MOST_ATTEMPTS || !is_busy || !attempt.can_be_repeated() {
            return result;
        }
        reply.put_back(wished.clone());
        metrics().repeated();
        // Two that were in each other's way must not meet again.
        let pause = attempts * PAUSE_MS + site.ctx.random.below(attempts * PAUSE_MS);
        tokio::time::sleep(Duration::from_millis(pause.into())).await;
    }
}

/// Runs the function the way a script would call it, whoever asks, so that the framework never redirects by itself. All of it happens in
/// one task, to which [`Attempt`] belongs.
async fn run_once(site: &Site, mut parts: Parts, body: Bytes) -> Result<Answer, Fault> {
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    parts.headers.remove(header::REFERER);
    let context = context(site, &parts);
    let request = Request::from_parts(parts, Body::from(body));
    let response = leptos_axum::handle_server_fns_with_context(context, request).await.into_response();
    let failed = response.headers().contains_key(FAILED) || !response.status().is_success();
    let kind = response.headers().get(header::CONTENT_TYPE).cloned();
    let body = response.into_body().collect().await.map_err(|_| Fault::of(Code::Unavailable))?.to_bytes();
    if !failed {
        return Ok(Answer { kind, body });
    }
    Err(serde_json::from_slice(&body).unwrap_or_else(|_| Fault::of(Code::Malformed)))
}

/// Gives the framework's code the visit, the reply and the nonce of this request.
pub fn context(site: &Site, parts: &Parts) -> impl Fn() + Clone + Send + 'static + use<> {
    let site = site.clone();
    let visit = parts.extensions.get::<Visit>().cloned();
    let reply = parts.extensions.get::<Reply>().cloned();
    let nonce = parts.extensions.get::<leptos::nonce::Nonce>().cloned();
    move || {
        provide_context(site.clone());
        if let Some(visit) = visit.clone() {
            provide_context(visit);
        }
        if let Some(reply) = reply.clone() {
            provide_context(reply);
        }
        if let Some(nonce) = nonce.clone() {
            provide_context(nonce);
        }
    }
}

fn script_answer(reply: &Reply, result: Result<Answer, Fault>) -> Response {
    // A script follows `Location` by itself; the status stays a success so that fetch hands it over.
    let wishes = reply.take();
    for cookie in wishes.cookies.clone() {
        reply.set_cookie(cookie);
    }
    if wishes.clear_site_data {
        reply.clear_site_data();
    }
    reply.private();
    match result {
        Ok(Answer { kind, body }) => {
            let kind = kind.unwrap_or(HeaderValue::from_static("application/json"));
            let mut response = ([(header::CONTENT_TYPE, kind)], body).into_response();
            if let Some(location) = wishes.location.and_then(|path| HeaderValue::from_str(&path).ok()) {
                response.headers_mut().insert(header::LOCATION, location);
            }
            response
        }
        Err(fault) => pages::json(&fault),
    }
}

fn plain_answer(
    site: &Site,
    function: &Function,
    visit: &Visit,
    reply: &Reply,
    result: Result<Answer, (Fault, BTreeMap<String, String>)>,
) -> Response {
    let (fault, typed) = match result {
        Ok(_) => {
            if reply.peek().location.is_none() {
                reply.go(function.form.map_or(Route::Home, |form| form.page));
            }
            return StatusCode::SEE_OTHER.into_response();
        }
        Err(refused) => refused,
    };
    if matches!(fault.code, Code::CrossSite | Code::Forbidden) {
        return pages::error_page(site, visit.lang, fault.code);
    }
    if fault.code == Code::Unauthenticated {
        reply.go(if matches!(function.who, Who::Staff(_)) { Route::OfficeSignIn } else { Route::SignIn });
        return StatusCode::SEE_OTHER.into_response();
    }
    if let Some(address) = fault.destination() {
        reply.go_path(address.to_owned());
        return StatusCode::SEE_OTHER.into_response();
    }
    let Some(form) = function.form else {
        return pages::fault_page(site, visit.lang, &fault);
    };
    if fault.code == Code::Locked && pages::explains_lock(form.page) {
        reply.go(Route::Locked);
        return StatusCode::SEE_OTHER.into_response();
    }
    reply.go_path(form.address(&typed));
    remember(site, reply, form, fault, typed);
    StatusCode::SEE_OTHER.into_response()
}

/// Keeps the fault and the typed values for the page.
fn remember(site: &Site, reply: &Reply, form: Form, fault: Fault, mut typed: BTreeMap<String, String>) {
    typed.retain(|name, _| form.keep.contains(&name.as_str()));
    let flash = Flash { form: form.name.to_owned(), fault: Some(fault), values: typed };
    reply.set_cookie(flash.cookie(&site.ctx.keys).unwrap_or_else(|| Cookie::gone(FLASH)));
}

/// Lets the typed values wait for the form's page, past the pages that come before it; only this person will see them. `once_more` is
/// the function whose button has to be pressed again there.
fn entrust(
    site: &Site,
    person: Option<Uuid>,
    reply: &Reply,
    form: Form,
    typed: &BTreeMap<String, String>,
    once_more: Option<&str>,
) {
    let Some(person) = person else { return };
    let mut values = typed.clone();
    values.retain(|name, _| form.keep.contains(&name.as_str()));
    values.extend(once_more.map(|path| (ONCE_MORE.to_owned(), path.to_owned())));
    let flash = Flash { form: form.name.to_owned(), fault: None, values };
    if let Some(cookie) = flash.entrust(&site.ctx.keys, person) {
        reply.set_cookie(cookie);
    }
}
