//! Browsers at every place where a form of the portal waits for somebody, each of a person of its own.

use crate::kernel::staff::Role;
use crate::office::seed_demo;
use crate::platform::http::registry::{Form, Function};
use crate::site;
use crate::testing::office::{self, in_office};
use crate::testing::signatures;
use crate::testing::web::{Answer, App, Browser, DEMO_PASSWORD, NEW_PASSWORD, PASSWORD, SARI, nik, personal_data};
use axum::http::StatusCode;
use std::collections::BTreeMap;

/// Where somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody knows who it is.
    Guest,
    /// Between "Daftar" and the code.
    RegisterCode,
    /// Behind the mail's link, in another browser: personal data, the NIK once more and a new password.
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
    /// An authenticator app is being set up.
    TotpSetup,
    /// Between NIK and name and the code by SMS, for a forgotten address.
    RecoveryCode,
    /// Signed in, with a name that the population registry does not confirm.
    Unconfirmed,
    /// Between password and authenticator, on the way into the office.
    OfficeSignInCode,
    /// Behind the button of an invitation that asks for the address, too.
    OfficeInvited,
    /// The invited person's authenticator is being set up.
    OfficeAuthenticator,
    /// In the office, as an administrator with fresh proof.
    Office,
    /// In the office, as an administrator who gave proof too long ago.
    OfficeStale,
}

