//! Status tags and notices. A tag is not a button and never the only carrier of a reason; a page has at most two notices.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// What a colour means. Word and icon stand beside it, always.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tint {
    #[default]
    Info,
    Good,
    Wait,
    Bad,
    /// Neither good nor bad: locked, not begun.
    Neutral,
    /// The programme's own voice: advice, skills.
    Craft,
}

impl Tint {
    fn class(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Good => "good",
            Self::Wait => "wait",
            Self::Bad => "bad",
            Self::Neutral => "neutral",
            Self::Craft => "craft",
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Info | Self::Craft => Glyph::InfoFill,
            Self::Good => Glyph::CheckCircleFill,
            Self::Wait => Glyph::WarningFill,
            Self::Bad => Glyph::XCircleFill,
            Self::Neutral => Glyph::LockSimpleFill,
        }
    }
}

/// One or two words of state with a bold icon.
#[component]
pub fn Tag(tint: Tint, glyph: Glyph, #[prop(into)] label: String) -> impl IntoView {
    view! {
        <span class=format!("tag {}", tint.class())>
            <Icon glyph/>
            {label}
        </span>
    }
}

/// A sentence or two on a tint. `lead` is the bold first sentence, the children the rest. `role` is `status` for an outcome that
/// the page reports ("Password diganti"), `alert` for a fault; nothing for what merely stands there.
#[component]
pub fn Notice(
    #[prop(optional)] tint: Tint,
    /// Fill variant; the tint's own when left out.
    #[prop(optional)]
    glyph: Option<Glyph>,
    #[prop(optional, into)] lead: Option<String>,
    #[prop(optional)] role: Option<&'static str>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("notice {}", tint.class()) role=role>
            <Icon glyph=glyph.unwrap_or(tint.glyph())/>
            <div>{lead.map(|lead| view! { <b>{lead}</b> " " })} {children.map(|children| children())}</div>
        </div>
    }
}
