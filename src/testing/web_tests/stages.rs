//! Browsers at every place where a form of the portal waits for somebody, each of a person of its own.

use crate::kernel::staff::Role;
use crate::platform::http::registry::{Form, Function};
use crate::site;
use crate::testing::office::in_office;
use crate::testing::signatures;
use crate::testing::web::{Answer, App, Browser, NEW_PASSWORD, PASSWORD, nik, personal_data};
use axum::http::StatusCode;
use std::collections::BTreeMap;

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody knows who it is.
    Guest,
    /// Between "Daftar" and the code.
    RegisterCode,
    /// Behind the mail's link, in another browser: personal data and a new password.
    RegisterData,
    /// Between password and code.
    SignInCode,
    /// Behind the link in the mail about a forgotten password.
    Reset,
    /// Signed in, without fresh proof.
    Inside,
    /// Between password and code of the proof.
    ProofCode,
    /// Signed in, with fresh proof.
    Proven,
    /// A new number waits for its code.
    PhoneCode,
    /// A new address waits for its code.
    EmailCode,
    /// In the office, as an administrator with fresh proof.
    Office,
}

impl Stage {
    /// In the order in which they are tried.
    pub const ALL: [Stage; 11] = [
        Stage::Guest,
        Stage::RegisterCode,
        Stage::RegisterData,
        Stage::SignInCode,
        Stage::Reset,
        Stage::Inside,
        Stage::ProofCode,
        Stage::Proven,
        Stage::PhoneCode,
        Stage::EmailCode,
        Stage::Office,
    ];
}

/// Fields that choose, carry or name something instead of asking the person for it: a value that means nothing is passed over, or leads
/// nowhere. `tantangan` and `pow` are answered for by `captcha`.
const UNASKED: &[&str] = &[
    "aksi",
    "alat",
    "bagian",
    "bukan",
    "formulir",
    "kabar",
    "kejadian",
    "percaya",
    "persiapan",
    "peserta",
    "pow",
    "saluran",
    "sebelum",
    "staf",
    "tantangan",
    "token",
    "tujuan",
    "undangan",
    "versi",
];

/// Forms that wait behind more than these stages know: an office's session, an authenticator that is being set up, a profile's version,
/// a source from which so much was sent that a resend carries a captcha.
/// The tests of their slices try every field of theirs.
const TRIED_BY_THEIR_SLICE: &[&str] = &[
    "/api/account/channel_choose",
    "/api/account/email_resend",
    "/api/account/phone_resend",
    "/api/account/profile_address",
    "/api/account/profile_education",
    "/api/account/profile_person",
    "/api/account/profile_skills",
    "/api/account/profile_work",
    "/api/account/proof_resend",
    "/api/account/recovery_resend",
    "/api/account/recovery_verify",
    "/api/account/register_resend",
    "/api/account/remind_email",
    "/api/account/sign_in_resend",
    "/api/account/totp_confirm",
    "/api/office/accept",
    "/api/office/accept_confirm",
    "/api/office/invite",
    "/api/office/people_search",
    "/api/office/person_full",
    "/api/office/person_suspend",
    "/api/office/proof",
    "/api/office/sign_in",
    "/api/office/sign_in_verify",
];

/// A form, what it asks for, and where it waits.
pub struct Place {
    pub function: Function,
    pub form: Form,
    /// All its fields.
    pub fields: Vec<String>,
    pub stage: Stage,
}

impl Place {
    /// The fields that a person fills in.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(String::as_str).filter(|field| !UNASKED.contains(field))
    }

    /// Whether a challenge has to be solved for it.
    pub fn has_captcha(&self) -> bool {
        self.fields.iter().any(|field| field == "tantangan")
    }
}

/// The browsers, one for each stage, made when they are needed.
pub struct Stages {
    pub app: App,
    people: u16,
    browsers: BTreeMap<Stage, Browser>,
}

impl Stages {
    pub fn new(app: App) -> Self {
        Self { app, people: 0, browsers: BTreeMap::new() }
    }

    /// The browser that stands there.
    pub async fn at(&mut self, stage: Stage) -> &mut Browser {
        if !self.browsers.contains_key(&stage) {
            let browser = self.make(stage).await;
            self.browsers.insert(stage, browser);
        }
        let browser = self.browsers.get_mut(&stage).unwrap();
        browser.elsewhere();
        browser
    }

    /// Whoever stood there has gone on.
    pub fn leave(&mut self, stage: Stage) {
        self.browsers.remove(&stage);
    }

