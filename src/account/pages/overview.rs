//! `/akun`, "Akun Saya": how each thing stands, and where it is changed.

use super::parts::Says;
use crate::account::api::proof::account_page;
use crate::account::model::profile::Part;
use crate::account::model::{Identity, overview};
use crate::account::text::contact::code_awaited;
use crate::account::text::overview as words;
use crate::account::text::removal;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::ui::text::other_language;
use crate::ui::{
    ButtonKind, Card, ErrorSummary, Form, FormState, Glyph, Heading, Load, Row, Submit, SummaryList, Tag, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn AccountPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::title(lang)/>
        <Load fetch=|| account_page() view=|page| view! { <Content page/> } skeleton=12/>
    }
}

#[component]
fn Content(page: overview::AccountPage) -> impl IntoView {
    let lang = use_frame().lang;
    let changed = page.password_changed.then(|| {
        view! { <Says tint=Tint::Good glyph=Glyph::CheckCircleFill words=words::password_changed(lang) role="status"/> }
    });
    let rows = things(lang, &page).into_iter().map(|thing| thing.row()).chain([language(lang)]).collect();
    view! {
        <Heading title=words::title(lang) lead=words::lead(lang, &page.name)/>
        {changed}
        <Card>
            <SummaryList rows/>
        </Card>
        <Leave/>
        <p class="soft">{removal::link_note(lang)} " " <a href=Route::Removal.path()>{removal::title(lang)}</a></p>
    }
}

/// The language of the pages; on a phone nothing else inside leads to the other one. A full load, since the whole page changes.
fn language(lang: Lang) -> Row {
    let other = lang.other().code();
    let link = view! {
        <a href=format!("{}?lang={other}", Route::Account.path()) hreflang=other lang=other rel="external">
            {other_language(lang)}
        </a>
    };
    Row::new(words::language(lang), view! { <p>{other_language(lang.other())}</p> }).aside(link)
}

/// "Keluar".
#[component]
fn Leave() -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&Refill::default());
    view! {
        <Form action="/api/account/sign_out" state>
            <ErrorSummary state fields=&[] text=|_, _| String::new()/>
            <p class="soft">{words::sign_out_note(lang)}</p>
            <Submit label=words::sign_out(lang) kind=ButtonKind::Secondary busy=words::signing_out(lang)/>
        </Form>
    }
}

/// One thing of the account.
struct Thing {
    name: &'static str,
    /// A masked address or number, or a fact that is no state.
    value: Option<AnyView>,
    state: Option<(Tint, Glyph, String)>,
    /// A new value waits for its code.
    waits: bool,
    /// What follows from the state, or what to do next.
    next: &'static str,
    /// Path of the page where it is changed (or seen) and the words of the link; there is a link once there is such a page.
    page: (&'static str, &'static str),
}

/// Every thing of the account, in the order of the page: one entry each.
fn things(lang: Lang, page: &overview::AccountPage) -> Vec<Thing> {
    let state = |tint, glyph, label: &str| Some((tint, glyph, label.to_owned()));
    let good = |label: &str| state(Tint::Good, Glyph::CheckBold, label);
    let masked = |value: &str| {
        let value = value.to_owned();
        Some(view! { <p translate="no">{value}</p> }.into_any())
    };
    let day = page.password_since.date_long(lang);
    let parts = u8::try_from(Part::ALL.len()).unwrap_or(u8::MAX);
    vec![
        Thing {
            name: words::profile(lang),
            value: None,
            state: match page.filled >= parts {
                true => good(words::complete(lang)),
                false => state(Tint::Neutral, Glyph::InfoBold, &words::filled(lang, page.filled, parts)),
            },
            waits: false,
            next: words::profile_next(lang, page.filled >= parts),
            page: ("/profil", words::look(lang)),
        },
        Thing {
            name: words::email(lang),
            value: masked(&page.email),
            state: good(words::verified(lang)),
            waits: page.email_waits,
            next: words::email_next(lang),
            page: ("/akun/email", words::change(lang)),
        },
        Thing {
            name: words::phone(lang),
            value: masked(&page.phone),
            state: match page.phone_verified {
                true => good(words::verified(lang)),
                false => state(Tint::Wait, Glyph::ClockBold, words::unverified(lang)),
            },
            waits: page.phone_waits,
            next: words::phone_next(lang, page.phone_verified),
            page: ("/akun/nomor-telepon", words::change(lang)),
        },
        Thing {
            name: words::password(lang),
            value: Some(view! { <p>{words::password_state(lang, page.password_replaced, &day)}</p> }.into_any()),
            state: None,
            waits: false,
            next: words::password_next(lang),
            page: ("/akun/ubah-password", words::change(lang)),
        },
        Thing {
            name: words::second_step(lang),
            value: None,
            state: good(words::second_step_state(lang, page.channel)),
            waits: false,
            next: words::second_step_next(lang, page.channel),
            page: ("/akun/keamanan", words::change(lang)),
        },
        Thing {
            name: words::devices(lang),
            value: None,
            state: state(Tint::Neutral, Glyph::InfoBold, &words::devices_state(lang, page.signed_in)),
            waits: false,
            next: words::devices_next(lang),
            page: ("/akun/perangkat", words::look(lang)),
        },
        Thing {
            name: words::history(lang),
            value: None,
            state: None,
            waits: false,
            next: words::history_next(lang),
            page: ("/akun/riwayat", words::look(lang)),
        },
        Thing {
            name: words::identity(lang),
            value: None,
            state: match page.identity {
                Identity::Verified => good(words::verified(lang)),
                Identity::Pending => state(Tint::Wait, Glyph::HourglassMediumBold, words::checking(lang)),
                Identity::Unverified(_) => state(Tint::Bad, Glyph::WarningBold, words::unverified(lang)),
            },
            waits: false,
            next: words::identity_next(lang, page.identity),
            page: ("/profil", words::look(lang)),
        },
    ]
}

impl Thing {
    fn row(self) -> Row {
        let lang = use_frame().lang;
        let waits = self.waits.then(|| view! { " " <Tag tint=Tint::Wait glyph=Glyph::ClockBold label=code_awaited(lang)/> });
        let value = view! {
            {self.value}
            {self.state.map(|(tint, glyph, label)| view! { <Tag tint glyph label/> })}
            {waits}
            <p class="soft">{self.next}</p>
        };
        let row = Row::new(self.name, value);
        let (path, label) = self.page;
        match Route::parse(path) {
            Some(route) => row.change(route.path(), label, self.name),
            None => row,
        }
    }
}
