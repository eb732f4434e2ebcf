//! `/akun/perangkat`, `/akun/riwayat` and `/bukan-saya/{token}`.

use super::parts::{Says, to_account};
use crate::account::api::history::{devices_page, disavow_page, history_page};
use crate::account::model::dossier::ViewReason;
use crate::account::model::history::{Actor, Asked, Device, DevicesPage, DisavowPage, HistoryLine, HistoryPage};
use crate::account::model::standing::Suspension;
use crate::account::rules::history::needs_care;
use crate::account::text;
use crate::account::text::device as device_text;
use crate::account::text::faults::general;
use crate::account::text::fields::field_error;
use crate::account::text::{history as words, standing as closed};
use crate::kernel::instant::Instant;
use crate::kernel::lang::Lang;
use crate::kernel::refill::Refill;
use crate::kernel::route::Route;
use crate::ui::{
    ButtonKind, ButtonLink, Card, CheckItem, Checklist, Drawing, EmptyState, ErrorSummary, Form, FormState, FormTitle, Glyph,
    Heading, Hidden, LinkRow, Load, Standing, Submit, Tag, Tint, parameter, use_frame,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

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
    let back = to_account(lang);
    let lines = page.devices.into_iter().map(|device| view! { <DeviceLine device state/> }).collect_view();
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
        <Heading title=words::devices_title(lang) lead=words::devices_lead(lang) back/>
        <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
        {page.done.then(|| {
            view! { <Says tint=Tint::Good glyph=Glyph::CheckCircleFill words=words::devices_done(lang) role="status"/> }
        })}
        <Card>
            <Checklist lined=true>{lines}</Checklist>
        </Card>
        {rest}
        <p>{words::unknown_device(lang)} " " <a href=Route::History.path()>{words::history_title(lang)}</a></p>
    }
}

#[component]
fn DeviceLine(device: Device, state: FormState) -> impl IntoView {
    let lang = use_frame().lang;
    let tag = if device.current {
        view! { <Tag tint=Tint::Info glyph=Glyph::CheckBold label=words::this_device(lang)/> }.into_any()
    } else if device.signed_in {
        view! { <Tag tint=Tint::Good glyph=Glyph::CheckBold label=words::signed_in(lang)/> }.into_any()
    } else {
        view! { <Tag tint=Tint::Neutral glyph=Glyph::ClockBold label=words::signed_out(lang)/> }.into_any()
    };
    let network = (!device.network.is_empty()).then(|| {
        let place = match device.current {
            true => words::own_network(lang, &device.network),
            false => words::network(lang, &device.network, device.near),
        };
        view! { <p class="soft">{place}</p> }
    });
    let trust = device.trusted_until.map(|until| {
        view! { <p class="soft">{words::trusted_until(lang, &until.date_long(lang))}</p> }
    });
    let name = device_text::name(lang, &device.class);
    let used = words::last_used(lang, &device.last_seen.date_time(lang));
    let events = history_of(&device.id);
    let about = format!("{name}, {used}");
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
                    about
                />
            </Form>
        }
    });
    let glyph = glyph_of(&device.class).unwrap_or(Glyph::Devices);
    view! {
        <CheckItem standing=Standing::Open title=name glyph>
            <div class="device">
                {tag}
                <div>
                    <p class="soft">{used.clone()}</p>
                    {network}
                    {trust}
                    // Readers of links alone hear which device each means.
                    <p class="link-row">
                        <a href=events>
                            {words::of_device(lang)} <span class="hidden">": " {name} ", " {used}</span>
                        </a>
                    </p>
                </div>
                {end}
            </div>
        </CheckItem>
    }
}

/// Where the events of one device are.
fn history_of(device: &str) -> String {
    format!("{}?perangkat={device}", Route::History.path())
}

/// The picture of a device class, where one is known.
fn glyph_of(class: &str) -> Option<Glyph> {
    match class {
        "" => None,
        "android" | "iphone" => Some(Glyph::DeviceMobile),
        _ => Some(Glyph::Devices),
    }
}