    /// Wrong passwords are what these tests are about, not how many there may be.
    pub async fn forgive(&self) {
        let mut tx = self.app.ctx.db.begin().await.unwrap();
        tx.execute("DELETE FROM guard", &[]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Every form that asks for something, with the stage at which an empty post leads back to it and names a field.
    pub async fn places(&mut self) -> Vec<Place> {
        let fields = signatures::fields();
        let mut places = Vec::new();
        for function in site::functions() {
            // A form on a page about one thing needs that thing; such forms are tried where they belong (`office::server::tests::person`).
            let Some(form) = function.form.filter(|form| form.about.is_none()) else { continue };
            let fields = fields[function.path].clone();
            let asks = fields.iter().any(|field| !UNASKED.contains(&field.as_str()));
            if !asks || TRIED_BY_THEIR_SLICE.contains(&function.path) {
                continue;
            }
            let stage = self.stage_of(&function, form, &fields).await;
            let stage = stage.unwrap_or_else(|| panic!("no stage of this test reaches {}: it needs one more", function.path));
            places.push(Place { function, form, fields, stage });
        }
        places
    }

    async fn stage_of(&mut self, function: &Function, form: Form, fields: &[String]) -> Option<Stage> {
        for stage in Stage::ALL {
            let browser = self.at(stage).await;
            let answer = browser.post_body(function.path, false, "").await;
            if answer.status != StatusCode::SEE_OTHER || answer.location() != form.page.path() {
                continue;
            }
            let page = browser.get(form.page.path()).await;
            let names = |field: &String| !UNASKED.contains(&field.as_str()) && names(&page, field);
            if page.status == StatusCode::OK && fields.iter().any(names) {
                return Some(stage);
            }
        }
        None
    }

    async fn make(&mut self, stage: Stage) -> Browser {
        self.people += 1;
        let number = self.people;
        let email = format!("orang{number}@contoh.example");
        let nik = nik(&format!("{number:04}"));
        let mut browser = self.app.browser();
        match stage {
            Stage::Guest => {}
            Stage::Office => return in_office(&self.app, Role::Administrator).await.1,
            Stage::RegisterCode => browser.begin(&email, &nik).await.leads_to("/daftar/kode"),
            Stage::RegisterData => {
                self.app.browser().begin(&email, &nik).await.leads_to("/daftar/kode");
                let link = self.app.link(&email, "register", "/daftar/lanjut/").await;
                browser.submit(&link, "/api/account/register_continue", &[]).await.leads_to("/daftar/data-diri");
            }
            _ => {
                browser.register(&email, &nik).await.leads_to("/dasbor");
                return self.go_on(stage, browser, &email, number).await;
            }
        }
        browser
    }

    /// From a registration that was just completed.
    async fn go_on(&mut self, stage: Stage, mut inside: Browser, email: &str, number: u16) -> Browser {
        match stage {
            Stage::SignInCode => {
                let mut browser = self.app.browser();
                browser.sign_in(email, PASSWORD).await.leads_to("/masuk/kode");
                return browser;
            }
            Stage::Reset => {
                let mut browser = self.app.browser();
                browser.post_solved("/api/account/forgot", "lupa", &[("email", email)]).await.leads_to("/lupa-password");
                browser.get(&self.app.link(email, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
                return browser;
            }
            Stage::ProofCode => {
                let answer = inside.post("/api/account/proof", &[("password", PASSWORD), ("tujuan", "/akun")]).await;
                answer.leads_to("/akun/konfirmasi/kode?tujuan=/akun");
            }
            Stage::Proven | Stage::PhoneCode | Stage::EmailCode => {
                inside.prove_fresh(email, PASSWORD, "/akun/ubah-password").await;
            }
            _ => {}
        }
        if stage == Stage::PhoneCode {
            let phone = format!("081277{number:06}");
            inside.post("/api/account/phone_start", &[("telepon", &phone)]).await.leads_to("/akun/nomor-telepon");
        }
        if stage == Stage::EmailCode {
            let email = format!("baru{number}@contoh.example");
            inside.post("/api/account/email_start", &[("email", &email)]).await.leads_to("/akun/email");
        }
        inside
    }
}

/// Whether the page's summary leads to a field that was refused.
pub fn names(page: &Answer, field: &str) -> bool {
    page.body.contains(&format!("href=\"#{field}\""))
}

/// What a decent person types into a field; nothing into one that asks for nothing, nor into one that only goes with the right value of
/// the moment, as a code does.
pub fn decent(field: &str) -> &'static str {
    let personal = personal_data(&[]).into_iter().find(|(name, _)| *name == field).map(|(_, value)| value);
    personal.unwrap_or(match field {
        "email" => "siapa.saja@contoh.example",
        "nik" => "3273015204980777",
        "password" => PASSWORD,
        "password_lama" => PASSWORD,
        "password_baru" => NEW_PASSWORD,
        _ => "",
    })
}

/// A body with these fields but one, and what comes in that one's place, encoded already.
pub fn body(fields: &[(String, String)], without: &str, instead: &str) -> String {
    let mut body = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields.iter().filter(|(name, value)| name != without && !value.is_empty()) {
        body.append_pair(name, value);
    }
    [body.finish().as_str(), instead].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&")
}

/// A text as a form encodes it.
pub fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

impl Place {
    /// Decent values for every field that is asked for, with a challenge solved in this browser.
    pub async fn filled_in(&self, browser: &mut Browser) -> Vec<(String, String)> {
        let mut filled: Vec<(String, String)> = self.asked().map(|field| (field.to_owned(), decent(field).to_owned())).collect();
        // One of its own each time, because an address is sent a code once a minute.
        let address = format!("siapa.{}@contoh.example", browser.from.to_string().replace('.', "-"));
        for (_, value) in filled.iter_mut().filter(|(name, _)| name == "email") {
            value.clone_from(&address);
        }
        if self.has_captcha() {
            let (token, sum) = browser.captcha(self.form.name).await;
            filled.retain(|(name, _)| name != "captcha");
            filled.extend([("tantangan".to_owned(), token), ("captcha".to_owned(), sum)]);
        }
        filled
    }
}
