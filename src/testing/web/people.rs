//! Demo participants at their browsers.

use super::{Answer, App, Browser, DEMO_PASSWORD, Fields};
use crate::params;
use axum::http::Method;
use tokio::task::JoinSet;
use uuid::Uuid;

impl App {
    /// A browser in which somebody came in with password and code just now, which is fresh proof.
    pub async fn inside(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        browser.enter(email, DEMO_PASSWORD).await;
        browser
    }

    /// The id of the account with this address.
    pub async fn account_id(&self, email: &str) -> Uuid {
        let index = self.ctx.keys.blind("email", email);
        let (id,): (Uuid,) = self.ctx.db.fetch_one("SELECT id FROM account WHERE email_index = $1", params![index]).await.unwrap();
        id
    }
}

impl Browser {
    /// The same press in so many tabs at once.
    pub async fn at_once(&self, count: usize, path: &'static str, fields: Fields<'_>) -> Vec<Answer> {
        let mut presses = JoinSet::new();
        for _ in 0..count {
            let mut tab = self.clone();
            let fields: Vec<(String, String)> =
                fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            presses.spawn(async move {
                let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                tab.post(path, &fields).await
            });
        }
        presses.join_all().await
    }

    /// Posts a body as it is, as the portal's own page would: for values that no list of fields can hold.
    pub async fn post_body(&mut self, path: &str, script: bool, body: &str) -> Answer {
        let ask = self.ask(Method::POST, path).own().body("application/x-www-form-urlencoded", body.as_bytes());
        if script { ask.script() } else { ask.plain() }.send().await
    }

    /// The same visitor at another address, so that the limits of one source do not count together.
    pub fn elsewhere(&mut self) {
        self.from = self.app.browser().from;
    }
}
