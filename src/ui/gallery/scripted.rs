//! What only scripts bring about: the states of the captcha, a password that can be shown, a code that is typed, what stands for data on
//! their way, and the warning before a session ends.

use super::{HERE, Markup, NOWHERE};
use crate::ui::captcha::CaptchaBox;
use crate::ui::code::CodeField;
use crate::ui::frame::use_frame;
use crate::ui::load::Skeleton;
use crate::ui::page::Section;
use crate::ui::password::PasswordField;
use crate::ui::session::{SessionEnd, SessionWarning};
use crate::ui::text;
use leptos::prelude::*;

#[component]
pub fn Scripted() -> impl IntoView {
    let words = text::captcha(use_frame().lang);
    view! {
        <Section title="Pemeriksaan keamanan">
            <form class="form" method="get" action=HERE>
                <CaptchaBox token="contoh" challenge="contoh.12" question="Berapa tujuh tambah lima?"/>
            </form>
            <div class="cards">
                {captcha("bekerja", "working", words.working, None)}
                {captcha("selesai", "done", words.done, None)}
                {captcha("lewat", "expired", words.expired, None)}
                {captcha("ganti", "failed", words.working, None)}
                {captcha("salah", "failed", words.working, Some("Jawaban ini belum benar. Hitung sekali lagi."))}
            </div>
        </Section>
        <Section title="Data yang ditunggu">
            <Skeleton lines=6/>
        </Section>
        <Section title="Sebelum sesi berakhir">
            <div class="cards">{WARNINGS.map(warning).collect_view()}</div>
        </Section>
    }
}

/// A box as `/captcha.js` leaves it: with the class of a state and its words. `name` keeps its fields apart from those of the others.
pub fn captcha(name: &str, state: &str, (title, note): (&str, &str), error: Option<&str>) -> AnyView {
    let lang = use_frame().lang;
    let (first_title, first_note) = text::captcha(lang).working;
    let question = lang.pick("Berapa tujuh tambah lima?", "What is seven plus five?");
    let error = Signal::stored(error.map(str::to_owned));
    let own = format!("{name}-captcha");
    Markup::of(view! { <CaptchaBox token="" challenge="" question error/> })
        .change(" data-captcha=\"\"", "")
        .change("class=\"captcha\"", &format!("class=\"captcha is-{state}\""))
        .change(&format!(">{first_title}<"), &format!(">{title}<"))
        .change(&format!(">{first_note}<"), &format!(">{note}<"))
        .change(" id=\"captcha", &format!(" id=\"{own}"))
        .change(" for=\"captcha", &format!(" for=\"{own}"))
        .change(" aria-describedby=\"captcha", &format!(" aria-describedby=\"{own}"))
        .change(" captcha-error\"", &format!(" {own}-error\""))
        .shown()
}

/// A password as its field shows it once scripts run: hidden, or to be read.
pub fn password(name: &'static str, shown: bool) -> AnyView {
    let lang = use_frame().lang;
    let field = Markup::of(view! { <PasswordField name label="Password"/> }).change(" hidden aria-controls", " aria-controls");
    if !shown {
        return field.change("type=\"password\"", "type=\"password\" value=\"hujan melati sore\"").shown();
    }
    field
        .change("type=\"password\"", "type=\"text\" value=\"hujan melati sore\"")
        .change(text::show_password(lang), text::hide_password(lang))
        .change(&format!(">{}<", text::show(lang)), &format!(">{}<", text::hide(lang)))
        .shown()
}

/// Six digits over their six lines: no page opens with a code in its field.
pub fn code(name: &'static str, label: &'static str) -> AnyView {
    let named = format!("name=\"{name}\"");
    Markup::of(view! { <CodeField name label/> }).change(&named, &format!("{named} value=\"408217\"")).shown()
}

/// What the warning before a session ends can be about.
pub const WARNINGS: [&str; 3] = ["soon", "final", "over"];

/// The warning as `/session.js` opens it in one of its states. The script itself must not find it.
pub fn warning(state: &str) -> AnyView {
    let lang = use_frame().lang;
    let end = SessionEnd {
        seconds: 0,
        idle: 0,
        ends: 0,
        ends_at: "17.42 WIB".to_string(),
        mark: String::new(),
        stay: NOWHERE,
        leave: NOWHERE,
        sign_in: "/masuk",
    };
    let all = Markup::of(view! { <SessionWarning end lang request_token=String::new()/> })
        .change(" data-session=\"\"", " open=\"\"")
        .change(" autofocus=\"\"", "")
        .change("session-title", &format!("sesi-{}-{state}", lang.code()))
        .change(" hidden=\"\"", "");
    let others = WARNINGS.into_iter().filter(|other| *other != state).map(|other| format!(" data-when=\"{other}\""));
    others.fold(all, |markup, part| markup.change(&part, &format!(" hidden=\"\"{part}"))).shown()
}