#[component]
pub fn SecurityHistoryPage() -> impl IntoView {
    let lang = use_frame().lang;
    let query = use_query_map();
    let asked = move |name: &str| query.with_untracked(|query| query.get(name).unwrap_or_default());
    view! {
        <Title text=words::history_title(lang)/>
        <Load
            fetch=move || history_page(asked("sebelum"), asked("bukan"), asked("perangkat"))
            view=|mut page: HistoryPage| {
                match page.asked.take() {
                    Some(asked) => view! { <NotMe asked refill=page.refill/> }.into_any(),
                    None => view! { <Events page/> }.into_any(),
                }
            }
            skeleton=8
        />
    }
}

#[component]
fn Events(page: HistoryPage) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&page.refill);
    let paged = use_query_map().with_untracked(|query| query.get("sebelum").is_some());
    let list = if page.events.is_empty() {
        view! { <p class="soft">{words::nothing_yet(lang)}</p> }.into_any()
    } else {
        page.events
            .chunk_by(|one, next| one.at.date_wib() == next.at.date_wib())
            .map(|day| view_of_day(lang, day))
            .collect_view()
            .into_any()
    };
    let newest_of = page.only.as_ref().map_or_else(|| Route::History.path().to_owned(), |only| history_of(&only.id));
    let only = page.only.as_ref().map(|only| {
        let words = words::only_device(lang, device_text::name(lang, &only.class));
        // A full load here and below: the same page with other data.
        view! { <p>{words} " " <a href=Route::History.path() rel="external">{words::all_devices(lang)}</a></p> }
    });
    let older = (!page.older.is_empty()).then(|| {
        let join = if page.only.is_some() { '&' } else { '?' };
        let href = format!("{newest_of}{join}sebelum={}", page.older);
        view! { <ButtonLink href kind=ButtonKind::Secondary external=true>{words::older(lang)}</ButtonLink> }
    });
    let newest = paged.then(|| {
        view! {
            <ButtonLink href=newest_of kind=ButtonKind::Text external=true>
                {words::newest(lang)}
            </ButtonLink>
        }
    });
    view! {
        <Heading title=words::history_title(lang) lead=words::history_lead(lang) back=to_account(lang)/>
        <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
        {only}
        {list}
        <div class="buttons">{older} {newest}</div>
    }
}

/// The events of one day; there is at least one.
fn view_of_day(lang: Lang, events: &[HistoryLine]) -> AnyView {
    let day = events.first().map(|event| event.at.day_and_date(lang));
    let lines = events.iter().map(|event| line(lang, event)).collect_view();
    view! {
        <section class="day">
            <h2>{day}</h2>
            <Card>
                <Checklist lined=true>{lines}</Checklist>
            </Card>
        </section>
    }
    .into_any()
}

/// When, on what, and by whom where that says something.
fn circumstances(lang: Lang, event: &HistoryLine, when: String) -> String {
    let device = (!event.class.is_empty()).then(|| device_text::name(lang, &event.class));
    let who = match &event.staff {
        Some(staff) => Some(words::staff_reference(lang, &staff.reference)),
        None => words::who(lang, event.who).map(str::to_owned),
    };
    let more = [device.map(str::to_owned), who].into_iter().flatten();
    std::iter::once(when).chain(more).collect::<Vec<_>>().join(" · ")
}

/// An event in words; of a look at everything, who looked and why; of a device that was signed out, which.
fn title_of(lang: Lang, event: &HistoryLine) -> String {
    match (&event.staff, &event.ended, event.action.as_str()) {
        (Some(staff), _, "account.viewed") => words::viewed(lang, staff.role, ViewReason::parse(&event.reason)),
        (_, Some(device), "device.end") => words::ended(lang, device_text::name(lang, &device.class)),
        _ => words::event(lang, &event.action, &event.outcome).to_owned(),
    }
}