impl Stage {
    /// In the order in which they are tried.
    pub const ALL: [Stage; 18] = [
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
        Stage::TotpSetup,
        Stage::RecoveryCode,
        Stage::Unconfirmed,
        Stage::OfficeSignInCode,
        Stage::OfficeInvited,
        Stage::OfficeAuthenticator,
        Stage::Office,
        Stage::OfficeStale,
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

/// Of these what the page's form carries: which thing or which version of it the form is about.
const CARRIED: &[&str] = &["persiapan", "peserta", "versi"];

/// A form, what it asks for, and where it waits.
pub struct Place {
    pub function: Function,
    pub form: Form,
    /// All its fields.
    pub fields: Vec<String>,
    pub stage: Stage,
    /// The page on which it stands.
    pub address: String,
}

impl Place {
    /// Whether the field names or chooses something instead of asking for it.
    pub fn is_unasked(field: &str) -> bool {
        UNASKED.contains(&field)
    }

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

    /// Wrong passwords and wrong data are what these tests are about, not how many there may be.
    pub async fn forgive(&self) {
        let mut tx = self.app.ctx.db.begin().await.unwrap();
        for sql in ["DELETE FROM guard", "DELETE FROM limit_bucket"] {
            tx.execute(sql, &[]).await.unwrap();
        }
        tx.commit().await.unwrap();
    }

    /// Every form that asks for something, with the stage at which a post that can never be right leads back to it and names a field.
    pub async fn places(&mut self) -> Vec<Place> {
        let fields = signatures::fields();
        let participant = self.app.account_id(SARI).await.simple().to_string();
        let mut places = Vec::new();
        for function in site::functions() {
            let Some(form) = function.form else { continue };
            let fields = fields[function.path].clone();
            // What a resend asks for it asks only of a source from which much was sent: `account::server::tests::sends`.
            if fields.iter().all(|field| UNASKED.contains(&field.as_str())) || function.path.ends_with("_resend") {
                continue;
            }
            let about: BTreeMap<String, String> =
                form.about.iter().map(|(_, field)| ((*field).to_owned(), participant.clone())).collect();
            let address = form.address(&about);
            let asked = fields.iter().filter(|field| !Place::is_unasked(field)).map(|field| (field.clone(), "\0".to_owned()));
            let stage = self.stage_of(&function, &asked.chain(about).collect::<Vec<_>>(), &address, &fields).await;
            let stage = stage.unwrap_or_else(|| panic!("no stage of this test reaches {}: it needs one more", function.path));
            places.push(Place { function, form, fields, stage, address });
        }
        places
    }

    async fn stage_of(
        &mut self,
        function: &Function,
        typed: &[(String, String)],
        address: &str,
        fields: &[String],
    ) -> Option<Stage> {
        for stage in Stage::ALL {
            let browser = self.at(stage).await;
            let answer = browser.post_body(function.path, false, &body(typed, "", "")).await;
            if answer.status != StatusCode::SEE_OTHER || answer.location() != address {
                continue;
            }
            let page = browser.get(address).await;
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
            Stage::OfficeStale => return office::stale(&self.app, office::ADMIN).await,
            Stage::OfficeSignInCode => {
                seed_demo(&self.app.ctx).await.unwrap();
                browser.office_password(office::AUDITOR, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
            }
            Stage::OfficeInvited => {
                let link = office::first_invitation(&self.app).await;
                browser.submit(&link, "/api/office/invitation_open", &[]).await.leads_to("/kantor/undangan");
            }
            Stage::OfficeAuthenticator => {
                let email = format!("petugas{number}@kantor.example");
                let (_, mut administrator) = in_office(&self.app, Role::Administrator).await;
                let typed = [("email", email.as_str()), ("peran", "support")];
                administrator.post("/api/office/invite", &typed).await.leads_to("/kantor/staf");
                let link = self.app.link(&email, "staff_invitation", "/kantor/undangan/").await;
                browser.submit(&link, "/api/office/invitation_open", &[]).await.leads_to("/kantor/undangan");
                let typed = [("nama", "Rini Kartika"), ("password_baru", NEW_PASSWORD)];
                browser.post("/api/office/accept", &typed).await.leads_to("/kantor/undangan");
            }
            Stage::RecoveryCode => {
                let typed = [("nik", nik.as_str()), ("nama", "Siti Contoh")];
                browser.post_solved("/api/account/remind_email", "lupa_email", &typed).await.leads_to("/lupa-email/kode");
            }
            Stage::Unconfirmed => {
                browser.begin(&email, &crate::testing::web::nik("9002")).await.leads_to("/daftar/kode");
                browser.prove(&email).await.leads_to("/daftar/data-diri");
                browser.complete(&[]).await.refuses("nama", "registry_name");
                browser.complete(&[]).await.leads_to("/dasbor");
            }
            Stage::RegisterCode => browser.begin(&email, &nik).await.leads_to("/daftar/kode"),
            Stage::RegisterData => {
                // The page asks for the NIK that it was begun with.
                self.app.browser().begin(&email, decent("nik")).await.leads_to("/daftar/kode");
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
            Stage::Proven | Stage::PhoneCode | Stage::EmailCode | Stage::TotpSetup => {
                inside.prove_fresh(email, PASSWORD, "/akun/ubah-password").await;
            }
            _ => {}
        }
        if stage == Stage::TotpSetup {
            inside.post("/api/account/totp_start", &[]).await.leads_to("/akun/keamanan");
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
        // The registry is down for it, so that it is taken by nobody who registers with it.
        "nik" => "3273015204989005",
        "password" => PASSWORD,
        "password_lama" => PASSWORD,
        "password_baru" => NEW_PASSWORD,
        "pendidikan" => "smk",
        "masih_sekolah" => "tidak",
        "pekerjaan" => "usaha",
        "bidang" => "Warung kopi",
        "keahlian" => "Menjahit",
        "cara" => "email",
        "cari" => "siapa.saja@contoh.example",
        "alasan" => "ticket",
        "rujukan" => "TJ-20418",
        "sebab" => "misuse",
        "batas" => "tanggal",
        "sampai" => "2026-12-24",
        "peran" => "support",
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
        // Where a code is asked for beside something else, one that can be read lets the rest be looked at.
        if filled.len() > 1 {
            filled.iter_mut().filter(|(name, _)| name == "kode").for_each(|(_, value)| "123456".clone_into(value));
        }
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
        if self.fields.iter().any(|field| CARRIED.contains(&field.as_str())) {
            let hidden = browser.get(&self.address).await.hidden_of(self.function.path);
            filled.extend(hidden.into_iter().filter(|(name, _)| CARRIED.contains(&name.as_str())));
        }
        filled
    }
}
