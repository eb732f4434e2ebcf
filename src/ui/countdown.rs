//! Seconds until something may be asked for again, in words.
//!
//! The server renders the sentence as it is at that moment; once hydrated it counts down. Screen readers hear it only at 30, 10 and
//! 0 seconds. Without scripts the sentence stays as it was and the server has the last word.

#[cfg(feature = "hydrate")]
use super::effect;
use leptos::prelude::*;

/// `until_ms` and `now_ms` are the server's clock, so a wrong clock in the browser does no harm. `text(seconds)` is the whole
/// sentence while it counts, `done` the one at the end. `running` (optional) is true while there is time left: give it to
/// `Submit not_yet`, created with `RwSignal::new(false)`, so that without scripts the button stays usable.
#[component]
pub fn Countdown(
    until_ms: i64,
    now_ms: i64,
    text: impl Fn(u32) -> String + Send + Sync + 'static,
    #[prop(into)] done: String,
    #[prop(optional)] running: Option<RwSignal<bool>>,
    #[prop(optional)] id: Option<&'static str>,
) -> impl IntoView {
    let total = until_ms.saturating_sub(now_ms).max(0);
    let left = RwSignal::new(seconds(total));
    let heard = RwSignal::new(None::<u32>);
    let text = StoredValue::new(text);
    let sentence = move |left: u32| if left == 0 { done.clone() } else { text.with_value(|text| text(left)) };
    let spoken = sentence.clone();
    tick(total, left, heard, running);
    view! {
        <p class="countdown" id=id>
            <span>{move || sentence(left.get())}</span>
            <span class="hidden" role="status">
                {move || heard.get().map(&spoken)}
            </span>
        </p>
    }
}

/// Whole seconds, rounded up: "0" is shown only when it is over.
fn seconds(ms: i64) -> u32 {
    u32::try_from((ms + 999) / 1000).unwrap_or(u32::MAX)
}

#[cfg(not(feature = "hydrate"))]
fn tick(_total: i64, _left: RwSignal<u32>, _heard: RwSignal<Option<u32>>, _running: Option<RwSignal<bool>>) {}

#[cfg(feature = "hydrate")]
fn tick(total: i64, left: RwSignal<u32>, heard: RwSignal<Option<u32>>, running: Option<RwSignal<bool>>) {
    // A page that was just loaded started counting when the server answered, not when it hydrated.
    let hydrating = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
    let start = if hydrating { page_opened() } else { js_sys::Date::now() };
    let set = move || {
        let passed = (js_sys::Date::now() - start).max(0.0) as i64;
        let now = seconds((total - passed).max(0));
        // A page that was taken down has nothing left to count.
        let Some(shown) = left.try_get_untracked() else { return 0 };
        if now != shown {
            left.set(now);
            if matches!(now, 30 | 10 | 0) {
                heard.set(Some(now));
            }
        }
        if let Some(running) = running.filter(|running| running.get_untracked() != (now > 0)) {
            running.set(now > 0);
        }
        now
    };
    effect(move || {
        if set() == 0 {
            return;
        }
        let clock = StoredValue::new(None::<IntervalHandle>);
        let stop = move || {
            if let Some(handle) = clock.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        };
        let handle = set_interval_with_handle(
            move || {
                if set() == 0 {
                    stop();
                }
            },
            std::time::Duration::from_secs(1),
        );
        clock.set_value(handle.ok());
        on_cleanup(stop);
    });
}

/// When this page was asked for, on the browser's clock.
#[cfg(feature = "hydrate")]
fn page_opened() -> f64 {
    let origin = js_sys::Reflect::get(&window(), &"performance".into())
        .and_then(|performance| js_sys::Reflect::get(&performance, &"timeOrigin".into()));
    origin.ok().and_then(|origin| origin.as_f64()).unwrap_or_else(js_sys::Date::now)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn a_started_second_counts() {
        assert_eq!((seconds(0), seconds(1), seconds(1000), seconds(59_001)), (0, 1, 1, 60));
    }
}
