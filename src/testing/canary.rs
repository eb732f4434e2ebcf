//! A life on the portal with data that is easy to look for: everything is typed, sent and clicked once, and remembered.

mod staff;

pub use staff::{Colleague, of_staff};

use super::search::Needle;
use super::web::{Answer, App, Browser, Fields, code_in};
use crate::kernel::fault::Code;
use crate::kernel::phone::Phone;
use crate::otp::{Secret, step_at};
use std::collections::BTreeMap;

pub const EMAIL: &str = "kenari.mengintip@contoh.example";
/// The address that the account has later on.
pub const NEW_EMAIL: &str = "kenari.pindah.rumah@contoh.example";
pub const NIK: &str = "3273015204987643";
pub const NAME: &str = "Kenari Rahasia Mengintip";
pub const BIRTH_DATE: &str = "1998-04-12";
pub const ADDRESS: &str = "Jalan Kenari Tersembunyi 77";
pub const PHONE: &str = "0813-9087-6543";
pub const PASSWORD: &str = "Kenari-Terbang-4821-pagi";
pub const NEW_PASSWORD: &str = "Kenari-Hinggap-7390-sore";
pub const LAST_PASSWORD: &str = "Kenari-Pulang-1165-malam";
/// Where the person moved to, as the profile has it.
pub const MOVED: &str = "Jalan Kenari Berpindah 91";
pub const TRADE: &str = "Warung Kenari Berkicau";
pub const SKILL: &str = "Menjahit sangkar kenari";
/// Typed into a form whose session had ended.
pub const LEFT_BEHIND: &str = "Jalan Kenari Tertinggal 13";

/// A district that addresses are in.
const IN_WEST_JAVA: [(&str, &str); 3] = [("provinsi", "32"), ("kabupaten", "32.73"), ("kecamatan", "32.73.01")];

/// What was typed, received and kept in cookies.
pub struct Life {
    /// Signed in.
    pub browser: Browser,
    /// Another device that is signed in, and trusted.
    pub trusted: Browser,
    /// Tokens, codes and keys, by where they came from.
    pub secrets: BTreeMap<String, String>,
    /// The authenticator app.
    app: Option<Secret>,
}

/// The number as it is stored.
pub fn e164() -> String {
    Phone::parse(PHONE).unwrap().e164().to_owned()
}

/// What the person typed about themselves, and their passwords.
pub fn personal() -> Vec<Needle> {
    let phone = e164();
    [
        ("e-mail", EMAIL),
        ("new e-mail", NEW_EMAIL),
        ("NIK", NIK),
        ("name", NAME),
        ("birth date", BIRTH_DATE),
        ("address", ADDRESS),
        ("phone", PHONE),
        ("phone in E.164", phone.as_str()),
        ("phone without spaces", "081390876543"),
        ("phone, the digits that matter", "81390876543"),
        ("password", PASSWORD),
        ("new password", NEW_PASSWORD),
        ("last password", LAST_PASSWORD),
        ("address of the profile", MOVED),
        ("trade", TRADE),
        ("skill", SKILL),
        ("what was left behind", LEFT_BEHIND),
    ]
    .into_iter()
    .map(|(what, value)| Needle::new(what, value))
    .collect()
}

/// The key of an authenticator app as a page shows it behind `mark`.
#[track_caller]
fn key_on(page: &Answer, mark: &str) -> String {
    page.body.split(mark).nth(1).and_then(|rest| rest.split(['>', '<']).nth(1)).expect("a key").to_owned()
}

/// The key that was shown, for a phone.
fn paired(key: &str) -> Secret {
    let key: String = key.split(' ').collect();
    Secret::from_slice(totp_rs::Secret::try_from_base32(key).unwrap().as_bytes()).unwrap()
}

/// What the app shows in the next step, so that no value is used twice.
fn next_value(app: &App, secret: &Secret) -> String {
    app.pass(30);
    secret.value(step_at(app.ctx.now())).as_str().to_owned()
}

impl Life {
    /// Registers, verifies the number, fills in the profile, changes address and password, forgets the password, signs in on two devices,
    /// leaves a form half filled in, forgets the address, sets up an authenticator app and another one half.
    pub async fn led(app: &App) -> Self {
        let mut life = Life { browser: app.browser(), trusted: app.browser(), secrets: BTreeMap::new(), app: None };
        life.register(app).await;
        life.fill_in().await;
        life.change(app).await;
        life.forget(app).await;
        life.leave_a_form(app).await;
        life.forget_the_address(app).await;
        life.set_up_an_app(app).await;
        life.remember_messages(app).await;
        life
    }

