//! What a device class is called, on pages and in mails.

use crate::kernel::lang::Lang;

struct Words {
    class: &'static str,
    /// Indonesian, English: at the head of a line.
    name: (&'static str, &'static str),
    /// The same inside a sentence, with its article where the language has one.
    inside: (&'static str, &'static str),
}

const KNOWN: [Words; 5] = [
    Words { class: "android", name: ("Ponsel Android", "Android phone"), inside: ("ponsel Android", "an Android phone") },
    Words { class: "iphone", name: ("iPhone", "iPhone"), inside: ("iPhone", "an iPhone") },
    Words { class: "windows", name: ("Komputer Windows", "Windows computer"), inside: ("komputer Windows", "a Windows computer") },
    Words { class: "mac", name: ("Komputer Mac", "Mac computer"), inside: ("komputer Mac", "a Mac computer") },
    Words { class: "linux", name: ("Komputer Linux", "Linux computer"), inside: ("komputer Linux", "a Linux computer") },
];

const OTHER: Words =
    Words { class: "other", name: ("Perangkat lain", "Other device"), inside: ("perangkat lain", "another device") };

fn words(class: &str) -> &'static Words {
    KNOWN.iter().find(|words| words.class == class).unwrap_or(&OTHER)
}

/// At the head of a line: "Ponsel Android".
pub fn name(lang: Lang, class: &str) -> &'static str {
    let (id, en) = words(class).name;
    lang.pick(id, en)
}

/// Inside a sentence: "from an Android phone".
pub fn inside(lang: Lang, class: &str) -> &'static str {
    let (id, en) = words(class).inside;
    lang.pick(id, en)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::http::visit::device_class;
    use std::collections::BTreeSet;

    #[test]
    fn every_class_that_a_browser_can_have_is_named_alike_wherever_it_stands() {
        let browsers = ["Android", "iPhone", "Windows", "Mac OS", "X11; Linux", "curl/8"].map(device_class);
        for lang in Lang::ALL {
            assert_eq!(browsers.map(|class| name(lang, class)).into_iter().collect::<BTreeSet<_>>().len(), browsers.len());
            for class in browsers {
                let (alone, inside) = (name(lang, class).to_lowercase(), inside(lang, class).to_lowercase());
                assert!(inside.ends_with(alone.trim_start_matches("other ")), "{alone} / {inside}");
            }
        }
    }
}
