//! Wrong input for every field of every form: the field is named, what was typed stays, nothing breaks. The forms and their fields come
//! from the registry and from the functions themselves, so a form that is added is tried as well.

use super::once;
use super::stages::{Place, Stage, Stages, body, decent, encoded, names};
use crate::kernel::fault::Code;
use crate::testing::both;
use crate::testing::web::{Answer, App, DEMO_PASSWORD, NEW_PASSWORD, PASSWORD};
use axum::http::StatusCode;

/// Free texts: there is hardly anything that some password, address or job could not be.
const FREE: &[&str] = &["alamat", "bidang", "nama", "password", "password_baru", "rujukan"];
/// Free texts that may be left empty: nobody has to name a skill.
const OPTIONAL: &[&str] = &["keahlian"];
/// What no page ever shows again.
const SECRET: &[&str] = &["captcha", "kode", "password", "password_baru", "password_lama"];
/// Choices: what is none of them has no place where it could be shown.
const CHOICES: &[&str] = &[
    "alasan",
    "batas",
    "cara",
    "jenis_kelamin",
    "kabupaten",
    "kecamatan",
    "masih_sekolah",
    "pekerjaan",
    "pendidikan",
    "peran",
    "provinsi",
    "sebab",
    "setuju",
];
/// A region below one that was chosen wrongly belongs to no list any more: the wrong field, and what goes with it.
const ORPHANS: &[(&str, &[&str])] = &[("provinsi", &["kabupaten", "kecamatan"]), ("kabupaten", &["kecamatan"])];

/// Whether a value that was sent for the field could have been a right one.
fn may_be_right(field: &str, wrong: &Wrong) -> bool {
    OPTIONAL.contains(&field) || wrong.may_be_right && FREE.contains(&field)
}

/// One way to fill in a field wrongly.
struct Wrong {
    what: &'static str,
    /// What stands in the body, with the field's name in the place of `FIELD`.
    raw: String,
    /// The text, where it is one that a page could show again.
    text: Option<String>,
    /// Whether a free text may be so.
    may_be_right: bool,
    /// Whether it may keep the body from being read at all.
    undecodable: bool,
}

fn wrongs() -> Vec<Wrong> {
    let text = |what, text: &str, may_be_right| Wrong {
        what,
        raw: format!("FIELD={}", encoded(text)),
        text: (!text.is_empty() && text.len() < 1_000).then(|| text.to_owned()),
        may_be_right,
        undecodable: false,
    };
    let raw = |what, raw: &str, may_be_right| Wrong { what, raw: raw.to_owned(), text: None, may_be_right, undecodable: false };
    let undecodable = |wrong: Wrong| Wrong { undecodable: true, ..wrong };
    vec![
        raw("missing", "", false),
        text("empty", "", false),
        text("blank", "  \u{a0} ", false),
        text("10 KB of letters", &"a".repeat(10 * 1024), false),
        text("10 KB of digits", &"1".repeat(10 * 1024), false),
        raw("control characters", "FIELD=%00%01%07%1b%5b31m%7f%c2%85%e2%80%ae", true),
        raw("a null in the middle", "FIELD=abcdefghijkl%00mnopqrst", true),
        undecodable(raw("not UTF-8", "FIELD=%ff%fe%c0%80%ed%a0%80", true)),
        text("emoji", "\u{1f600}\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{1f1ee}\u{1f1e9}", true),
        text("SQL", "' OR '1'='1'; DROP TABLE account; --", true),
        text("HTML", "\"'><script>alert(1)</script><img src=x onerror=alert(1)>", true),
        text("a number", "-1e309", true),
        undecodable(raw("a list", "FIELD[]=a&FIELD[0]=b", false)),
        undecodable(raw("an object", "FIELD[a][b]=c", false)),
    ]
}

/// What an answer to one wrong field came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Refused,
    /// It was right after all, and somebody has gone on from there.
    Taken,
}

#[track_caller]
fn judge(place: &Place, field: &str, wrong: &Wrong, answer: &Answer) -> Outcome {
    let told = format!("{} {field}: {}: {} {:.300}", place.function.path, wrong.what, answer.status, answer.body);
    if answer.status.is_success() {
        assert!(may_be_right(field, wrong), "{told}");
        return Outcome::Taken;
    }
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
    let fault = answer.fault();
    // What cannot be decoded at all says so.
    let unreadable = fault.code == Code::Malformed && wrong.undecodable;
    assert!(unreadable || fault.code == Code::Invalid && fault.is_field(field).is_some(), "{told}");
    for name in fault.fields.keys() {
        assert!(place.fields.contains(name), "{told}: {name} is no field of the form");
    }
    Outcome::Refused
}