    fn remember(&mut self, what: &str, value: &str) {
        let count = self.secrets.len();
        self.secrets.insert(format!("{what} {count}"), value.to_owned());
    }

    fn remember_cookies(&mut self) {
        for name in ["sesi", "alat", "alur", "atur"] {
            for value in [&self.browser, &self.trusted].map(|browser| browser.cookies.get(name).cloned()).into_iter().flatten() {
                self.remember(name, &value);
            }
        }
    }

    async fn register(&mut self, app: &App) {
        let fields = [("email", EMAIL), ("nik", NIK), ("password", PASSWORD)];
        self.browser.post("/api/account/password_strength", &fields).await;
        self.browser.post_solved("/api/account/register", "daftar", &fields).await.leads_to("/daftar/kode");
        self.remember_cookies();
        self.browser.prove(EMAIL).await.leads_to("/daftar/data-diri");
        let data = [("nama", NAME), ("tanggal_lahir", BIRTH_DATE), ("alamat", ADDRESS), ("telepon", PHONE)];
        self.browser.complete(&data).await.leads_to("/dasbor");
        self.remember_cookies();
        self.browser.post("/api/account/phone_current", &[]).await.leads_to("/akun/nomor-telepon");
        let code = app.code(&e164(), "phone").await;
        self.browser.post("/api/account/phone_verify", &[("kode", &code)]).await.leads_to("/akun/nomor-telepon");
        app.pass(61);
    }

