//! What comes back to a browser, and what a test expects of it.

use crate::kernel::fault::{Code, Fault};
use axum::http::{HeaderMap, StatusCode, header};

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// A header; empty when it is missing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn set_cookies(&self) -> Vec<&str> {
        self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// The body with its characters as people read them.
    pub fn text(&self) -> String {
        unescaped(&self.body)
    }

    /// The whole `Set-Cookie` line of a cookie.
    pub fn sets(&self, name: &str) -> Option<&str> {
        self.set_cookies().into_iter().find(|line| line.split('=').next() == Some(name))
    }

    /// The fault in a JSON answer.
    #[track_caller]
    pub fn fault(&self) -> Fault {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no fault: {} {}", self.status, self.body))
    }

    /// A success that goes on to a page of the portal, for scripts or plain.
    #[track_caller]
    pub fn leads_to(&self, path: &str) {
        let went = matches!(self.status.as_u16(), 200 | 303) && self.location() == path;
        assert!(went, "{} {:?} instead of {path}: {:.300}", self.status, self.location(), self.body);
    }

    /// A refusal of one field, for scripts.
    #[track_caller]
    pub fn refuses(&self, field: &str, code: &str) {
        assert_eq!(self.status, StatusCode::UNPROCESSABLE_ENTITY, "{:.300}", self.body);
        assert_eq!(self.fault(), Fault::invalid(field, code));
    }

    /// A refusal of the whole request, for scripts; answers its fault.
    #[track_caller]
    pub fn says(&self, code: Code) -> Fault {
        let fault = self.fault();
        assert_eq!((self.status.as_u16(), fault.code), (code.status(), code), "{:.300}", self.body);
        fault
    }

    /// The tags of this name, each up to its `>`.
    fn tags<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
        html.split(name).skip(1).filter(|rest| rest.starts_with([' ', '>'])).map(|rest| rest.split('>').next().unwrap_or_default())
    }

    /// The value of the first button of this name.
    pub fn button(&self, name: &str) -> Option<String> {
        Self::tags(&self.body, "<button")
            .find(|tag| attribute(tag, "name").as_deref() == Some(name))
            .and_then(|tag| attribute(tag, "value"))
    }

    /// The value that the page's field of this name starts with.
    pub fn value(&self, name: &str) -> Option<String> {
        Self::tags(&self.body, "<input")
            .find(|tag| attribute(tag, "name").as_deref() == Some(name))
            .map(|tag| attribute(tag, "value").unwrap_or_default())
    }

    /// The page's form with this action.
    #[track_caller]
    fn form(&self, action: &str) -> &str {
        let is_it = |form: &&str| attribute(form.split('>').next().unwrap_or_default(), "action").as_deref() == Some(action);
        let form = self.body.split("<form").skip(1).find(is_it);
        let form = form.unwrap_or_else(|| panic!("no form {action}: {} {:.300}", self.status, self.body));
        form.split("</form>").next().unwrap_or_default()
    }

    /// The hidden fields of the page's form with this action.
    #[track_caller]
    pub fn hidden_of(&self, action: &str) -> Vec<(String, String)> {
        let hidden = Self::tags(self.form(action), "<input").filter(|tag| attribute(tag, "type").as_deref() == Some("hidden"));
        hidden.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()))).collect()
    }

    /// What a field of the page's form with this action holds: the text, or what is chosen. `None` without such a field, or with
    /// nothing chosen.
    #[track_caller]
    pub fn holds(&self, action: &str, name: &str) -> Option<String> {
        let form = self.form(action);
        let is_it = |tag: &str| attribute(tag, "name").as_deref() == Some(name);
        let element = |kind: &str| {
            let (open, close) = (format!("<{kind}"), format!("</{kind}>"));
            let mut elements = form.split(open.as_str()).skip(1);
            elements
                .find(|rest| is_it(rest.split('>').next().unwrap_or_default()))
                .map(|rest| rest.split(close.as_str()).next().unwrap_or_default())
        };
        if let Some(select) = element("select") {
            return Self::tags(select, "<option").find(|tag| tag.contains(" selected")).and_then(|tag| attribute(tag, "value"));
        }
        if let Some(area) = element("textarea") {
            return area.split_once('>').map(|(_, text)| unescaped(text));
        }
        let mut inputs = Self::tags(form, "<input").filter(|tag| is_it(tag)).peekable();
        match attribute(inputs.peek()?, "type").as_deref() {
            Some("radio" | "checkbox") => inputs.find(|tag| tag.contains(" checked")).and_then(|tag| attribute(tag, "value")),
            _ => inputs.next().map(|tag| attribute(tag, "value").unwrap_or_default()),
        }
    }

    /// The links to a part of a page, with their `rel`.
    pub fn fragments(&self) -> Vec<(String, String)> {
        let links = Self::tags(&self.body, "<a").filter_map(|tag| Some((attribute(tag, "href")?, attribute(tag, "rel"))));
        links.filter(|(href, _)| href.contains('#')).map(|(href, rel)| (href, rel.unwrap_or_default())).collect()
    }

    /// Of these, what the program would follow instead of the browser: it scrolls and leaves the keyboard behind, or shows an empty page.
    /// Where no program runs, every link is the browser's.
    fn taken_from_the_browser(&self) -> Vec<(String, String)> {
        let taken = |(_, rel): &(String, String)| self.body.contains(" data-hydrate") && rel != "external";
        self.fragments().into_iter().filter(taken).collect()
    }

    /// What holds for every page.
    #[track_caller]
    pub(super) fn assert_decent(&self, path: &str) {
        let taken = self.taken_from_the_browser();
        assert!(taken.is_empty(), "{path}: the program takes {taken:?}");
    }

    /// Where the link with these words leads.
    pub fn link(&self, words: &str) -> Option<String> {
        let link =
            self.body.split("<a ").skip(1).find(|link| link.split("</a>").next().is_some_and(|link| link.contains(words)))?;
        attribute(&format!(" {}", link.split('>').next()?), "href")
    }

    /// The nonce of the policy.
    #[track_caller]
    pub fn nonce(&self) -> &str {
        let policy = self.header("content-security-policy");
        policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_else(|| panic!("no nonce: {policy}"))
    }
}

/// An attribute of a tag, unescaped.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
    Some(unescaped(value))
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
