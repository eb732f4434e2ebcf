//! Wrong input for every field of every form: the field is named, what was typed stays, nothing breaks. The forms and their fields come
//! from the registry and from the functions themselves, so a form that is added is tried as well.

use super::once;
use super::stages::{Place, Stages, body, encoded, names};
use crate::kernel::fault::Code;
use crate::testing::both;
use crate::testing::web::{Answer, App, DEMO_PASSWORD, NEW_PASSWORD, PASSWORD};
use axum::http::StatusCode;

/// Free texts: there is hardly anything that some password or address could not be.
const FREE: &[&str] = &["alamat", "nama", "password", "password_baru"];

/// One way to fill in a field wrongly.
struct Wrong {
    what: &'static str,
    /// What stands in the body, with the field's name in the place of `FIELD`.
    raw: String,
    /// The text, where it is one that a page could show again.
    text: Option<String>,
    /// Whether a free text may be so.
    may_be_right: bool,
}

fn wrongs() -> Vec<Wrong> {
    let text = |what, text: &str, may_be_right| Wrong {
        what,
        raw: format!("FIELD={}", encoded(text)),
        text: (!text.is_empty() && text.len() < 1_000).then(|| text.to_owned()),
        may_be_right,
    };
    let raw = |what, raw: &str, may_be_right| Wrong { what, raw: raw.to_owned(), text: None, may_be_right };
    vec![
        raw("missing", "", false),
        text("empty", "", false),
        text("blank", "  \u{a0} ", false),
        text("10 KB of letters", &"a".repeat(10 * 1024), false),
        text("10 KB of digits", &"1".repeat(10 * 1024), false),
        raw("control characters", "FIELD=%00%01%07%1b%5b31m%7f%c2%85%e2%80%ae", true),
        raw("a null in the middle", "FIELD=abcdefghijkl%00mnopqrst", true),
        raw("not UTF-8", "FIELD=%ff%fe%c0%80%ed%a0%80", true),
        text("emoji", "\u{1f600}\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{1f1ee}\u{1f1e9}", true),
        text("SQL", "' OR '1'='1'; DROP TABLE account; --", true),
        text("HTML", "\"'><script>alert(1)</script><img src=x onerror=alert(1)>", true),
        text("a number", "-1e309", true),
        raw("a list", "FIELD[]=a&FIELD[0]=b", false),
        raw("an object", "FIELD[a][b]=c", false),
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
        assert!(wrong.may_be_right && FREE.contains(&field), "{told}");
        return Outcome::Taken;
    }
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
    let fault = answer.fault();
    // What cannot be decoded at all says so.
    let unreadable = fault.code == Code::Malformed && wrong.text.is_none();
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
        assert!(places.iter().map(|place| place.asked().count()).sum::<usize>() > 25, "every form that there is");
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
    let unreadable = wrong.text.is_none() && page.body.contains("class=\"summary\"");
    assert!(unreadable || names(page, field), "{told}: not named");
    for name in place.form.keep {
        let value =
            typed.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str()).filter(|value| !value.is_empty());
        if let Some(value) = value.filter(|_| name != &field) {
            assert_eq!(page.value(name).as_deref(), Some(value), "{told}: {name} was lost");
        }
    }
    if place.form.keep.contains(&field)
        && let Some(text) = &wrong.text
    {
        assert_eq!(page.value(field).as_deref(), Some(text.as_str()), "{told}: lost");
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
                    if answer.location() != place.form.page.path() || answer.sets("kilat").is_none() {
                        assert!(wrong.may_be_right && FREE.contains(&field), "{} {field} {}", place.function.path, wrong.what);
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

#[tokio::test]
async fn clause_4_6_what_chooses_or_names_something_may_hold_anything_and_nothing_breaks() {
    both(|ctx| async move {
        let mut stages = Stages::new(App::with_demo(ctx).await);
        let fields = crate::testing::signatures::fields();
        for function in crate::site::functions() {
            for field in &fields[function.path] {
                for wrong in wrongs() {
                    for stage in [super::stages::Stage::Guest, super::stages::Stage::Proven] {
                        let browser = stages.at(stage).await;
                        let answer = browser.post_body(function.path, true, &wrong.raw.replace("FIELD", field)).await;
                        let decent = matches!(answer.status.as_u16(), 200 | 401 | 403 | 404 | 409 | 422 | 429);
                        assert!(decent, "{} {field} {} {}", function.path, wrong.what, answer.status);
                        if stage == super::stages::Stage::Proven && answer.sets("sesi").is_some() {
                            stages.leave(stage);
                        }
                    }
                }
            }
        }
    })
    .await;
}
