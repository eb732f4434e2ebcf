//! Which page answers which path.

use super::frame::{Inside, Public};
use crate::account::model::profile::Part;
use crate::account::pages as account;
use crate::home;
#[cfg(feature = "ssr")]
use crate::kernel::lang::Lang;
use crate::kernel::route::Route as Page;
use crate::ui::frame::{Frame, provide_frame};
#[cfg(feature = "ssr")]
use crate::ui::{ButtonKind, ButtonLink, Drawing, EmptyState, use_frame};
use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::{Lazy, LazyRoute, SsrMode, lazy_route, path};

/// Rooms whose code the browser loads when it enters them: one chunk each. A chunk per page would be smaller still, but what pages
/// share would then be cut into dozens of pieces, each a request of its own.
macro_rules! lazy_rooms { ($($(#[$doc:meta])* $name:ident => $view:expr),+ $(,)?) => { $(
    $(#[$doc])*
    #[derive(Clone, Copy, Debug)]
    struct $name;

    #[lazy_route]
    impl LazyRoute for $name {
        fn data() -> Self {
            Self
        }

        fn view(_this: Self) -> AnyView {
            $view.into_any()
        }
    }
)+ } }

lazy_rooms! {
    /// The way in: e-mail and password, and when either is forgotten.
    Entry => view! { <Public>{entry_page()}</Public> },
    /// Registering, the codes on the way in, and choosing another password.
    Begin => begin_page(),
    /// What the profile says, and changing it.
    Profile => view! { <Inside narrow=true>{profile_page()}</Inside> },
    /// Behind a session.
    Home => view! { <Inside><home::DashboardPage/></Inside> },
    /// "Akun Saya" and what is changed there, and the one part of the profile that is an identity.
    Account => view! { <Inside narrow=true>{account_page()}</Inside> },
}

fn here() -> Option<Page> {
    Page::parse(&use_location().pathname.get_untracked())
}

fn entry_page() -> AnyView {
    match here() {
        Some(Page::Forgot) => account::ForgotPage().into_any(),
        Some(Page::ForgotEmail) => account::ForgotEmailPage().into_any(),
        Some(Page::Reset) => account::ResetPage().into_any(),
        _ => account::SignInPage().into_any(),
    }
}

fn begin_page() -> AnyView {
    let page = match here() {
        Some(Page::ChangePassword) => return view! { <Inside narrow=true>{account::ChangePasswordPage()}</Inside> }.into_any(),
        Some(Page::RegisterCode) => account::RegisterCodePage().into_any(),
        Some(Page::RegisterData) => account::RegisterDataPage().into_any(),
        Some(Page::SignInCode) => account::SignInCodePage().into_any(),
        Some(Page::ForgotEmailCode) => account::ForgotEmailCodePage().into_any(),
        _ => account::RegisterPage().into_any(),
    };
    view! { <Public>{page}</Public> }.into_any()
}

fn profile_page() -> AnyView {
    let part = |part| view! { <account::ProfilePartPage part/> }.into_any();
    match here() {
        Some(Page::ProfilePerson) => part(Part::Person),
        Some(Page::ProfileAddress) => part(Part::Address),
        Some(Page::ProfileEducation) => part(Part::Education),
        Some(Page::ProfileWork) => part(Part::Work),
        Some(Page::ProfileSkills) => part(Part::Skills),
        Some(Page::ProfileHistory) => account::ProfileHistoryPage().into_any(),
        _ => account::ProfileSummaryPage().into_any(),
    }
}

fn account_page() -> AnyView {
    match here() {
        Some(Page::Proof) => account::ProofPage().into_any(),
        Some(Page::ProofCode) => account::ProofCodePage().into_any(),
        Some(Page::Phone) => account::ChangePhonePage().into_any(),
        Some(Page::Email) => account::ChangeEmailPage().into_any(),
        Some(Page::Removal) => account::RemovalPage().into_any(),
        Some(Page::ProfileNik) => account::ProfileNikPage().into_any(),
        _ => account::AccountPage().into_any(),
    }
}

/// The portal.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_frame(frame());
    view! {
        <Router>
            <FlatRoutes fallback=Loaded>
                <Route path=path!("/daftar") view={Lazy::<Begin>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/daftar/kode") view={Lazy::<Begin>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/daftar/data-diri") view={Lazy::<Begin>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/masuk") view={Lazy::<Entry>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/masuk/kode") view={Lazy::<Begin>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/lupa-password") view={Lazy::<Entry>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/lupa-email") view={Lazy::<Entry>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/lupa-email/kode") view={Lazy::<Begin>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/atur-ulang") view={Lazy::<Entry>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/akun/hapus") view={Lazy::<Account>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/akun/nomor-telepon") view={Lazy::<Account>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/akun/email") view={Lazy::<Account>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/akun") view={Lazy::<Account>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/akun/konfirmasi") view={Lazy::<Account>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/akun/konfirmasi/kode") view={Lazy::<Account>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/akun/ubah-password") view={Lazy::<Begin>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/profil") view={Lazy::<Profile>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/profil/data-diri") view={Lazy::<Profile>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/profil/alamat") view={Lazy::<Profile>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/profil/pendidikan") view={Lazy::<Profile>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/profil/pekerjaan") view={Lazy::<Profile>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/profil/keahlian") view={Lazy::<Profile>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/profil/riwayat") view={Lazy::<Profile>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/profil/nik") view={Lazy::<Account>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/dasbor") view={Lazy::<Home>::new()} ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}

/// Pages that the server alone renders, because scripts would add nothing to them: those that are only read, the links of mails and
/// lists with their button or two, the back office, and 404. The browser gets no code for them, so a link from a hydrated page loads
/// them in full. Every text of a page that hydrates stands in the main module, because the split moves code and not data: what is here
/// costs a first visit nothing.
#[cfg(feature = "ssr")]
#[component]
fn Loaded() -> impl IntoView {
    use super::office::Office;
    use crate::office::pages as office;
    use crate::platform::qr;
    use crate::{help, legal, ui};

    let at = |view: AnyView| view! { <Public>{view}</Public> }.into_any();
    let inside = |view: AnyView| view! { <Inside narrow=true>{view}</Inside> }.into_any();
    let desk = |view: AnyView| view! { <Office>{view}</Office> }.into_any();
    let door = |view: AnyView| view! { <Office narrow=true>{view}</Office> }.into_any();
    match here() {
        Some(Page::Home) => view! { <Public bare=true><home::LandingPage/></Public> }.into_any(),
        Some(Page::Help) => at(help::HelpPage().into_any()),
        Some(Page::Terms) => at(legal::TermsPage().into_any()),
        Some(Page::Privacy) => at(legal::PrivacyPage().into_any()),
        Some(Page::Locked) => at(account::LockedPage().into_any()),
        Some(Page::Suspended) => at(account::SuspendedPage().into_any()),
        Some(Page::Removing) => at(account::RemovingPage().into_any()),
        Some(Page::Expired) => at(account::ExpiredPage().into_any()),
        Some(Page::RegisterContinue) => at(account::RegisterContinuePage().into_any()),
        Some(Page::Disavow) => at(account::DisavowLinkPage().into_any()),
        Some(Page::EmailUndo) => at(account::UndoEmailPage().into_any()),
        Some(Page::RemovalCancel) => at(account::CancelRemovalPage().into_any()),
        Some(Page::Security) => inside(account::SecondStepPage().into_any()),
        Some(Page::Devices) => inside(account::DevicesListPage().into_any()),
        Some(Page::History) => inside(account::SecurityHistoryPage().into_any()),
        Some(Page::SandboxUi) => {
            let qr = qr::draw("https://contoh.example/").unwrap_or_default();
            view! { <Public full=true><ui::gallery::Gallery qr/></Public> }.into_any()
        }
        Some(Page::Office) => desk(office::OverviewPage().into_any()),
        Some(Page::OfficeStaff) => desk(office::StaffPage().into_any()),
        Some(Page::OfficePeople) => desk(office::ParticipantsPage().into_any()),
        Some(Page::OfficePerson) => desk(office::ParticipantPage().into_any()),
        Some(Page::OfficeSignIn) => door(office::OfficeSignInPage().into_any()),
        Some(Page::OfficeSignInCode) => door(office::OfficeCodePage().into_any()),
        Some(Page::OfficeInvitation) => door(office::InvitationPage().into_any()),
        Some(Page::OfficeAccept) => door(office::AcceptPage().into_any()),
        Some(Page::OfficeProof) => door(office::OfficeProofPage().into_any()),
        _ => NotFound().into_any(),
    }
}

/// Opens the address with a full load.
#[cfg(not(feature = "ssr"))]
#[component]
fn Loaded() -> impl IntoView {
    let place = use_location();
    crate::ui::effect(move || {
        // By now the router has set the address: with a fragment the browser would only scroll there, on a page without content.
        if !place.hash.with_untracked(String::is_empty) {
            return crate::ui::send::reload();
        }
        let (path, query) = (place.pathname.get_untracked(), place.search.get_untracked());
        let mark = if query.is_empty() { "" } else { "?" };
        crate::ui::send::go(&format!("{path}{mark}{query}"));
    });
}

/// The facts of this page: on the server from the request, in the browser from the attributes of `<html>`.
fn frame() -> Frame {
    #[cfg(feature = "ssr")]
    let frame = super::shell::frame();
    #[cfg(all(feature = "hydrate", not(feature = "ssr")))]
    let frame = Frame::read();
    #[cfg(not(any(feature = "ssr", feature = "hydrate")))]
    let frame = Frame::default();
    frame
}

/// 404 in the portal's look.
#[cfg(feature = "ssr")]
#[component]
fn NotFound() -> impl IntoView {
    super::shell::not_found();
    let lang = use_frame().lang;
    let (title, what) = match lang {
        Lang::Id => (
            "Halaman tidak ditemukan",
            "Alamat ini tidak ada di portal, atau sudah dipindahkan. Periksa ejaannya, atau mulai lagi dari beranda.",
        ),
        Lang::En => (
            "Page not found",
            "This address does not exist in the portal, or has moved. Check the spelling, or start again from the home page.",
        ),
    };
    view! {
        <Public>
            <leptos_meta::Title text=title/>
            <EmptyState drawing=Drawing::NotFound title=title sentence=what page=true>
                <ButtonLink href="/" kind=ButtonKind::Primary>{lang.pick("Ke beranda", "To the home page")}</ButtonLink>
                <ButtonLink href="/bantuan" kind=ButtonKind::Text>{lang.pick("Pusat Bantuan", "Help centre")}</ButtonLink>
            </EmptyState>
        </Public>
    }
}
