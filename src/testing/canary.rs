//! A life on the portal with data that is easy to look for: everything is typed, sent and clicked once, and remembered.

use super::search::Needle;
use super::web::{App, Browser, code_in};
use crate::kernel::phone::Phone;
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

/// What was typed, received and kept in cookies.
pub struct Life {
    /// Signed in.
    pub browser: Browser,
    /// Another device that is signed in, and trusted.
    pub trusted: Browser,
    /// Tokens and codes, by where they came from.
    pub secrets: BTreeMap<String, String>,
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
    ]
    .into_iter()
    .map(|(what, value)| Needle::new(what, value))
    .collect()
}

impl Life {
    /// Registers, verifies the number, changes address and password, forgets the password, signs in on two devices.
    pub async fn led(app: &App) -> Self {
        let mut life = Life { browser: app.browser(), trusted: app.browser(), secrets: BTreeMap::new() };
        life.register(app).await;
        life.change(app).await;
        life.forget(app).await;
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

    /// The codes and links of every message that was sent to the person.
    pub async fn remember_messages(&mut self, app: &App) {
        let mine = [EMAIL.to_owned(), NEW_EMAIL.to_owned(), e164()];
        for message in app.messages().await.into_iter().filter(|message| mine.contains(&message.to)) {
            if ["register", "phone", "email", "sign_in", "fresh_proof"].contains(&message.purpose.as_str()) {
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
        self.secrets.iter().map(|(what, value)| Needle::new(what, value)).collect()
    }
}
