//! Leptos with one element type.
//!
//! The `view!` macro writes an element as a call such as `::leptos::tachys::html::element::p()`. Leptos answers with a type of its own
//! for every tag, every list of attributes and every kind of value, and each of them brings its own copies of building, hydrating,
//! updating and dropping: a third of all that the browser had to load. Here the same call answers with [`Element`], one ordinary
//! struct. The portal depends on this crate under the name `leptos`, so nothing else is different: components, routing, signals and
//! server functions are those of Leptos.
//!
//! What `Element` does not do: `style:`, `prop:`, `bind:` and `use:`. The content security policy forbids the first; the portal has
//! no need of the others.

mod element;
#[cfg(erase_components)]
mod live;
mod names;
pub mod server_fn;
mod value;
mod written;

pub use element::Element;
pub use leptos::*;
#[cfg(erase_components)]
pub use live::__as_shared_reactive_fn;
pub use value::{Part, ToClass, ToValue, Value};

pub mod tachys {
    //! The renderer, with its elements replaced.

    pub use crate::names::svg;
    pub use leptos::tachys::*;

    pub mod html {
        pub use crate::names::html as element;
        pub use leptos::tachys::html::*;
    }
}
