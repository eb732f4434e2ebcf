//! Which page answers which path.

use super::frame::{Inside, Public};
use crate::account::pages as account;
use crate::kernel::lang::Lang;
use crate::ui::frame::{Frame, provide_frame};
use crate::ui::{ButtonKind, ButtonLink, Drawing, EmptyState, use_frame};
use crate::{help, home, legal, ui};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::{Lazy, LazyRoute, SsrMode, lazy_route, path};

/// Pages whose code is loaded with them: one chunk each.
macro_rules! lazy_pages { ($($name:ident => $view:expr),+ $(,)?) => { $(
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

lazy_pages! {
    Landing => view! { <Public bare=true><home::LandingPage/></Public> },
    Register => view! { <Public><account::RegisterPage/></Public> },
    RegisterCode => view! { <Public><account::RegisterCodePage/></Public> },
    RegisterContinue => view! { <Public><account::RegisterContinuePage/></Public> },
    RegisterData => view! { <Public><account::RegisterDataPage/></Public> },
    SignIn => view! { <Public><account::SignInPage/></Public> },
    SignInCode => view! { <Public><account::SignInCodePage/></Public> },
    Forgot => view! { <Public><account::ForgotPage/></Public> },
    Reset => view! { <Public><account::ResetPage/></Public> },
    Help => view! { <Public><help::HelpPage/></Public> },
    Terms => view! { <Public><legal::TermsPage/></Public> },
    Privacy => view! { <Public><legal::PrivacyPage/></Public> },
    Dashboard => view! { <Inside><home::DashboardPage/></Inside> },
    Gallery => view! { <Public full=true><ui::gallery::Gallery/></Public> },
}

/// The portal.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_frame(frame());
    view! {
        <Router>
            <FlatRoutes fallback=NotFound>
                <Route path=path!("/") view={Lazy::<Landing>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/daftar") view={Lazy::<Register>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/daftar/kode") view={Lazy::<RegisterCode>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/daftar/lanjut/:token") view={Lazy::<RegisterContinue>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/daftar/data-diri") view={Lazy::<RegisterData>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/masuk") view={Lazy::<SignIn>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/masuk/kode") view={Lazy::<SignInCode>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/lupa-password") view={Lazy::<Forgot>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/atur-ulang") view={Lazy::<Reset>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/bantuan") view={Lazy::<Help>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/syarat-ketentuan") view={Lazy::<Terms>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/privasi") view={Lazy::<Privacy>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/dasbor") view={Lazy::<Dashboard>::new()} ssr=SsrMode::Async/>
                <Route path=path!("/sandbox/ui") view={Lazy::<Gallery>::new()} ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
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
#[component]
fn NotFound() -> impl IntoView {
    #[cfg(feature = "ssr")]
    super::shell::not_found();
    let lang = use_frame().lang;
    let (title, what) = match lang {
        Lang::Id => ("Halaman tidak ditemukan", "Alamat ini tidak ada di portal, atau sudah dipindahkan. Periksa ejaannya, atau mulai lagi dari beranda."),
        Lang::En => ("Page not found", "This address does not exist in the portal, or has moved. Check the spelling, or start again from the home page."),
    };
    view! {
        <Public>
            <Title text=title/>
            <EmptyState drawing=Drawing::NotFound title=title sentence=what>
                <ButtonLink href="/" kind=ButtonKind::Primary>{lang.pick("Ke beranda", "To the home page")}</ButtonLink>
                <ButtonLink href="/bantuan" kind=ButtonKind::Text>{lang.pick("Pusat Bantuan", "Help centre")}</ButtonLink>
            </EmptyState>
        </Public>
    }
}
