//! What happened while the participant was away, each with a button that puts it away.

use crate::account::model::{NoticeKind, NoticeLine};
use crate::home::text::notices as words;
use crate::kernel::refill::Refill;
use crate::ui::{ButtonKind, ErrorSummary, Form, FormState, Hidden, Notice, Submit, Tint, use_frame};
use leptos::prelude::*;

/// One notice.
#[component]
pub fn NoticeCard(line: NoticeLine) -> impl IntoView {
    let lang = use_frame().lang;
    let state = FormState::new(&Refill::default());
    let tint = match line.kind {
        NoticeKind::SessionsEnded => Tint::Info,
        NoticeKind::IdentityVerified => Tint::Good,
        NoticeKind::IdentityUnverified => Tint::Wait,
    };
    view! {
        <Notice tint lead=words::lead(lang, line.kind)>
            {words::rest(lang, line.kind, line.at)}
            <Form action="/api/account/read_notice" state>
                <Hidden name="kabar" value=line.id/>
                <ErrorSummary state fields=&[] text=|_, _| String::new()/>
                <Submit label=words::read(lang) kind=ButtonKind::Text busy=words::reading(lang)/>
            </Form>
        </Notice>
    }
}
