//! What the elements of `elements/` write as HTML: what visitors without scripts get, and what the browser then takes over.

use leptos::prelude::*;

fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().to_html())
}

#[test]
fn attributes_are_escaped_and_those_without_a_value_left_out() {
    let (address, title) = ("/cari?a=1&b=\"2\"<".to_owned(), None::<String>);
    let written = html(|| view! { <a href=address title=title hidden=true autofocus=false tabindex=-1>{"1 < 2"}</a> });
    assert_eq!(written, "<a href=\"/cari?a=1&amp;b=&quot;2&quot;&lt;\" hidden tabindex=\"-1\">1 &lt; 2</a>");
}

#[test]
fn one_class_attribute_holds_all_classes_that_are_on() {
    let written = html(|| {
        let wrong = RwSignal::new(true);
        view! { <p class="field" class:is-wrong=wrong class:inline=false>"a"</p> }
    });
    assert_eq!(written, "<p class=\"field is-wrong\">a</p>");
    assert_eq!(html(|| view! { <p class:inline=move || false>{1}</p> }), "<p>1</p>");
}

#[test]
fn a_closure_or_a_signal_is_written_as_it_stands() {
    let written = html(|| {
        let (name, shown) = (RwSignal::new("nik".to_owned()), Signal::derive(|| None::<String>));
        view! { <input id=name aria-describedby=shown type=move || "text" required=move || true/> }
    });
    assert_eq!(written, "<input id=\"nik\" type=\"text\" required>");
}

#[test]
fn elements_without_an_end_tag_have_none_and_pictures_keep_their_names() {
    let icon = "/aset/ikon.svg#x".to_owned();
    let written = html(|| view! { <p><img src="/x.png" alt=""/><svg viewBox="0 0 1 1"><use href=icon></use></svg></p> });
    let picture = "<svg viewBox=\"0 0 1 1\"><use href=\"/aset/ikon.svg#x\"></use></svg>";
    assert_eq!(written, format!("<p><img src=\"/x.png\" alt=\"\">{picture}</p>"));
}

#[test]
fn what_stands_in_a_text_area_cannot_leave_it() {
    let typed = "</textarea><script>".to_owned();
    assert_eq!(
        html(|| view! { <textarea name="alasan">{typed}</textarea> }),
        "<textarea name=\"alasan\">&lt;/textarea&gt;&lt;script&gt;</textarea>"
    );
}
