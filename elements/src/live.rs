//! Closures in a page, of which the renderer gets to see one type only.

use crate::value::{ToValue, Value};
use leptos::tachys::html::attribute::IntoAttributeValue;
use leptos::tachys::view::any_view::{AnyView, IntoAny};
use leptos::tachys::view::{IntoRender, RenderHtml};
use std::sync::{Arc, Mutex};

/// A closure that `view!` found as a child or as the value of an attribute, when components are erased.
pub struct Live<T>(Box<dyn FnMut() -> T + Send>);

/// What `view!` calls for each of them.
#[doc(hidden)]
pub fn __as_shared_reactive_fn<T>(ask: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Live(Box::new(ask))
}

impl<T: RenderHtml + 'static> IntoRender for Live<T> {
    type Output = Arc<Mutex<dyn FnMut() -> AnyView + Send>>;

    fn into_render(mut self) -> Self::Output {
        Arc::new(Mutex::new(move || (self.0)().into_any()))
    }
}

impl<T: ToValue + 'static> ToValue for Live<T> {
    fn to_value(mut self) -> Value {
        Value::Live(Box::new(move || (self.0)().to_value()))
    }
}

impl<T: ToValue + 'static> IntoAttributeValue for Live<T> {
    type Output = Value;

    fn into_attribute_value(self) -> Value {
        self.to_value()
    }
}
