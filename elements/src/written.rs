//! The element as HTML, which the server writes.

use crate::element::{Element, Part};
use crate::value::Value;
use leptos::attr::Attribute;
use leptos::attr::any_attribute::AnyAttribute;
use leptos::tachys::view::{Position, RenderHtml};
use std::borrow::Cow;

/// Elements without an end tag.
pub(crate) fn is_void(tag: &str) -> bool {
    matches!(tag, "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "source" | "track" | "wbr")
}

/// Elements whose content is text in a language of its own.
pub(crate) fn is_raw(tag: &str) -> bool {
    matches!(tag, "script" | "style" | "noscript" | "textarea")
}

impl Element {
    /// Writes the start tag; answers the content that an attribute such as `inner_html` sets.
    pub(crate) fn start_tag(&mut self, html: &mut String, others: Vec<AnyAttribute>) -> String {
        let (mut class, mut style, mut inner) = (Cow::Borrowed(""), String::new(), String::new());
        html.push('<');
        html.push_str(self.tag);
        for part in std::mem::take(&mut self.parts) {
            match part {
                Part::Attribute("class", value) => match value.settled() {
                    // Nearly always the only one, and then this is the attribute.
                    Value::Text(text) if class.is_empty() => class = text,
                    Value::Text(text) => add_word(class.to_mut(), &text),
                    _ => {}
                },
                Part::Attribute(name, value) => write(html, name, &value.settled()),
                Part::Class(name, value) => {
                    if value.settled() != Value::Absent {
                        add_word(class.to_mut(), name);
                    }
                }
                Part::Other(other) => other.to_html(html, class.to_mut(), &mut style, &mut inner),
                Part::On(..) | Part::Reference(_) => {}
            }
        }
        for other in others {
            other.to_html(html, class.to_mut(), &mut style, &mut inner);
        }
        for (name, text) in [("class", class.trim()), ("style", style.trim())] {
            if !text.is_empty() {
                write_text(html, name, text);
            }
        }
        html.push('>');
        inner
    }

    pub(crate) fn end_tag(&self, html: &mut String) {
        html.push_str("</");
        html.push_str(self.tag);
        html.push('>');
    }

    /// The content of an element that is [`is_raw`].
    pub(crate) fn raw(&mut self, html: &mut String, position: &mut Position) {
        let mut content = String::new();
        for child in std::mem::take(&mut self.children) {
            child.to_html_with_buf(&mut content, position, false, false, Vec::new());
        }
        match self.tag {
            "textarea" => escape(html, &content),
            _ => html.push_str(&content),
        }
    }
}

/// Writes one attribute.
fn write(html: &mut String, name: &str, value: &Value) {
    match value {
        Value::Absent => {}
        Value::Text(text) => write_text(html, name, text),
        _ => {
            html.push(' ');
            html.push_str(name);
        }
    }
}

fn write_text(html: &mut String, name: &str, text: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    escape(html, text);
    html.push('"');
}

/// Adds a word to a list that is separated by blanks.
fn add_word(list: &mut String, word: &str) {
    list.push(' ');
    list.push_str(word);
}

fn escape(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        let (plain, special) = rest.split_at(at);
        html.push_str(plain);
        html.push_str(match special.as_bytes() {
            [b'&', ..] => "&amp;",
            [b'<', ..] => "&lt;",
            [b'>', ..] => "&gt;",
            _ => "&quot;",
        });
        // Each of the four is one byte long.
        rest = special.get(1..).unwrap_or_default();
    }
    html.push_str(rest);
}