    async fn fill_in(&mut self) {
        let parts: [(&str, &str, Fields<'_>); 4] = [
            ("/profil/pendidikan", "/api/account/profile_education", &[("pendidikan", "smk"), ("masih_sekolah", "tidak")]),
            ("/profil/pekerjaan", "/api/account/profile_work", &[("pekerjaan", "usaha"), ("bidang", TRADE)]),
            ("/profil/keahlian", "/api/account/profile_skills", &[("keahlian", SKILL)]),
            (
                "/profil/alamat",
                "/api/account/profile_address",
                &[("alamat", MOVED), IN_WEST_JAVA[0], IN_WEST_JAVA[1], IN_WEST_JAVA[2]],
            ),
        ];
        for (page, action, typed) in parts {
            let version = self.browser.get(page).await.value("versi").unwrap();
            self.browser.post(action, &[typed, &[("versi", &version)]].concat()).await.leads_to("/profil");
        }
    }

    async fn change(&mut self, app: &App) {
        self.browser.prove_fresh(EMAIL, PASSWORD, "/akun/email").await;
        self.browser.post("/api/account/email_start", &[("email", NEW_EMAIL)]).await.leads_to("/akun/email");
        let code = app.code(NEW_EMAIL, "email").await;
        self.browser.post("/api/account/email_verify", &[("kode", &code)]).await.leads_to("/akun/email");
        let passwords = [("password_lama", PASSWORD), ("password_baru", NEW_PASSWORD)];
        self.browser.post("/api/account/change_password", &passwords).await.leads_to("/akun");
        self.remember_cookies();
        app.pass(61);
    }

    async fn forget(&mut self, app: &App) {
        self.browser.post_solved("/api/account/forgot", "lupa", &[("email", NEW_EMAIL)]).await.leads_to("/lupa-password");
        self.browser.get(&app.link(NEW_EMAIL, "reset", "/atur-ulang/").await).await.leads_to("/atur-ulang");
        self.remember_cookies();
        self.browser.post("/api/account/reset", &[("password_baru", LAST_PASSWORD)]).await.leads_to("/masuk");
        self.trusted.sign_in(NEW_EMAIL, LAST_PASSWORD).await.leads_to("/masuk/kode");
        self.remember_cookies();
        self.trusted.sign_in_code(NEW_EMAIL, true).await.leads_to("/dasbor");
        app.pass(61);
        self.browser.enter(NEW_EMAIL, LAST_PASSWORD).await;
        self.remember_cookies();
    }

    async fn leave_a_form(&mut self, app: &App) {
        app.pass(901);
        let typed = [[("alamat", LEFT_BEHIND)].as_slice(), &IN_WEST_JAVA].concat();
        self.trusted.post("/api/account/profile_address", &typed).await.says(Code::Unauthenticated);
        self.trusted.sign_in(NEW_EMAIL, LAST_PASSWORD).await.leads_to("/dasbor");
        self.browser.enter(NEW_EMAIL, LAST_PASSWORD).await;
        self.remember_cookies();
    }

    async fn forget_the_address(&mut self, app: &App) {
        let mut guest = app.browser();
        guest
            .post_solved("/api/account/remind_email", "lupa_email", &[("nik", NIK), ("nama", NAME)])
            .await
            .leads_to("/lupa-email/kode");
        self.remember("alur", &guest.cookies["alur"]);
        let code = app.code(&e164(), "recovery").await;
        guest.post("/api/account/recovery_verify", &[("kode", &code)]).await.leads_to("/lupa-email/kode");
    }

    /// Signing in was fresh proof.
    async fn set_up_an_app(&mut self, app: &App) {
        let (id, key) = self.begin_an_app().await;
        self.app = Some(paired(&key));
        let value = self.app_value(app);
        let typed = [("persiapan", id.as_str()), ("kode", &value)];
        self.browser.post("/api/account/totp_confirm", &typed).await.leads_to("/akun/keamanan");
        self.trusted.post("/api/account/sign_out", &[]).await.leads_to("/masuk");
        self.trusted.sign_in(NEW_EMAIL, LAST_PASSWORD).await.leads_to("/masuk/kode");
        let value = self.app_value(app);
        self.trusted.post("/api/account/sign_in_verify", &[("kode", &value), ("percaya", "on")]).await.leads_to("/dasbor");
        self.remember_cookies();
        self.begin_an_app().await;
    }

    async fn begin_an_app(&mut self) -> (String, String) {
        self.browser.post("/api/account/totp_start", &[]).await.leads_to("/akun/keamanan");
        let page = self.browser.get("/akun/keamanan").await;
        let key = key_on(&page, "class=\"qr-key\"");
        self.remember("key", &key);
        self.remember("key in one", &key.replace(' ', ""));
        (page.value("persiapan").unwrap(), key)
    }

    /// What the app shows, once.
    pub fn app_value(&mut self, app: &App) -> String {
        let value = next_value(app, self.app.as_ref().expect("an app"));
        self.remember("app", &value);
        value
    }

    /// Signs in anew with password and app.
    pub async fn come_in(&mut self, app: &App) {
        self.browser.cookies.remove("sesi");
        self.browser.sign_in(NEW_EMAIL, LAST_PASSWORD).await.leads_to("/masuk/kode");
        let value = self.app_value(app);
        self.browser.post("/api/account/sign_in_verify", &[("kode", &value)]).await.leads_to("/dasbor");
        self.remember_cookies();
    }

    /// Password and app once more.
    pub async fn prove(&mut self, app: &App, target: &str) {
        let value = self.app_value(app);
        self.browser.prove_fresh_by_app(LAST_PASSWORD, &value, target).await;
        self.remember_cookies();
    }

    /// Asks for the removal and takes it back; nobody is signed in after it.
    pub async fn leave_and_stay(&mut self, app: &App) {
        self.prove(app, "/akun/hapus").await;
        self.browser.post("/api/account/removal_request", &[("kata", "HAPUS")]).await.leads_to("/masuk/dihapus");
        let link = app.link(NEW_EMAIL, "removal_requested", "/hapus/batal/").await;
        self.browser.submit(&link, "/api/account/removal_cancel", &[]).await.leads_to("/masuk");
        self.remember_messages(app).await;
    }

    /// The codes and links of every message that was sent to the person.
    pub async fn remember_messages(&mut self, app: &App) {
        let mine = [EMAIL.to_owned(), NEW_EMAIL.to_owned(), e164()];
        for message in app.messages().await.into_iter().filter(|message| mine.contains(&message.to)) {
            if ["register", "phone", "email", "sign_in", "fresh_proof", "recovery"].contains(&message.purpose.as_str()) {
                self.remember("code", &code_in(&message.text));
            }
            let links = message.text.lines().filter(|line| line.starts_with("http"));
            for token in links.filter_map(|line| line.rsplit('/').next()).filter(|token| token.len() > 40) {
                self.remember(&message.purpose, token);
            }
        }
    }

    /// Everything secret that was sent to the person or kept in their browsers.
    pub fn secrets(&self) -> Vec<Needle> {
        let mut needles: Vec<Needle> = self.secrets.iter().map(|(what, value)| Needle::new(what, value)).collect();
        needles.extend(self.app.iter().map(|app| Needle::new("bytes of the key", app.as_bytes())));
        needles
    }
}
