//! Who is asking: read once per request from cookies, headers and the session table, and handed down as a value.

use super::Site;
use super::cookies::{self, Cookie};
use super::flash::Flash;
use super::origin::{self, Origin};
use super::pages;
use super::reply::{Reply, Wishes};
use super::session::{self, Session};
use super::staff::{self, StaffSession};
use crate::kernel::fault::Code;
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::kernel::token::Token;
use crate::platform::{Ctx, Error, db};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

const YEAR: i64 = 365 * 86_400;

/// One request's visitor.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The client's address; behind a trusted proxy the one it reports.
    pub source: IpAddr,
    pub lang: Lang,
    /// No WASM for this visitor: the portal's own switch, or `Save-Data: on`.
    pub saves_data: bool,
    /// Device class for lists ("android"); nothing that identifies.
    pub class: &'static str,
    pub session: Option<Session>,
    /// A session cookie came along that no longer stands for a session.
    pub session_ended: bool,
    /// Session in the back office; a browser may have both.
    pub staff: Option<StaffSession>,
    /// As [`Visit::session_ended`], of the back office.
    pub staff_ended: bool,
    /// Cookie of this browser as a device.
    pub device: Option<Token>,
    /// Cookie of this browser's flow.
    pub flow: Option<Token>,
    /// Token of a reset link that was opened in this browser.
    pub reset: Option<Token>,
    /// Proves that a form came from a page we gave this browser.
    pub request_token: String,
    /// The same for pages that this browser was given otherwise: while a session was alive that has ended since, or in the other one of
    /// portal and office.
    pub other_request_tokens: Vec<String>,
    /// No header told where an unsafe request comes from; the form's token must.
    pub needs_request_token: bool,
    flash: Option<Flash>,
    /// What waits for its page.
    entrusted: Option<Flash>,
}

impl Visit {
    /// What the form shows again after a refused plain post; `None` when the flash is for another form.
    #[must_use]
    pub fn flash(&self, form: &str) -> Option<Refill> {
        self.flash.as_ref().filter(|flash| flash.form == form).map(|flash| flash.clone().into_refill())
    }

    /// The beginning of the client's network address: enough for somebody to recognise their own provider, not more.
    #[must_use]
    pub fn network(&self) -> String {
        match self.source.to_canonical() {
            IpAddr::V4(v4) => {
                let [a, b, ..] = v4.octets();
                format!("{a}.{b}.•.•")
            }
            IpAddr::V6(v6) => {
                let [a, b, ..] = v6.segments();
                format!("{a:x}:{b:x}:•")
            }
        }
    }

    /// What was typed into the form before its page had to wait.
    #[must_use]
    pub fn entrusted(&self, form: &str) -> Option<Refill> {
        self.entrusted.as_ref().filter(|flash| flash.form == form).map(|flash| flash.clone().into_refill())
    }
}

/// The device class a user agent belongs to.
#[must_use]
pub fn device_class(user_agent: &str) -> &'static str {
    [
        ("Android", "android"),
        ("iPhone", "iphone"),
        ("iPad", "iphone"),
        ("Windows", "windows"),
        ("Mac OS", "mac"),
        ("Linux", "linux"),
    ]
    .into_iter()
    .find_map(|(mark, class)| user_agent.contains(mark).then_some(class))
    .unwrap_or("other")
}

/// Builds the [`Visit`], refuses foreign posts, runs the request and applies its [`Reply`].
pub async fn layer(State(site): State<Site>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let judged = if origin::is_unsafe(&parts.method) {
        origin::judge(&parts.headers, &site.ctx.config.server.public_url)
    } else {
        Origin::Own
    };
    let lang = language(&parts.headers, site.ctx.config.https());
    if judged == Origin::Foreign {
        return pages::refuse(&site, &parts, lang, Code::CrossSite);
    }
    if let Some(answer) = switch(&site, &parts) {
        return answer;
    }
    let reply = Reply::default();
    let visit = match read(&site, &parts, &reply, judged).await {
        Ok(visit) => visit,
        Err(error) => {
            Error::from(error).report("session lookup failed");
            return pages::refuse(&site, &parts, lang, Code::Unavailable);
        }
    };
    if let Some(answer) = pages::gate(&site, &visit, &parts) {
        return answer;
    }
    // Whatever a flow has begun shows what was typed: NIK, name, address. Its forms carry a token that is bound to it.
    let private = visit.session.is_some() || visit.staff.is_some() || visit.flow.is_some();
    parts.extensions.insert(visit);
    parts.extensions.insert(reply.clone());
    let response = next.run(Request::from_parts(parts, body)).await;
    apply(&site, response, reply.take(), private)
}

