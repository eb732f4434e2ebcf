//! The same for staff: from the printed address of the first administrator to what they do to a participant.

use super::{NEW_EMAIL, NIK, PHONE, key_on, next_value, paired};
use crate::office::bootstrap;
use crate::otp::Secret;
use crate::testing::search::Needle;
use crate::testing::web::{App, Browser};
use std::collections::BTreeMap;
use uuid::Uuid;

const EMAIL: &str = "kenari.penjaga@kantor.example";
const NAME: &str = "Penjaga Kenari Waspada";
const PASSWORD: &str = "Sangkar-Kokoh-5518-fajar";
const INVITED: &str = "kenari.pembantu@kantor.example";
const INVITED_NAME: &str = "Pembantu Kenari Cekatan";
const INVITED_PASSWORD: &str = "Sangkar-Terbuka-2267-senja";
/// Searched for, and nobody's.
const NOBODY: &str = "kenari.tak.dikenal@contoh.example";
/// What a full view refers to.
const REFERENCE: &str = "TJ-kenari-30562 tentang sangkar";

/// What staff typed about themselves and others, and their passwords.
pub fn of_staff() -> Vec<Needle> {
    let typed = [EMAIL, NAME, PASSWORD, INVITED, INVITED_NAME, INVITED_PASSWORD, NOBODY, REFERENCE];
    typed.map(|value| Needle::new(format!("of staff: {value}"), value)).to_vec()
}

/// Somebody who works in the office, and what was received and kept in cookies.
pub struct Colleague {
    browser: Browser,
    app: Secret,
    pub secrets: BTreeMap<String, String>,
}

impl Colleague {
    /// The first administrator accepts the printed address, signs out and in, gives fresh proof and invites a colleague, who accepts; both
    /// look the participant up, the administrator opens the full data and suspends the account.
    pub async fn led(app: &App, participant: Uuid) -> Self {
        let printed = bootstrap(&app.ctx).await.unwrap().expect("there is no administrator yet");
        let link = printed.strip_prefix(&app.ctx.config.server.public_url).unwrap();
        let typed = [("nama", NAME), ("email", EMAIL), ("password_baru", PASSWORD)];
        let mut admin = Self::accepted(app, link, &typed).await;
        admin.sign_in_again(app).await;
        let link = admin.invite(app).await;
        let typed = [("nama", INVITED_NAME), ("password_baru", INVITED_PASSWORD)];
        let mut colleague = Self::accepted(app, &link, &typed).await;
        colleague.search(participant).await;
        admin.search(participant).await;
        admin.decide(participant).await;
        for (what, value) in colleague.secrets {
            admin.secrets.insert(format!("colleague's {what}"), value);
        }
        admin
    }

    /// Everything secret that they were given.
    pub fn secrets(&self) -> Vec<Needle> {
        let mut needles: Vec<Needle> = self.secrets.iter().map(|(what, value)| Needle::new(what, value)).collect();
        needles.push(Needle::new("bytes of the administrator's key", self.app.as_bytes()));
        needles
    }

    async fn accepted(app: &App, link: &str, typed: &[(&str, &str)]) -> Self {
        let mut browser = app.browser();
        browser.submit(link, "/api/office/invitation_open", &[]).await.leads_to("/kantor/undangan");
        browser.post("/api/office/password_strength", typed).await;
        browser.submit("/kantor/undangan", "/api/office/accept", typed).await.leads_to("/kantor/undangan");
        let key = key_on(&browser.get("/kantor/undangan").await, "<code translate=\"no\"");
        let mut colleague = Self { browser, app: paired(&key), secrets: BTreeMap::new() };
        colleague.remember("link", link.rsplit('/').next().unwrap());
        colleague.remember("key", &key);
        colleague.remember("key in one", &key.replace(' ', ""));
        colleague.remember_cookies();
        let value = colleague.value(app);
        colleague.browser.submit("/kantor/undangan", "/api/office/accept_confirm", &[("kode", &value)]).await.leads_to("/kantor");
        colleague.remember_cookies();
        colleague
    }

    fn remember(&mut self, what: &str, value: &str) {
        let count = self.secrets.len();
        self.secrets.insert(format!("{what} {count}"), value.to_owned());
    }

    fn remember_cookies(&mut self) {
        let tokens: Vec<(String, String)> = self
            .browser
            .cookies
            .iter()
            .filter(|(_, value)| value.len() > 40)
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        for (name, value) in tokens {
            self.remember(&name, &value);
        }
    }

    fn value(&mut self, app: &App) -> String {
        let value = next_value(app, &self.app);
        self.remember("app", &value);
        value
    }

    async fn sign_in_again(&mut self, app: &App) {
        self.browser.post("/api/office/sign_out", &[]).await.leads_to("/kantor/masuk");
        self.browser.office_password(EMAIL, INVITED_PASSWORD).await.refuses("password", "wrong");
        self.browser.office_password(EMAIL, PASSWORD).await.leads_to("/kantor/masuk/kode");
        self.remember_cookies();
        let value = self.value(app);
        self.browser.office_code(&value).await.leads_to("/kantor");
        self.remember_cookies();
        let value = self.value(app);
        let typed = [("password", PASSWORD), ("kode", value.as_str()), ("tujuan", "/kantor/staf")];
        self.browser.post("/api/office/proof", &typed).await.leads_to("/kantor/staf");
        self.remember_cookies();
    }

    async fn invite(&mut self, app: &App) -> String {
        let typed = [("email", INVITED), ("peran", "support")];
        self.browser.post("/api/office/invite", &typed).await.leads_to("/kantor/staf");
        app.link(INVITED, "staff_invitation", "/kantor/undangan/").await
    }

    async fn search(&mut self, participant: Uuid) {
        let found = format!("/kantor/peserta/{}", participant.simple());
        for (typed, to) in [(NEW_EMAIL, found.as_str()), (NIK, &found), (PHONE, &found), (NOBODY, "/kantor/peserta")] {
            self.browser.post("/api/office/people_search", &[("cari", typed)]).await.leads_to(to);
        }
        self.browser.submit("/kantor/peserta", "/api/office/people_search", &[("cari", NIK)]).await.leads_to(&found);
    }

    async fn decide(&mut self, participant: Uuid) {
        let (id, page) = (participant.simple().to_string(), format!("/kantor/peserta/{}", participant.simple()));
        let short = [("peserta", id.as_str()), ("alasan", "ticket"), ("rujukan", "")];
        self.browser.post("/api/office/person_full", &short).await.refuses("rujukan", "required");
        let whole = [("peserta", id.as_str()), ("alasan", "ticket"), ("rujukan", REFERENCE)];
        self.browser.post("/api/office/person_full", &whole).await.leads_to(&format!("{page}#data-lengkap"));
        assert!(self.browser.get(&page).await.body.contains(NIK), "the full data were there");
        let suspension = [("peserta", id.as_str()), ("sebab", "misuse"), ("batas", "dicabut")];
        assert!(self.browser.post("/api/office/person_suspend", &suspension).await.status.is_success());
        assert_eq!(self.browser.app.count("SELECT COUNT(*) FROM account WHERE status = 'suspended'").await, 1);
    }
}
