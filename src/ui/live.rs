//! What only a browser can tell: the value that stands in a field now, typed before or after hydration.

/// The value of the field with this `id`; empty on the server and when there is no such field.
#[cfg(feature = "hydrate")]
pub fn value(id: &str) -> String {
    use leptos::prelude::document;
    use leptos::wasm_bindgen::JsValue;

    let read = |element: JsValue| js_sys::Reflect::get(&element, &JsValue::from_str("value")).ok()?.as_string();
    document().get_element_by_id(id).and_then(|element| read(element.into())).unwrap_or_default()
}

#[cfg(not(feature = "hydrate"))]
pub fn value(_id: &str) -> String {
    String::new()
}