#[tokio::test]
async fn clause_4_6_every_wrong_value_of_every_field_is_refused_with_the_field_named() {
    both(|ctx| async move {
        let mut stages = Stages::new(App::with_demo(ctx).await);
        let places = stages.places().await;
        assert!(places.iter().map(|place| place.asked().count()).sum::<usize>() > 60, "every form that there is");
        for place in &places {
            for field in place.asked() {
                for wrong in wrongs() {
                    stages.forgive().await;
                    let browser = stages.at(place.stage).await;
                    let filled = place.filled_in(browser).await;
                    let body = body(&filled, field, &wrong.raw.replace("FIELD", field));
                    let answer = browser.post_body(place.function.path, true, &body).await;
                    if judge(place, field, &wrong, &answer) == Outcome::Taken {
                        stages.leave(place.stage);
                    }
                }
            }
        }
    })
    .await;
}

/// What a plain form shows after a refusal: the reason at its field, what was typed, and no secret.
#[track_caller]
fn assert_shown_again(place: &Place, field: &str, wrong: &Wrong, typed: &[(String, String)], page: &Answer) {
    let told = format!("{} {field}: {}: {}", place.function.path, wrong.what, page.status);
    assert_eq!(page.status, StatusCode::OK, "{told}");
    let unreadable = wrong.undecodable && page.body.contains("class=\"summary\"");
    assert!(unreadable || names(page, field), "{told}: not named");
    let orphans = ORPHANS.iter().find(|(parent, _)| *parent == field).map(|(_, orphans)| *orphans).unwrap_or_default();
    for name in place.asked().filter(|name| !SECRET.contains(name) && !orphans.contains(name)) {
        let sent = match name == field {
            true => wrong.text.as_deref().filter(|_| !CHOICES.contains(&field)),
            false => typed.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str()),
        };
        if let Some(sent) = sent.filter(|sent| !sent.is_empty()) {
            assert_eq!(page.holds(place.function.path, name).as_deref(), Some(sent), "{told}: {name} was lost");
        }
    }
    for secret in [PASSWORD, NEW_PASSWORD, DEMO_PASSWORD] {
        assert!(!page.body.contains(secret), "{told}: shows a password");
    }
}

#[tokio::test]
async fn clause_4_6_every_plain_form_comes_back_with_the_field_named_and_what_was_typed() {
    once(|app| async move {
        let mut stages = Stages::new(app);
        for place in stages.places().await {
            for field in place.asked() {
                for wrong in wrongs() {
                    stages.forgive().await;
                    let browser = stages.at(place.stage).await;
                    let filled = place.filled_in(browser).await;
                    let body = body(&filled, field, &wrong.raw.replace("FIELD", field));
                    let answer = browser.post_body(place.function.path, false, &body).await;
                    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{} {field} {}", place.function.path, wrong.what);
                    if answer.location() != place.address || answer.sets("kilat").is_none() {
                        assert!(may_be_right(field, &wrong), "{} {field} {}", place.function.path, wrong.what);
                        stages.leave(place.stage);
                        continue;
                    }
                    let page = browser.get(answer.location()).await;
                    assert_shown_again(&place, field, &wrong, &filled, &page);
                }
            }
        }
    })
    .await;
}

/// Whoever may call some of the functions: anybody, participants and staff, all with fresh proof.
const CALLERS: [Stage; 3] = [Stage::Guest, Stage::Proven, Stage::Office];

#[tokio::test]
async fn clause_4_6_what_chooses_or_names_something_may_hold_anything_and_nothing_breaks() {
    both(|ctx| async move {
        let mut stages = Stages::new(App::with_demo(ctx).await);
        let fields = crate::testing::signatures::fields();
        for function in crate::site::functions() {
            for field in &fields[function.path] {
                // Beside what chooses or names something stands what a decent person typed, so that it is looked at.
                let others = fields[function.path].iter().filter(|_| Place::is_unasked(field));
                let others: Vec<_> = others.map(|other| (other.clone(), decent(other).to_owned())).collect();
                for wrong in wrongs() {
                    let body = body(&others, field, &wrong.raw.replace("FIELD", field));
                    for (stage, script) in CALLERS.into_iter().flat_map(|stage| [(stage, true), (stage, false)]) {
                        let browser = stages.at(stage).await;
                        let answer = browser.post_body(function.path, script, &body).await;
                        let decent = matches!(answer.status.as_u16(), 200 | 401 | 403 | 404 | 409 | 422 | 429);
                        let told = format!("{stage:?} {} {field} {} {}", function.path, wrong.what, answer.status);
                        assert!(decent || !script && answer.status == StatusCode::SEE_OTHER, "{told}");
                        if answer.sets("sesi").or(answer.sets("kantor")).is_some() {
                            stages.leave(stage);
                        }
                    }
                }
            }
        }
    })
    .await;
}
