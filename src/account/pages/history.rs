//! `/akun/perangkat`, `/akun/riwayat` and `/bukan-saya/{token}`.

use super::parts::Says;
use crate::account::api::history::{devices_page, disavow_page, history_page};
use crate::account::model::history::{Actor, Device, DevicesPage, DisavowPage, HistoryLine, HistoryPage};
use crate::account::rules::lookup::ViewReason;
use crate::account::rules::standing::Suspension;
use crate::account::text;
use crate::account::text::faults::general;
use crate::account::text::fields::field_error;
use crate::account::text::{history as words, standing as closed};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::ui::{
    ButtonKind, ButtonLink, Card, CheckItem, Checklist, Drawing, EmptyState, ErrorSummary, Form, FormState, FormTitle, Glyph,
    Heading, Hidden, LinkRow, Load, Standing, Submit, Tag, Tint, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn DevicesListPage() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::devices_title(lang)/>
        <Load fetch=|| devices_page() view=|page| view! { <Devices page/> } skeleton=6/>
    }
}

#[component]
fn Devices(page: DevicesPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let others = page.devices.iter().any(|device| !device.current);
    let cards = page.devices.into_iter().map(|device| view! { <DeviceCard device state/> }).collect_view();
    let rest = if others {
        view! {
            <Form action="/api/account/devices_end_others" state>
                <Submit
                    label=words::end_others(lang)
                    kind=ButtonKind::Danger
                    busy=words::ending(lang)
                    name="aksi"
                    value="lain"
                />
            </Form>
        }
        .into_any()
    } else {
        view! { <p class="soft">{words::no_others(lang)}</p> }.into_any()
    };
    view! {
        <Heading title=words::devices_title(lang) lead=words::devices_lead(lang)/>
        <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
        {page.done.then(|| {
            view! { <Says tint=Tint::Good glyph=Glyph::CheckCircleFill words=words::devices_done(lang) role="status"/> }
        })}
        {cards}
        {rest}
        <p>{words::unknown_device(lang)} " " <a href=Route::History.path()>{words::history_title(lang)}</a></p>
    }
}

#[component]
fn DeviceCard(device: Device, state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let tag = if device.current {
        view! { <Tag tint=Tint::Info glyph=Glyph::CheckBold label=words::this_device(lang)/> }.into_any()
    } else if device.signed_in {
        view! { <Tag tint=Tint::Good glyph=Glyph::CheckBold label=words::signed_in(lang)/> }.into_any()
    } else {
        view! { <Tag tint=Tint::Neutral glyph=Glyph::ClockBold label=words::signed_out(lang)/> }.into_any()
    };
    let network = (!device.network.is_empty()).then(|| view! { <p class="soft">{words::network(lang, &device.network)}</p> });
    let trust = device.trusted_until.map(|until| {
        view! { <p class="soft">{words::trusted_until(lang, &until.date_long(lang))}</p> }
    });
    let end = (!device.current).then(|| {
        view! {
            <Form action="/api/account/device_end" state>
                <Submit
                    label=words::end(lang)
                    kind=ButtonKind::Secondary
                    small=true
                    busy=words::ending(lang)
                    name="alat"
                    value=device.id
                />
            </Form>
        }
    });
    view! {
        <Card title=words::device(lang, &device.class)>
            {tag}
            <p class="soft">{words::last_used(lang, &device.last_seen.date_time(lang))}</p>
            {network}
            {trust}
            {end}
        </Card>
    }
}

#[component]
pub fn SecurityHistoryPage() -> impl IntoView {
    let lang = use_frame().lang;
    let query = use_query_map();
    let fetch = move || history_page(query.with_untracked(|query| query.get("sebelum").unwrap_or_default()));
    view! {
        <Title text=words::history_title(lang)/>
        <Load fetch view=|page| view! { <Events page/> } skeleton=8/>
    }
}

#[component]
fn Events(page: HistoryPage) -> impl IntoView {
    let lang = use_frame().lang;
    let paged = use_query_map().with_untracked(|query| query.get("sebelum").is_some());
    let list = if page.events.is_empty() {
        view! { <p class="soft">{words::nothing_yet(lang)}</p> }.into_any()
    } else {
        let lines = page.events.iter().map(|event| line(lang, event)).collect_view();
        view! {
            <Card>
                <Checklist lined=true>{lines}</Checklist>
            </Card>
        }
        .into_any()
    };
    let older = (!page.older.is_empty()).then(|| {
        let href = format!("{}?sebelum={}", Route::History.path(), page.older);
        // A full load: the same page with other data.
        view! { <ButtonLink href kind=ButtonKind::Secondary external=true>{words::older(lang)}</ButtonLink> }
    });
    let newest = paged.then(|| {
        view! {
            <ButtonLink href=Route::History.path() kind=ButtonKind::Text external=true>
                {words::newest(lang)}
            </ButtonLink>
        }
    });
    view! {
        <Heading title=words::history_title(lang) lead=words::history_lead(lang)/>
        {list}
        <div class="buttons">{older} {newest}</div>
        <NotMe refill=page.refill/>
    }
}

