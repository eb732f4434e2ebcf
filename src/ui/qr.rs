//! A QR code: black on white in every theme, because cameras read nothing else reliably.

use crate::kernel::qr::QrPath;
use leptos::prelude::*;

/// The code as a picture; `label` says in words what it is for, and the page offers the same as text for whoever cannot scan.
#[component]
pub fn Qr(code: QrPath, #[prop(into)] label: String) -> impl IntoView {
    let size = code.size;
    view! {
        <svg class="qr" role="img" aria-label=label viewBox=format!("0 0 {size} {size}")>
            <path class="ground" d=format!("M0 0h{size}v{size}H0z")></path>
            <path d=code.d></path>
        </svg>
    }
}
