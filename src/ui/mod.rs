//! The design system: what the portal looks like and how its parts behave, with and without scripts.
//!
//! Contract of every component here:
//! - the same tree on server and client: no clock, no randomness, no storage while rendering; what only scripts can do appears
//!   through an effect after hydration;
//! - texts come in ready, in the language of the page; the few words a component owns are in [`text`];
//! - no style attributes: the content security policy forbids them, the look is in `style/parts/<file of the component>.css`;
//! - no knowledge of slices: links and data come in as props. Only [`crate::kernel`] is imported.

pub mod bars;
pub mod bloom;
pub mod button;
pub mod captcha;
pub mod card;
pub mod choice;
pub mod code;
pub mod countdown;
pub mod drawing;
pub mod effect;
pub mod field;
pub mod form;
pub mod frame;
#[cfg(feature = "ssr")]
pub mod gallery;
pub mod icon;
pub mod landing;
pub mod lists;
pub mod live;
pub mod load;
pub mod notice;
pub mod office;
pub mod page;
pub mod password;
pub mod progress;
pub mod qr;
pub mod remembered;
pub mod select;
pub mod send;
#[cfg(feature = "ssr")]
pub mod session;
pub mod summary;
pub mod table;
pub mod text;

pub use bars::{BottomBar, FooterBar, NavItem, SandboxBanner, SkipLink, TopBar};
pub use bloom::{Bloom, BloomSize, Brand, Greeting, Hem, Logo, Steps};
pub use button::{ButtonKind, ButtonLink, LinkRow, Submit, rel};
pub use captcha::CaptchaBox;
pub use card::{Card, NextStep, Tile, Tiles};
pub use choice::{Check, Choice, Radios};
pub use code::CodeField;
pub use countdown::Countdown;
pub use drawing::{Drawing, EmptyState, Illustration};
pub use effect::effect;
pub use field::{DateField, Field, Hidden, TextArea, TokenField};
pub use form::{Form, FormState, FormTitle};
pub use frame::{Frame, parameter, use_frame};
pub use icon::{Glyph, Icon};
pub use landing::{Hero, Petals};
pub use lists::{CheckItem, Checklist, Details, Facts, Row, Standing, SummaryList};
pub use load::{FaultNotice, Load};
pub use notice::{Notice, Tag, Tint};
pub use office::OfficeBar;
pub use page::{Columns, Heading, Main, Section};
pub use password::{PasswordField, StrengthMeter};
pub use progress::Progress;
pub use qr::Qr;
pub use remembered::remembered;
pub use select::SelectField;
#[cfg(feature = "ssr")]
pub use session::{SessionEnd, SessionWarning};
pub use summary::ErrorSummary;
pub use table::{Head, Table};

/// What every room of the portal uses. The browser's main file names it, because the tool that cuts the rooms off would otherwise
/// make one more chunk of it, which every visit has to fetch.
#[cfg(feature = "hydrate")]
pub fn keep_in_main() {
    use std::hint::black_box;

    black_box::<fn(_, _, _) -> _>(load::load);
    black_box::<fn(_, _, _, _) -> _>(summary::summary);
    black_box::<fn(_) -> _>(Form);
    black_box::<fn(_) -> _>(FormTitle);
    black_box::<fn(_) -> _>(Submit);
    black_box::<fn(_) -> _>(Card);
    black_box::<fn(_) -> _>(Notice);
}
