//! The names of elements and attributes that the `view!` macro may write.

use crate::element::Element;
use crate::value::ToValue;

macro_rules! tags { ($namespace:expr; $($tag:ident),* $(,)?) => { $(
    #[doc = concat!("`<", stringify!($tag), ">`")]
    #[must_use]
    pub fn $tag() -> Element {
        Element::new(stringify!($tag), $namespace)
    }
)* } }

/// What Leptos has here, with its elements replaced.
pub mod html {
    use super::Element;
    pub use leptos::tachys::html::element::*;

    tags! { None;
        area, base, br, col, embed, hr, img, input, link, meta, source, track, wbr, a, abbr, address, article, aside, audio, b,
        bdi, bdo, blockquote, body, button, canvas, caption, cite, code, colgroup, data, datalist, dd, del, details, dfn,
        dialog, div, dl, dt, em, fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, head, header, hgroup,
        html, i, iframe, ins, kbd, label, legend, li, main, map, mark, menu, meter, nav, noscript, object, ol, optgroup,
        output, p, picture, portal, pre, progress, q, rp, rt, ruby, s, samp, script, search, section, select, slot, small,
        span, strong, style, sub, summary, sup, table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, u, ul,
        var, video, option,
    }
}

/// What Leptos has here, with its elements replaced.
#[allow(non_snake_case, reason = "the names of the standard")]
pub mod svg {
    use super::Element;
    pub use leptos::tachys::svg::*;

    const SVG: Option<&str> = Some("http://www.w3.org/2000/svg");

    tags! { SVG;
        animate, animateMotion, animateTransform, circle, clipPath, defs, desc, ellipse, filter, foreignObject, g, image, line,
        linearGradient, marker, mask, metadata, mpath, path, pattern, polygon, polyline, radialGradient, rect, set, stop, svg,
        switch, symbol, text, textPath, tspan,
    }

    /// `<use>`
    #[must_use]
    pub fn r#use() -> Element {
        Element::new("use", SVG)
    }
}

macro_rules! attributes { ($($method:ident = $name:literal),* $(,)?) => {
    impl Element { $(
        #[doc = concat!("Sets `", $name, "`.")]
        #[must_use]
        pub fn $method(self, value: impl ToValue) -> Self {
            self.attr($name, value)
        }
    )* }
} }

attributes! {
    abbr = "abbr", accept = "accept", accept_charset = "accept-charset", accesskey = "accesskey", action = "action",
    allow = "allow", allowfullscreen = "allowfullscreen", alt = "alt", aria_activedescendant = "aria-activedescendant",
    aria_atomic = "aria-atomic", aria_autocomplete = "aria-autocomplete", aria_busy = "aria-busy",
    aria_checked = "aria-checked", aria_colcount = "aria-colcount", aria_colindex = "aria-colindex",
    aria_colspan = "aria-colspan", aria_controls = "aria-controls", aria_current = "aria-current",
    aria_describedby = "aria-describedby", aria_description = "aria-description", aria_details = "aria-details",
    aria_disabled = "aria-disabled", aria_dropeffect = "aria-dropeffect", aria_errormessage = "aria-errormessage",
    aria_expanded = "aria-expanded", aria_flowto = "aria-flowto", aria_grabbed = "aria-grabbed",
    aria_haspopup = "aria-haspopup", aria_hidden = "aria-hidden", aria_invalid = "aria-invalid",
    aria_keyshortcuts = "aria-keyshortcuts", aria_label = "aria-label", aria_labelledby = "aria-labelledby",
    aria_live = "aria-live", aria_modal = "aria-modal", aria_multiline = "aria-multiline",
    aria_multiselectable = "aria-multiselectable", aria_orientation = "aria-orientation", aria_owns = "aria-owns",
    aria_placeholder = "aria-placeholder", aria_posinset = "aria-posinset", aria_pressed = "aria-pressed",
    aria_readonly = "aria-readonly", aria_relevant = "aria-relevant", aria_required = "aria-required",
    aria_roledescription = "aria-roledescription", aria_rowcount = "aria-rowcount", aria_rowindex = "aria-rowindex",
    aria_rowspan = "aria-rowspan", aria_selected = "aria-selected", aria_setsize = "aria-setsize", aria_sort = "aria-sort",
    aria_valuemax = "aria-valuemax", aria_valuemin = "aria-valuemin", aria_valuenow = "aria-valuenow",
    aria_valuetext = "aria-valuetext", autocapitalize = "autocapitalize", autocomplete = "autocomplete",
    autofocus = "autofocus", autoplay = "autoplay", capture = "capture", charset = "charset", checked = "checked",
    cite = "cite", closedby = "closedby", cols = "cols", colspan = "colspan", command = "command", commandfor = "commandfor",
    content = "content", contenteditable = "contenteditable", controls = "controls", controlslist = "controlslist",
    coords = "coords", crossorigin = "crossorigin", data = "data", datetime = "datetime", decoding = "decoding",
    default = "default", defer = "defer", dir = "dir", dirname = "dirname", disabled = "disabled", download = "download",
    draggable = "draggable", enctype = "enctype", enterkeyhint = "enterkeyhint", exportparts = "exportparts", form = "form",
    formaction = "formaction", formenctype = "formenctype", formmethod = "formmethod", formnovalidate = "formnovalidate",
    formtarget = "formtarget", headers = "headers", height = "height", hidden = "hidden", high = "high", href = "href",
    hreflang = "hreflang", http_equiv = "http-equiv", id = "id", imagesizes = "imagesizes", imagesrcset = "imagesrcset",
    inert = "inert", inputmode = "inputmode", integrity = "integrity", is = "is", ismap = "ismap", itemid = "itemid",
    itemprop = "itemprop", itemref = "itemref", itemscope = "itemscope", itemtype = "itemtype", kind = "kind", label = "label",
    lang = "lang", list = "list", loading = "loading", low = "low", max = "max", maxlength = "maxlength", media = "media",
    method = "method", min = "min", minlength = "minlength", multiple = "multiple", muted = "muted", name = "name",
    nomodule = "nomodule", nonce = "nonce", novalidate = "novalidate", open = "open", optimum = "optimum", part = "part",
    pattern = "pattern", ping = "ping", placeholder = "placeholder", playsinline = "playsinline", popover = "popover",
    popovertarget = "popovertarget", popovertargetaction = "popovertargetaction", poster = "poster", preload = "preload",
    r#as = "as", r#async = "async", r#for = "for", r#loop = "loop", r#type = "type", readonly = "readonly",
    referrerpolicy = "referrerpolicy", rel = "rel", required = "required", reversed = "reversed", role = "role", rows = "rows",
    rowspan = "rowspan", sandbox = "sandbox", scope = "scope", selected = "selected", shape = "shape", size = "size",
    sizes = "sizes", slot = "slot", span = "span", spellcheck = "spellcheck", src = "src", srcdoc = "srcdoc",
    srclang = "srclang", srcset = "srcset", start = "start", step = "step", summary = "summary", tabindex = "tabindex",
    target = "target", title = "title", translate = "translate", usemap = "usemap", value = "value", width = "width",
    wrap = "wrap",
}