fn line(lang: Lang, event: &HistoryLine) -> AnyView {
    let mut detail = vec![event.at.date_time(lang)];
    if !event.class.is_empty() {
        detail.push(words::device(lang, &event.class).to_owned());
    }
    match &event.staff {
        Some(staff) => detail.push(words::staff_reference(lang, &staff.reference)),
        None => detail.extend(words::who(lang, event.who).map(str::to_owned)),
    }
    let title = match (&event.staff, event.action.as_str()) {
        (Some(staff), "account.viewed") => words::viewed(lang, staff.role, ViewReason::parse(&event.reason)),
        _ => words::event(lang, &event.action, &event.outcome).to_owned(),
    };
    let why = Suspension::parse(&event.reason).filter(|_| event.action == "account.suspend");
    let why = why.map(|why| view! { <p>{closed::reason(lang, why)}</p> });
    // What staff did is nobody's break-in: it can be asked about.
    let way_on = match event.who {
        Actor::Staff => view! { <a href=Route::Help.path()>{words::ask(lang)}</a> },
        _ => view! { <a href="#bukan-saya">{words::not_me(lang)}</a> },
    };
    let glyph = match event.class.as_str() {
        "android" | "iphone" => Glyph::DeviceMobile,
        "" => Glyph::ShieldCheckFill,
        _ => Glyph::Devices,
    };
    view! {
        <CheckItem standing=Standing::Open title detail=detail.join(" · ") glyph>
            {why}
            <p>{way_on}</p>
        </CheckItem>
    }
    .into_any()
}

/// Where every "ini bukan saya" leads: what happens then, and the button.
#[component]
fn NotMe(refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    view! {
        <section id="bukan-saya" class="section">
            <h2>{words::not_me_heading(lang)}</h2>
            <p>{words::not_me_lead(lang)}</p>
            <Form action="/api/account/disavow_event" state>
                <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
                <Submit label=words::not_me(lang) kind=ButtonKind::Danger busy=words::ending(lang)/>
            </Form>
        </section>
    }
}

/// The link of a security mail. Opening it changes nothing; the button acts.
#[component]
pub fn DisavowLinkPage() -> impl IntoView {
    let lang = use_frame().lang;
    let params = use_params_map();
    let fetch = move || disavow_page(params.with_untracked(|params| params.get("token").unwrap_or_default()));
    view! {
        <Title text=words::disavow_title(lang)/>
        <Load
            fetch
            view=|mut page: DisavowPage| match page.event.take() {
                Some((event, at)) => view! { <Disavow event at page/> }.into_any(),
                None => view! { <Dead/> }.into_any(),
            }
        />
    }
}

#[component]
fn Disavow(event: String, at: Instant, page: DisavowPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let title = state.title(words::disavow_title(lang));
    view! {
        <FormTitle title/>
        <Heading title=words::disavow_title(lang) lead=words::disavow_about(lang, &event, &at.date_time(lang))/>
        <p>{words::disavow_lead(lang)}</p>
        <Form action="/api/account/disavow" state>
            <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
            <Hidden name="token" value=page.token/>
            <Submit label=words::not_me(lang) kind=ButtonKind::Danger busy=words::ending(lang)/>
        </Form>
        <Says tint=Tint::Info glyph=Glyph::InfoFill words=words::disavow_owner(lang)/>
    }
}

#[component]
fn Dead() -> impl IntoView {
    let lang = use_frame().lang;
    view! {
        <Title text=words::disavow_dead(lang)/>
        <EmptyState drawing=Drawing::NotFound title=words::disavow_dead(lang) sentence=words::disavow_dead_reason(lang) page=true>
            <ButtonLink href=Route::Forgot.path()>{text::forgot(lang)}</ButtonLink>
            <LinkRow href=Route::SignIn.path() label=text::sign_in(lang)/>
        </EmptyState>
    }
}
