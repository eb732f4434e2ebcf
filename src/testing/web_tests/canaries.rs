//! Canaries (`docs/rules.md`, C40): what is typed into every form is in no log, counter, address, refusal or subject, and in no file of the
//! database in the clear, as hex or as base64.
//!
//! The walk goes through the registry of functions and reads the names of their fields from the sources, so a new form is covered the
//! moment it is declared. [`FIELDS`] holds values that the fields' parsers take, and some that they refuse.

use super::signed_in;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::platform::telemetry;
use crate::site;
use crate::testing::both;
use crate::testing::canary::{self, Colleague, Life};
use crate::testing::office::in_office;
use crate::testing::search::{Needle, Place, assert_nowhere, assert_somewhere, everything};
use crate::testing::web::{App, Browser, SARI};
use axum::body::Body;
use axum::http::{Method, Request};
use http_body_util::BodyExt;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tower::ServiceExt;

/// A token as links carry them; nobody ever got it.
const TOKEN: &str = "S2VuYXJpLXlhbmctdGlkYWstcGVybmFoLWRpa2lyaW0";
const CODE: &str = "739152";

/// Every name of a field (`docs/rules.md`, the contract), with a value that its parser takes and one that it refuses. An empty one is not
/// looked for: it
/// is a choice, not something that is typed.
const FIELDS: &[(&str, &str, &str)] = &[
    ("email", canary::EMAIL, "kenari kusut@@contoh.example"),
    ("password", canary::PASSWORD, "kenari-lepas-55"),
    ("password_lama", canary::NEW_PASSWORD, "kenari-lama-66"),
    ("password_baru", canary::LAST_PASSWORD, "kenari"),
    ("nik", canary::NIK, "327301520498764x"),
    ("kode", "739 152", "7391520"),
    ("nama", canary::NAME, "Kenari 4821 <b>"),
    ("tanggal_lahir", canary::BIRTH_DATE, "1998-04-99"),
    ("alamat", canary::ADDRESS, "Jl\u{0}Kenari-Retak"),
    ("telepon", canary::PHONE, "+65 8123 90876"),
    ("jumlah", "73915200", "73915200,5-"),
    ("token", TOKEN, "kenari/../tok3n"),
    ("kata", "kenari-kata", "kenari-kata"),
    ("alasan", "Kenari beralasan panjang", "Kenari beralasan pendek"),
    ("jenis_kelamin", "P", "X"),
    ("provinsi", "32", "99"),
    ("kabupaten", "32.73", "99"),
    ("kecamatan", "32.73.01", "99"),
    ("setuju", "on", ""),
    ("percaya", "on", ""),
    ("pendidikan", "sma", "x"),
    ("pekerjaan", "tidak", "x"),
    ("captcha", "12", "x"),
    ("tujuan", "/akun", "https://contoh.example/kenari"),
    ("formulir", "telepon", "x"),
    ("cari", "kenari.dicari@contoh.example", "Kenari yang dicari"),
    ("rujukan", "TJ-kenari-20418", "k"),
    ("peserta", "0193700000007000800000000000abcd", "x"),
    ("sebab", "misuse", "x"),
    ("batas", "dicabut", "x"),
    ("sampai", "2027-01-31", "x"),
    ("saluran", "email", "x"),
    ("peran", "support", "x"),
];

/// The names of every field of every function.
fn names() -> BTreeSet<String> {
    fn walk(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let fields = text.split("#[server(default)] ").skip(1).filter_map(|rest| rest.split_once(':'));
                let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
                found.extend(fields.map(|(name, _)| name).filter(|&name| is_name(name)).map(str::to_owned));
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.contains("password_baru") && found.contains("token") && found.len() > 20, "{found:?}");
    found
}

/// The fields that [`FIELDS`] does not list, each with a canary of its own.
fn unlisted() -> Vec<(String, String)> {
    let others = names().into_iter().filter(|name| !FIELDS.iter().any(|(listed, ..)| listed == name));
    others.map(|name| (name.clone(), format!("kenari-{name}-rahasia-4821"))).collect()
}

/// What is looked for of the walk.
fn typed() -> Vec<Needle> {
    let long = |value: &&str| value.len() >= 10 && value.to_lowercase().contains(|c: char| c.is_ascii_alphanumeric());
    let values = FIELDS.iter().filter(|(name, ..)| !["tujuan", "kecamatan"].contains(name));
    let both = values.flat_map(|(name, good, bad)| [(*name, *good), (*name, *bad)]);
    let mut needles: Vec<Needle> = both.filter(|(_, value)| long(value)).map(|(name, value)| Needle::new(name, value)).collect();
    needles.push(Needle::new("kode", CODE));
    needles.extend(canary::personal());
    needles.extend(unlisted().into_iter().map(|(name, value)| Needle::new(name, value)));
    needles
}

/// Who walks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    Guest,
    Participant,
    Staff(Role),
}

impl As {
    /// Where they come in again after something has signed them out.
    async fn comes_in(self, app: &App) -> Browser {
        match self {
            As::Guest => app.browser(),
            As::Participant => {
                app.pass(61);
                signed_in(app).await
            }
            As::Staff(role) => in_office(app, role).await.1,
        }
    }

    fn is_out(self, browser: &Browser) -> bool {
        match self {
            As::Guest => false,
            As::Participant => !browser.cookies.contains_key("sesi"),
            As::Staff(_) => !browser.cookies.contains_key("kantor"),
        }
    }
}

/// The forms that ask for a captcha.
async fn asks_for_captcha(browser: &mut Browser) -> BTreeSet<&'static str> {
    let mut asking = BTreeSet::new();
    for form in site::functions().iter().filter_map(|function| function.form) {
        if browser.ask(Method::GET, &format!("/tantangan/{}", form.name)).script().send().await.status.is_success() {
            asking.insert(form.name);
        }
    }
    assert!(asking.len() >= 5, "{asking:?}");
    asking
}