async fn read(site: &Site, parts: &Parts, reply: &Reply, judged: Origin) -> db::Result<Visit> {
    let ctx = &site.ctx;
    let headers = &parts.headers;
    let https = ctx.config.https();
    let cookie = |name| cookies::read(headers, name, https);
    let now = ctx.now();
    let mut session = None;
    let session_cookie = cookie(cookies::SESSION);
    if let Some(token) = session_cookie {
        session = session::find(&ctx.db, now, token).await?;
    }
    if let Some(session) = session.as_mut() {
        let noted = session::touch(&ctx.db, now, session).await;
        take_over(noted, &mut session.last_seen_at, now);
    }
    let staff_cookie = cookie(cookies::STAFF);
    let staff = staff(ctx, staff_cookie).await?;
    let in_office = is_office(parts.uri.path());
    let is_inside = if in_office { staff.is_some() } else { session.is_some() };
    let mut flow = cookie(cookies::FLOW).and_then(Token::parse);
    if flow.is_none() && !is_inside && parts.method == Method::GET && pages::opens_a_flow(parts.uri.path()) {
        let token = ctx.random.token();
        reply.set_cookie(Cookie { name: cookies::FLOW, value: token.encode(), max_age: None });
        flow = Some(token);
    }
    let flow_text = flow.as_ref().map(Token::encode);
    let own_cookie = if in_office { staff.as_ref().and(staff_cookie) } else { session.as_ref().and(session_cookie) };
    let bound_to = own_cookie.or(flow_text.as_deref()).unwrap_or_default();
    let flash = cookie(cookies::FLASH).and_then(|value| Flash::read(&ctx.keys, value));
    let person = if in_office { staff.as_ref().map(|staff| staff.staff) } else { session.as_ref().map(|session| session.account) };
    let entrusted = person.zip(cookie(cookies::ENTRUSTED)).and_then(|(person, value)| Flash::entrusted(&ctx.keys, person, value));
    let others = [session_cookie, staff_cookie].into_iter().flatten().filter(|value| *value != bound_to);
    Ok(Visit {
        source: source(parts, &ctx.config),
        lang: language(headers, https),
        saves_data: saves_data(headers, https),
        class: headers.get(header::USER_AGENT).map_or("other", |agent| device_class(&String::from_utf8_lossy(agent.as_bytes()))),
        session_ended: session_cookie.is_some() && session.is_none(),
        staff_ended: staff_cookie.is_some() && staff.is_none(),
        other_request_tokens: others.map(|value| origin::request_token(&ctx.keys, value)).collect(),
        session,
        staff,
        device: cookie(cookies::DEVICE).and_then(Token::parse),
        request_token: origin::request_token(&ctx.keys, bound_to),
        needs_request_token: judged == Origin::Unknown,
        reset: cookie(cookies::RESET).and_then(Token::parse),
        flow,
        flash,
        entrusted,
    })
}

/// The session in the back office that this cookie stands for.
async fn staff(ctx: &Ctx, cookie: Option<&str>) -> db::Result<Option<StaffSession>> {
    let Some(token) = cookie else { return Ok(None) };
    let now = ctx.now();
    let mut found = staff::find(&ctx.db, now, token).await?;
    if let Some(session) = found.as_mut() {
        let noted = staff::touch(&ctx.db, now, session).await;
        take_over(noted, &mut session.last_seen_at, now);
    }
    Ok(found)
}

/// Takes over that a use was noted. One that could not be, because a disk is full, a standby only reads or SQLite is busy, ends the session
/// earlier, which is the safe side, and is no reason to refuse a page that only reads.
fn take_over(noted: db::Result<bool>, last_seen_at: &mut Instant, now: Instant) {
    match noted {
        Ok(true) => *last_seen_at = now,
        Ok(false) => {}
        Err(error) => {
            Error::from(error).report("the use of a session could not be noted");
        }
    }
}

/// Whether a page or a function belongs to the back office.
fn is_office(path: &str) -> bool {
    path.starts_with("/api/office/") || Route::parse(path).is_some_and(Route::is_office)
}

/// The client's address, as the peer or the proxies say.
fn source(parts: &Parts, config: &crate::platform::config::Config) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    client(peer.to_canonical(), &parts.headers, |address| config.server.trusts(address))
}

/// Whoever came through trusted proxies only: from the right of `X-Forwarded-For`, where the nearest one wrote, the first address that is
/// not itself a trusted proxy. What cannot be read ends the walk, because whatever stands to the left of it may be the client's own; but
/// nothing that the client wrote there makes what a proxy added to the same line unreadable.
fn client(peer: IpAddr, headers: &HeaderMap, trusts: impl Fn(IpAddr) -> bool) -> IpAddr {
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let mut hops = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b','));
    let mut nearest = peer;
    while trusts(nearest)
        && let Some(address) = hops.next().and_then(hop)
    {
        nearest = address;
    }
    nearest
}

/// One entry of `X-Forwarded-For`; some proxies write the port, too.
fn hop(entry: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(entry.trim_ascii()).ok()?;
    let address = text.parse::<IpAddr>().or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip())).ok()?;
    Some(address.to_canonical())
}

/// The language of this browser's cookie.
pub(super) fn language(headers: &HeaderMap, https: bool) -> Lang {
    cookies::read(headers, cookies::LANGUAGE, https).and_then(Lang::parse).unwrap_or_default()
}

