//! What the account pages show and send: flat, serialisable, free of anything that is not displayed.

pub mod contact;
pub mod dossier;
pub mod history;
pub mod overview;
pub mod profile;
pub mod recovery;
pub mod removal;
pub mod security;
pub mod standing;

pub use crate::kernel::code::Channel;

use crate::kernel::date::Date;
use crate::kernel::instant::Instant;
use crate::kernel::refill::Refill;
use crate::kernel::word::words;
use serde::{Deserialize, Serialize};

/// A captcha as the page shows it: a proof of work that solves itself, or a sum in words that is always accepted instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Challenge {
    /// Signed token, posted back as `tantangan`.
    pub token: String,
    /// `<id>.<bits>` for `/captcha.js`; its answer is posted as `pow`.
    pub work: String,
    /// The sum's question in the page's language ("Berapa tujuh tambah lima?"); its answer is posted as `captcha`.
    pub question: String,
}

/// `/daftar`, `/masuk` and `/lupa-password` before anything is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenForm {
    pub challenge: Challenge,
    pub refill: Refill,
    /// What the page says on top because of what just happened.
    pub notice: Option<Notice>,
}

/// Why a form page greets with a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// `/lupa-password`: a link is on its way if the address has an account.
    LinkSent,
    /// `/masuk`: the password was replaced.
    PasswordReplaced,
    /// `/masuk`: the session ended, by itself or from another device.
    SessionEnded,
    /// `/masuk`: the same, and what was typed is kept.
    SessionKept,
    /// `/masuk`: signed out.
    SignedOut,
    /// `/masuk`: the page asked for needs a session.
    SignInFirst,
    /// `/daftar`: the draft of this browser is over, begin again.
    DraftOver,
    /// `/masuk`: the removal of the account was taken back.
    RemovalCancelled,
    /// `/masuk`: the link that takes it back no longer works.
    RemovalLate,
    /// `/masuk`: no account can come to the address of a registration that was to be finished.
    EmailNotFree,
}

/// A page that asks for a one-time code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodePage {
    pub channel: Channel,
    /// Masked address or number the code went to; empty for the app.
    pub destination: String,
    /// Address that mails come from, or name that SMS come from; empty for the app.
    pub sender: String,
    /// Reference printed in the message; empty for the app.
    pub reference: String,
    pub sent_at: Instant,
    pub valid_until: Instant,
    /// From when a new code may be asked for.
    pub resend_from: Instant,
    /// The server's time when the page was made, so that the countdown needs no clock of its own.
    pub now: Instant,
    /// The other ways there are.
    pub others: Vec<Channel>,
    /// The captcha that a resend has to carry, once much was sent from where the person is.
    pub captcha: Option<Challenge>,
    pub refill: Refill,
}

/// A code and its name, for the lists of provinces, regencies and districts.
pub type RegionOption = (String, String);

/// `/daftar/data-diri`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataPage {
    /// Masked address that was proven.
    pub email: String,
    /// NIK, masked. Nothing of it where the mail's link was opened in another browser: there it is asked for again, and the password
    /// chosen anew.
    pub nik: Option<String>,
    /// Province, regency and district lists as far as they are chosen.
    pub provinces: Vec<RegionOption>,
    pub regencies: Vec<RegionOption>,
    pub districts: Vec<RegionOption>,
    pub oldest_birth_date: Date,
    /// The youngest allowed birth date: 17 years before today.
    pub youngest_birth_date: Date,
    pub refill: Refill,
}

/// `/daftar/lanjut/{token}`: shows one button; the post acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContinuePage {
    /// Masked address, or `None` when the link is used up or too old.
    pub email: Option<String>,
    pub token: String,
    /// Whether this browser started the registration, so that its password stays and the NIK is not asked for again.
    pub same_browser: bool,
    pub refill: Refill,
}

/// `/atur-ulang`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetPage {
    /// Masked address of the account, or `None` when the link is used up or too old.
    pub email: Option<String>,
    pub refill: Refill,
}

/// How strong a new password is: zxcvbn's score 0–4 and a code for the advice ("" when there is none).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strength {
    pub score: u8,
    pub advice: String,
}

/// Whether the population registry has confirmed who this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    Verified,
    /// The registry holds another name or birth date.
    Unverified(Mismatch),
    /// The registry did not answer; it is asked again by itself.
    Pending,
}

words! {
    /// What differs from the population registry.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Mismatch {
        Name = "name",
        BirthDate = "birth_date",
        /// The NIK belongs to a verified account of somebody else (found out when the registry answered late).
        NikTaken = "nik_taken",
        /// The registry, asked later, does not know the NIK.
        NotFound = "not_found",
    }
}

/// One sign-in, as the dashboard lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInLine {
    pub at: Instant,
    /// Device class: a code such as `android`, `iphone`, `windows`, `linux`, `mac`, `other`.
    pub class: String,
    pub current: bool,
}

words! {
    /// Something that happened to the account while its owner was away.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum NoticeKind {
        /// A further sign-in ended the oldest session.
        SessionsEnded = "sessions_ended",
        /// The population registry answered late: it agrees.
        IdentityVerified = "identity_verified",
        /// It answered late and does not agree; the reason stands with the identity.
        IdentityUnverified = "identity_unverified",
    }
}

/// A notice that was not read yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeLine {
    /// Posted back as `kabar` once it is read.
    pub id: String,
    pub kind: NoticeKind,
    pub at: Instant,
}

/// What the dashboard knows of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub phone_verified: bool,
    pub identity: Identity,
    /// The birth date in the NIK is another one than that typed; clerical errors exist, so it only warns.
    pub nik_birth_date_differs: bool,
    /// The same for the gender.
    pub nik_gender_differs: bool,
    pub sign_ins: Vec<SignInLine>,
    /// Unread notices, newest first.
    pub notices: Vec<NoticeLine>,
    /// Forms that were left unfinished when the session ended by itself, newest first.
    pub kept: Vec<overview::KeptForm>,
    pub now: Instant,
}
