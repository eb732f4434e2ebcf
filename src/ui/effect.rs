//! What a page does beside showing something.

use leptos::prelude::*;

/// Runs `act` in the browser once the page stands, and again whenever a signal that it read changes.
///
/// An `Effect::new` for every closure would give the browser the whole machinery of effects anew each time; here it is one.
pub fn effect(act: impl FnMut() + 'static) {
    boxed(Box::new(act));
}

fn boxed(mut act: Box<dyn FnMut()>) {
    Effect::new(move |_| act());
}
