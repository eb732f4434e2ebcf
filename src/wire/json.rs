//! Reads a fault with the browser's own JSON parser, so that no other has to be sent along.

use crate::kernel::fault::{Code, Fault};
use js_sys::{Array, JSON, Object, Reflect};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;
use wasm_bindgen::JsCast;

impl Fault {
    /// The fault of a refusal, from its JSON; `None` when it is not one.
    #[must_use]
    pub fn from_json(json: &str) -> Option<Fault> {
        let fault = JSON::parse(json).ok()?;
        let part = |name: &str| Reflect::get(&fault, &name.into()).ok();
        let name = part("code")?.as_string()?;
        let code = Code::deserialize(IntoDeserializer::<Error>::into_deserializer(name)).ok()?;
        let mut read = Fault::of(code);
        if let Some(fields) = part("fields").and_then(|fields| fields.dyn_into::<Object>().ok()) {
            for pair in Object::entries(&fields).iter() {
                let pair: Array = pair.dyn_into().ok()?;
                read = read.with(pair.get(0).as_string()?, pair.get(1).as_string()?);
            }
        }
        read.retry_after = part("retry_after").and_then(|seconds| seconds.as_f64()).map(|seconds| seconds as u32);
        read.goto = part("goto").and_then(|path| path.as_string());
        Some(read)
    }
}
