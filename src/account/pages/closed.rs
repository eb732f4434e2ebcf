//! Locked, suspended, being removed, expired: until when, why, and what can be done now. These pages are only read.

use crate::account::api::proof::closed_page;
use crate::account::model::overview::ClosedPage;
use crate::account::text;
use crate::account::text::removal;
use crate::account::text::standing as words;
use crate::kernel::route::Route;
use crate::ui::{ButtonLink, Card, CheckItem, Checklist, Glyph, Heading, LinkRow, Load, Notice, Standing, Tint, use_frame};
use leptos::prelude::*;
use leptos_meta::Title;

/// `/masuk/terkunci`.
#[component]
pub fn LockedPage() -> impl IntoView {
    let lang = use_frame().lang;
    let show = move |page: ClosedPage| {
        view! {
            <Heading title=words::locked_title(lang)/>
            <Notice tint=Tint::Wait glyph=Glyph::LockSimpleFill lead=words::locked_until(lang, page.until, page.closed)>
                {words::locked_why(lang)}
            </Notice>
            <Steps steps=words::locked_steps(lang).to_vec()/>
            <div class="buttons">
                <ButtonLink href=Route::Forgot.path()>{words::new_password(lang)}</ButtonLink>
            </div>
            <LinkRow href=Route::SignIn.path() label=words::back_to_sign_in(lang)/>
        }
    };
    view! {
        <Title text=words::locked_title(lang)/>
        <Load fetch=|| closed_page("terkunci".to_owned()) view=show/>
    }
}

/// `/masuk/ditangguhkan`: with reason and end once password and code were given.
#[component]
pub fn SuspendedPage() -> impl IntoView {
    let lang = use_frame().lang;
    let show = move |page: ClosedPage| {
        let (lead, rest) = match page.reason {
            Some(reason) => (words::until(lang, page.until), words::reason(lang, reason)),
            None => (words::data_is_kept(lang).to_owned(), words::reason_unknown(lang)),
        };
        view! {
            <Heading title=words::suspended_title(lang)/>
            <Notice tint=Tint::Wait glyph=Glyph::LockSimpleFill lead>
                {rest}
            </Notice>
            <Steps steps=words::suspended_steps(lang).to_vec()/>
            <div class="buttons">
                <ButtonLink href=Route::Help.path()>{words::help(lang)}</ButtonLink>
            </div>
            <LinkRow href=Route::SignIn.path() label=words::back_to_sign_in(lang)/>
        }
    };
    view! {
        <Title text=words::suspended_title(lang)/>
        <Load fetch=|| closed_page("ditangguhkan".to_owned()) view=show/>
    }
}

/// `/masuk/dihapus`: until when it can be cancelled, once password and code were given.
#[component]
pub fn RemovingPage() -> impl IntoView {
    let lang = use_frame().lang;
    let show = move |page: ClosedPage| {
        view! {
            <Heading title=removal::removing_title(lang)/>
            <Notice tint=Tint::Wait glyph=Glyph::WarningFill lead=removal::removing_until(lang, page.until, page.now)>
                {removal::removing_why(lang)}
            </Notice>
            <Steps steps=removal::removing_steps(lang).to_vec()/>
            <div class="buttons">
                <ButtonLink href=Route::Home.path()>{removal::to_home(lang)}</ButtonLink>
            </div>
            <LinkRow href=Route::Help.path() label=words::help(lang)/>
        }
    };
    view! {
        <Title text=removal::removing_title(lang)/>
        <Load fetch=|| closed_page("dihapus".to_owned()) view=show/>
    }
}

/// `/masuk/berakhir`.
#[component]
pub fn ExpiredPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::expired_title(lang)/>
        <Heading title=words::expired_title(lang)/>
        <Notice tint=Tint::Info lead=words::expired_until(lang)>{words::expired_why(lang)}</Notice>
        <Steps steps=words::expired_steps(lang).to_vec()/>
        <div class="buttons">
            <ButtonLink href=Route::SignIn.path()>{text::sign_in(lang)}</ButtonLink>
        </div>
    }
}

#[component]
fn Steps(steps: Vec<words::Step>) -> impl IntoView {
    let lang = use_frame().lang;
    let step = |(title, detail)| view! { <CheckItem standing=Standing::Open title detail glyph=Glyph::ArrowRightBold/> };
    view! {
        <Card title=words::what_now(lang) top=true>
            <Checklist lined=true>{steps.into_iter().map(step).collect_view()}</Checklist>
        </Card>
    }
}