fn saves_data(headers: &HeaderMap, https: bool) -> bool {
    match cookies::read(headers, cookies::SAVER, https) {
        Some("1") => true,
        Some("0") => false,
        _ => headers.get("save-data").is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"on")),
    }
}

/// `?lang=` and `?hemat=` are remembered in a cookie; the address is then asked for again without them.
fn switch(site: &Site, parts: &Parts) -> Option<Response> {
    if parts.method != Method::GET {
        return None;
    }
    let query = parts.uri.query()?;
    let https = site.ctx.config.https();
    let mut kept = Vec::new();
    let mut cookies = Vec::new();
    for pair in query.split('&') {
        match pair.split_once('=') {
            Some(("lang", value)) => {
                cookies.extend(Lang::parse(value).map(|lang| Cookie::lasting(cookies::LANGUAGE, lang.code(), YEAR)));
            }
            Some(("hemat", value @ ("0" | "1"))) => cookies.push(Cookie::lasting(cookies::SAVER, value, YEAR)),
            Some(("hemat", _)) => {}
            _ => {
                kept.push(pair);
                continue;
            }
        }
    }
    if kept.len() == query.split('&').count() {
        return None;
    }
    let path = pages::own_path(parts.uri.path());
    let location = if kept.is_empty() { path } else { format!("{path}?{}", kept.join("&")) };
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_str(&location).ok()?);
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie.header(https)?);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Some(response)
}

fn apply(site: &Site, mut response: Response, wishes: Wishes, private: bool) -> Response {
    let https = site.ctx.config.https();
    if let Some(status) = wishes.status.and_then(|status| StatusCode::from_u16(status).ok()) {
        *response.status_mut() = status;
    }
    if let Some(location) = wishes.location.and_then(|path| HeaderValue::from_str(&path).ok()) {
        *response.status_mut() = StatusCode::SEE_OTHER;
        response.headers_mut().insert(header::LOCATION, location);
    }
    let headers = response.headers_mut();
    for cookie in wishes.cookies.iter().filter_map(|cookie| cookie.header(https)) {
        headers.append(header::SET_COOKIE, cookie);
    }
    if wishes.clear_site_data {
        headers.insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    }
    if private || wishes.private {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whose request it is that came from 10.0.0.1 with these lines, where the proxies are in 10.0.0.0/8.
    fn client_of(lines: &[&[u8]]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", HeaderValue::from_bytes(line).unwrap());
        }
        let trusts = |address| matches!(address, IpAddr::V4(v4) if v4.octets()[0] == 10);
        client(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)), &headers, trusts).to_string()
    }

    #[test]
    fn the_client_is_whom_the_nearest_trusted_proxy_names() {
        for (lines, expected) in [
            ("", "10.0.0.1"),
            ("203.0.113.1", "203.0.113.1"),
            ("198.51.100.9, 203.0.113.1,10.0.0.2", "203.0.113.1"),
            ("198.51.100.9\n203.0.113.1\n10.0.0.2", "203.0.113.1"),
            ("198.51.100.9, 203.0.113.1:4711", "203.0.113.1"),
            ("198.51.100.9, [2001:db8::1]:4711, 10.0.0.2:80", "2001:db8::1"),
            ("::ffff:203.0.113.1", "203.0.113.1"),
            ("10.0.0.3, 10.0.0.2", "10.0.0.3"),
        ] {
            let each: Vec<&[u8]> = lines.lines().map(str::as_bytes).collect();
            assert_eq!(client_of(&each), expected, "{lines}");
        }
        assert_eq!(client(Ipv4Addr::new(203, 0, 113, 7).into(), &HeaderMap::new(), |_| false).to_string(), "203.0.113.7");
    }

    #[test]
    fn what_cannot_be_read_is_not_skipped_to_believe_what_the_client_wrote() {
        for unreadable in ["unknown", "203.0.113.1:port", "203.0.113.1:", "[2001:db8::1", "_hidden", "", "203.0.113"] {
            let line = format!("198.51.100.9, {unreadable}, 10.0.0.2");
            assert_eq!(client_of(&[line.as_bytes()]), "10.0.0.2", "{unreadable}");
            let line = format!("198.51.100.9, {unreadable}");
            assert_eq!(client_of(&[line.as_bytes()]), "10.0.0.1", "{unreadable}");
        }
        assert_eq!(client_of(&[b"198.51.100.9", b"caf\xe9"]), "10.0.0.1");
        assert_eq!(client_of(&[b"198.51.100.9, caf\xe9, 10.0.0.2"]), "10.0.0.2");
    }

    #[test]
    fn what_the_client_wrote_in_other_letters_does_not_hide_what_the_proxy_added() {
        assert_eq!(client_of(&[b"caf\xe9, 203.0.113.1"]), "203.0.113.1");
        assert_eq!(client_of(&["Nuʼaini,203.0.113.1, 10.0.0.2".as_bytes()]), "203.0.113.1");
    }

    #[test]
    fn a_device_class_says_no_more_than_the_kind_of_device() {
        assert_eq!(device_class("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36"), "android");
        assert_eq!(device_class("curl/8"), "other");
    }
}