fn line(lang: Lang, event: &HistoryLine) -> AnyView {
    let detail = circumstances(lang, event, event.at.clock_wib());
    let title = title_of(lang, event);
    let standing = if needs_care(&event.action, &event.outcome) { Standing::Caution } else { Standing::Open };
    let glyph = match standing {
        Standing::Caution => Glyph::WarningFill,
        _ => glyph_of(&event.class).unwrap_or(Glyph::ShieldCheck),
    };
    let not_me = event.can_be_disavowed().then(|| {
        let href = format!("{}?bukan={}", Route::History.path(), event.id);
        // A full load: the same page with another question. Readers of links alone hear which event each means.
        view! {
            <p class="link-row">
                <a href=href rel="external">
                    {words::not_me(lang)} <span class="hidden">": " {title.clone()} ", " {detail.clone()}</span>
                </a>
            </p>
        }
    });
    let why = Suspension::parse(&event.reason).filter(|_| event.action == "account.suspend");
    let why = why.map(|why| view! { <p>{closed::reason(lang, why)}</p> });
    let ended = event.ended.as_ref().map(|device| {
        let href = history_of(&device.id);
        view! {
            <p class="link-row">
                <a href=href rel="external">
                    {words::of_device(lang)} <span class="hidden">": " {title.clone()} ", " {detail.clone()}</span>
                </a>
            </p>
        }
    });
    // What staff did is nobody's break-in: it can be asked about.
    let ask = (event.who == Actor::Staff).then(|| view! { <LinkRow href=Route::Help.path() label=words::ask(lang)/> });
    view! {
        <CheckItem standing title detail glyph>
            {why}
            {ended}
            {not_me}
            {ask}
        </CheckItem>
    }
    .into_any()
}

/// The question before everybody is signed out: which event it was, what follows, and the way back.
#[component]
fn NotMe(asked: Asked, refill: Refill) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&refill);
    let title = state.title(words::disavow_title(lang));
    let Asked { event, signed_in, back: taken } = asked;
    let glyph = glyph_of(&event.class).unwrap_or(Glyph::ShieldCheck);
    let detail = circumstances(lang, &event, event.at.date_time(lang));
    let thing = title_of(lang, &event);
    let back = (Route::History.path().to_owned(), words::history_title(lang).to_owned());
    let [out, trust, link] = words::what_follows(lang, signed_in, taken);
    let follows = [(Glyph::SignOut, out), (Glyph::LockSimple, trust)].into_iter();
    let follows = follows.chain(words::taken_back(lang, taken).into_iter().map(|line| (Glyph::ShieldCheck, line.to_owned())));
    let follows = follows.chain([(Glyph::EnvelopeSimple, link)]);
    let follows = follows.map(|(glyph, title)| view! { <CheckItem standing=Standing::Open title glyph/> }).collect_view();
    view! {
        <FormTitle title/>
        <Heading title=words::disavow_title(lang) back/>
        <Card>
            <Checklist>
                <CheckItem standing=Standing::Open title=thing detail glyph/>
            </Checklist>
        </Card>
        <Card class="petal">
            <h2>{words::not_me_then(lang)}</h2>
            <Checklist>{follows}</Checklist>
            <Form action="/api/account/disavow_event" state>
                <ErrorSummary state fields=&[] text=move |field, code| field_error(lang, field, code) general=general/>
                <Hidden name="kejadian" value=event.id/>
                <div class="buttons even">
                    <ButtonLink href=Route::History.path() kind=ButtonKind::Secondary external=true>
                        {words::it_was_me(lang)}
                    </ButtonLink>
                    <Submit label=words::not_me(lang) kind=ButtonKind::Danger busy=words::ending(lang)/>
                </div>
            </Form>
        </Card>
    }
}

/// The link of a security mail. Opening it changes nothing; the button acts.
#[component]
pub fn DisavowLinkPage() -> impl IntoView {
    let lang = use_frame().lang;
    let fetch = || disavow_page(parameter());
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
        <p>{words::disavow_lead(lang, page.back)}</p>
        {words::taken_back(lang, page.back).into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
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
