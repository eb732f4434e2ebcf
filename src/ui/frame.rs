//! Facts about the page as a whole: language, signed in or not, sandbox.
//!
//! The server's shell writes them as attributes of `<html>` (`lang`, and when true the bare attributes `data-sesi` and `data-sandbox`), so
//! the browser knows them before any data arrives and both sides render the same. They change only with a full page load.

use crate::kernel::lang::Lang;
use crate::kernel::staff::Role;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The one font, preloaded by the shell; a test compares the name with the content, another with the stylesheet.
pub const FONT: &str = "/aset/jakarta.a36436d7.woff2";

/// What every page may ask about its frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Frame {
    pub lang: Lang,
    pub signed_in: bool,
    pub sandbox: bool,
    /// Who is signed in to the back office, on its pages, which the browser never builds.
    pub desk: Option<Role>,
}

impl Frame {
    /// Reads the attributes of `<html>`; call it once, before hydration starts.
    #[cfg(feature = "hydrate")]
    pub fn read() -> Self {
        let Some(html) = document().document_element() else { return Self::default() };
        Self {
            lang: if html.get_attribute("lang").as_deref() == Some("en") { Lang::En } else { Lang::Id },
            signed_in: html.has_attribute("data-sesi"),
            sandbox: html.has_attribute("data-sandbox"),
            desk: None,
        }
    }
}

/// Addresses for questions. Only the server knows them, because it alone renders the pages that name them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    pub help: String,
    /// The data protection officer.
    pub privacy: String,
}

/// The addresses for questions.
pub fn use_contacts() -> Contacts {
    use_context().unwrap_or_default()
}

/// The token that lets a post through when the browser names neither its origin nor its fetch metadata. The server gives it as
/// context; the browser reads it from `<html data-permintaan>`, so both sides render the same hidden field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestToken(pub String);

/// The token of this page.
pub fn use_request_token() -> String {
    #[cfg(feature = "hydrate")]
    let known = document().document_element().and_then(|html| html.get_attribute("data-permintaan"));
    #[cfg(not(feature = "hydrate"))]
    let known = use_context::<RequestToken>().map(|token| token.0);
    known.unwrap_or_default()
}

/// Makes the frame known to everything below.
pub fn provide_frame(frame: Frame) {
    provide_context(frame);
}

/// The frame of this page; an unframed tree (a test, a fragment) is an Indonesian page for a visitor.
pub fn use_frame() -> Frame {
    use_context().unwrap_or_default()
}

/// The end of the page's address: of a link its token, in the office what the page is about. Such pages are the server's alone, and its
/// one door to them ([`crate::kernel::route::Route::is_server_only`]) names no parameters.
pub fn parameter() -> String {
    use_location().pathname.with_untracked(|path| path.rsplit('/').next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::FONT;

    #[test]
    fn the_preloaded_font_is_the_one_in_the_stylesheet() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let style = std::fs::read_to_string(root.join("style/tokens/type.css")).expect("style/tokens/type.css");
        assert!(style.contains(FONT), "{FONT} is not what the stylesheet loads");
        assert!(root.join("public").join(FONT.trim_start_matches('/')).exists(), "{FONT} does not exist");
    }
}