/// Posts both volleys to every function, as a script and without one; `changes` replace what is listed. A captcha of the first is solved.
async fn walk(app: &App, who: As, changes: &[(&str, &str)]) {
    let others = unlisted();
    let captchas = asks_for_captcha(&mut app.browser()).await;
    let mut browser = who.comes_in(app).await;
    for function in site::functions() {
        for volley in 0..2 {
            let listed = FIELDS.iter().map(|(name, good, bad)| (*name, if volley == 0 { *good } else { *bad }));
            let others = others.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            for script in [true, false] {
                let solved = match function.form.filter(|form| volley == 0 && captchas.contains(form.name)) {
                    Some(form) => Some(browser.captcha(form.name).await),
                    None => None,
                };
                let solved = solved.iter().flat_map(|(token, sum)| [("tantangan", token.as_str()), ("captcha", sum.as_str())]);
                let mut fields: Vec<(&str, &str)> = changes.iter().copied().filter(|_| volley == 0).chain(solved).collect();
                for field in listed.clone().chain(others.clone()) {
                    if fields.iter().all(|(name, _)| *name != field.0) {
                        fields.push(field);
                    }
                }
                if script {
                    browser.post(function.path, &fields).await;
                } else {
                    browser.post_plain(function.path, &fields).await;
                }
                if who.is_out(&browser) {
                    browser = who.comes_in(app).await;
                }
            }
        }
    }
    for route in Route::ALL.iter().filter(|route| route.has_parameter()) {
        browser.get(&route.fill(TOKEN).unwrap()).await;
    }
}

async fn metrics() -> Vec<u8> {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    let response = site::metrics_router().oneshot(request).await.unwrap();
    response.into_body().collect().await.unwrap().to_bytes().to_vec()
}

/// Addresses, refusals, subjects and counters so far.
async fn told(app: &App) -> Vec<Place> {
    let mut places = vec![Place { name: "metrics".to_owned(), bytes: metrics().await }];
    for told in app.told.lock().unwrap().iter() {
        places.push(Place { name: format!("the location after {}", told.path), bytes: told.location.clone().into_bytes() });
        places.push(Place { name: format!("the refusal of {}", told.path), bytes: told.refusal.clone().into_bytes() });
    }
    let messages = app.messages().await;
    assert!(messages.len() > 8);
    let subjects = messages
        .into_iter()
        .map(|message| Place { name: format!("the subject of {}", message.purpose), bytes: message.subject.into_bytes() });
    places.extend(subjects);
    places.retain(|place| !place.bytes.is_empty());
    places
}

#[tokio::test]
async fn what_is_typed_into_every_form_is_told_nowhere_and_stored_in_no_readable_form() {
    let (log, _guard) = telemetry::capture::start(Some(telemetry::SANDBOX));
    let log = &log;
    both(|ctx| async move {
        let app = App::with_demo(ctx).await;
        // Whose address, NIK and name some of the forms ask for.
        let mut owner = app.browser();
        owner.register(canary::EMAIL, canary::NIK).await.leads_to("/dasbor");
        walk(&app, As::Guest, &[]).await;
        walk(&app, As::Participant, &[]).await;
        let sari = app.account_id(SARI).await.simple().to_string();
        for role in [Role::Support, Role::Administrator] {
            walk(&app, As::Staff(role), &[("peserta", &sari), ("alasan", "ticket")]).await;
        }
        for table in ["full_view", "staff_invitation", "recovery", "staff_lookup"] {
            let sql = format!("SELECT COUNT(*) FROM {table}");
            assert!(app.count(sql.leak()).await > 0, "what was typed was taken: {table}");
        }
        let needles = typed();
        assert!(needles.len() > 30);
        let told = told(&app).await;
        assert!(told.iter().filter(|place| place.name.starts_with("the refusal")).count() > 100, "the forms did refuse");
        assert_nowhere(&needles, &told);
        assert_nowhere(&needles, &everything(&app.ctx).await);
        assert_nowhere(&needles, &[Place { name: "the log".to_owned(), bytes: log.text().into_bytes() }]);
    })
    .await;
}

#[tokio::test]
async fn nor_is_anything_of_a_whole_life_with_its_codes_links_and_cookies() {
    let (log, _guard) = telemetry::capture::start(Some(telemetry::SANDBOX));
    let log = &log;
    both(|ctx| async move {
        let app = App::new(ctx);
        let mut life = Life::led(&app).await;
        life.leave_and_stay(&app).await;
        let colleague = Colleague::led(&app, app.account_id(canary::NEW_EMAIL).await).await;
        life.remember_messages(&app).await;
        let needles = [canary::personal(), life.secrets(), canary::of_staff(), colleague.secrets()].concat();
        assert!(life.secrets.len() > 40, "{:?}", life.secrets.keys());
        assert!(colleague.secrets.len() > 15, "{:?}", colleague.secrets.keys());
        assert_nowhere(&needles, &told(&app).await);
        let stored = everything(&app.ctx).await;
        assert_nowhere(&needles, &stored);
        // What is stored is found by its fingerprint, so the search does look where it should.
        let indexes = [("email", canary::NEW_EMAIL), ("staff_email", "kenari.penjaga@kantor.example")];
        let indexes = indexes.map(|(domain, value)| Needle::new(domain, app.ctx.keys.blind(domain, value)));
        assert_somewhere(&indexes, &stored);
        let log = Place { name: "the log".to_owned(), bytes: log.text().into_bytes() };
        assert!(!log.bytes.is_empty());
        assert_nowhere(&needles, &[log]);
    })
    .await;
}
