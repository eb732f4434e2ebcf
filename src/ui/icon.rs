//! Icons: one sprite for the whole portal, fetched once and kept for ever; the words beside an icon speak, the icon does not.
//!
//! Regular by default, fill for state marks and the current place, bold inside tags and small buttons. A new icon is a line in
//! `tools/icons.txt`, a run of `tools/icons.mjs`, a line here and the new name in [`SPRITE`] and in `templates/galat.html`; the tests
//! below, and the one that compares the banner of error pages with the frame's, hold them together.

use leptos::prelude::*;

macro_rules! glyphs {
    ($sprite:literal: $($variant:ident = $name:literal),* $(,)?) => {
        /// Address of the sprite; the name carries the first eight hex digits of its SHA-256.
        pub const SPRITE: &str = $sprite;

        /// Every icon there is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Glyph { $($variant),* }

        impl Glyph {
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Name of the symbol in the sprite.
            pub fn name(self) -> &'static str {
                self.address().rsplit_once('#').map_or("", |(_, name)| name)
            }

            fn address(self) -> &'static str {
                match self { $(Self::$variant => concat!($sprite, "#", $name)),* }
            }
        }
    };
}

glyphs! { "/aset/ikon.7b5876ff.svg":
    House = "house",
    HouseFill = "house-fill",
    UserCircle = "user-circle",
    UserCircleFill = "user-circle-fill",
    Question = "question",
    QuestionFill = "question-fill",
    Lifebuoy = "lifebuoy",
    List = "list",
    X = "x",
    Eye = "eye",
    Tray = "tray",
    PencilSimpleLine = "pencil-simple-line",
    Clock = "clock",
    ClockCountdown = "clock-countdown",
    CalendarBlank = "calendar-blank",
    HourglassMediumFill = "hourglass-medium-fill",
    CircleDashed = "circle-dashed",
    CheckCircleFill = "check-circle-fill",
    XCircleFill = "x-circle-fill",
    WarningFill = "warning-fill",
    WarningCircleFill = "warning-circle-fill",
    InfoFill = "info-fill",
    LockSimple = "lock-simple",
    LockSimpleFill = "lock-simple-fill",
    ShieldCheck = "shield-check",
    ShieldCheckFill = "shield-check-fill",
    ShieldWarningFill = "shield-warning-fill",
    SealCheck = "seal-check",
    Scales = "scales",
    EnvelopeSimple = "envelope-simple",
    DeviceMobile = "device-mobile",
    DeviceMobileFill = "device-mobile-fill",
    Devices = "devices",
    DevicesFill = "devices-fill",
    IdentificationCard = "identification-card",
    Key = "key",
    SignOut = "sign-out",
    MagnifyingGlass = "magnifying-glass",
    StarFill = "star-fill",
    FlaskFill = "flask-fill",
    ArrowLeftBold = "arrow-left-bold",
    ArrowRightBold = "arrow-right-bold",
    CaretRightBold = "caret-right-bold",
    CheckBold = "check-bold",
    XBold = "x-bold",
    LockSimpleBold = "lock-simple-bold",
    CalendarBlankBold = "calendar-blank-bold",
    HourglassMediumBold = "hourglass-medium-bold",
    ClockBold = "clock-bold",
    SealCheckBold = "seal-check-bold",
    LeafBold = "leaf-bold",
    WarningBold = "warning-bold",
    InfoBold = "info-bold",
}

/// One icon, 20 px high unless the place it stands in says otherwise.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=glyph.address()></use>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};
    use std::fs;
    use std::path::{Path, PathBuf};

    fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("public/aset")
    }

    #[test]
    fn every_icon_is_in_the_sprite_and_the_sprite_has_no_other() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("public").join(SPRITE.trim_start_matches('/'));
        let sprite = fs::read_to_string(file).expect("the sprite that SPRITE names");
        for glyph in Glyph::ALL {
            assert!(sprite.contains(&format!("<symbol id=\"{}\"", glyph.name())), "{} is not in the sprite", glyph.name());
            assert!(glyph.address().starts_with(SPRITE), "{} points to another sprite", glyph.name());
        }
        assert_eq!(sprite.matches("<symbol").count(), Glyph::ALL.len(), "the sprite holds icons that nothing can show");
    }

    #[test]
    fn the_list_of_the_tool_is_the_list_of_the_code() {
        let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/icons.txt")).expect("tools/icons.txt");
        let listed: Vec<_> = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        let known: Vec<_> = Glyph::ALL.iter().map(|glyph| glyph.name()).collect();
        assert_eq!(listed, known);
    }

    #[test]
    fn hashed_names_carry_the_hash_of_the_content() {
        for entry in fs::read_dir(folder()).expect("public/aset") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_string();
            let [_, hash, _] = name.split('.').collect::<Vec<_>>()[..] else { panic!("{name} is not <name>.<hash>.<ext>") };
            // Licences stand beside the files they cover and are not served for ever.
            if hash == "OFL" {
                continue;
            }
            let digest = Sha256::digest(fs::read(&path).expect("readable"));
            let expected: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hash, expected, "{name}");
        }
    }
}
