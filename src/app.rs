//! The document shell, the route table and the page frame: the only view file that names every slice.
//!
//! Every page that hydrates is a lazy route, so the browser loads a page's code with the page. Every page is rendered fully awaited: status,
//! redirects and cookies are decided before the first byte, and nobody without scripts is left with a spinner.

mod frame;
#[cfg(feature = "ssr")]
mod office;
mod routes;
#[cfg(feature = "ssr")]
mod shell;

pub use routes::App;
#[cfg(feature = "ssr")]
pub use shell::{hydrates, shell};

/// Takes over the page that the server sent.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    crate::ui::keep_in_main();
    wasm_bindgen_futures::spawn_local(async {
        let document = leptos::prelude::document();
        let (Some(html), Some(body)) = (document.document_element(), document.body()) else { return };
        leptos::mount::hydrate_from_async(body, App).await.forget();
        // `/start.js` keeps clicks on links from the router until now: a navigation in the middle would hydrate the wrong page.
        let _ = html.set_attribute("data-siap", "");
    });
}
