//! Somebody who fills in forms: asks for a captcha, works out its sum and posts, from a network address of their own.

use crate::load::{Answer, Client, Failure};
use axum::http::Request;
use prakerja::kernel::lang::Lang;
use prakerja::platform::captcha::Challenge;
use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::Arc;

/// Every question that asks for one sum, with its answer.
pub type Sums = Arc<HashMap<String, u8>>;

pub fn sums() -> Sums {
    let terms = (1..=12).flat_map(|a| (1..=12).map(move |b| (a, b)));
    Arc::new(terms.map(|(a, b)| (Challenge { token: String::new(), sums: vec![(a, b)] }.question(Lang::Id), a + b)).collect())
}

pub struct Guest {
    pub client: Client,
    /// The server's public address.
    pub origin: String,
    pub sums: Sums,
}

/// The `n`th network address; 198.18.0.0/15 is set aside for benchmarks (RFC 2544).
pub fn address(n: u32) -> String {
    Ipv4Addr::from_bits(0xC612_0000 + n % 0x2_0000).to_string()
}

impl Guest {
    /// A form's captcha with its answer, as fields of that form.
    pub async fn captcha(&mut self, form: &str, from: &str) -> Result<[(&'static str, String); 2], Failure> {
        let ask = Request::get(format!("/tantangan/{form}")).header("accept", "application/json").header("x-forwarded-for", from);
        let challenge: serde_json::Value = serde_json::from_slice(&self.client.send(ask, String::new()).await?.body)?;
        let sum = challenge["question"].as_str().and_then(|question| self.sums.get(question)).ok_or("no sum was asked")?;
        let token = challenge["token"].as_str().unwrap_or_default().to_owned();
        Ok([("tantangan", token), ("captcha", sum.to_string())])
    }

    /// Posts a form as a hydrated page does.
    pub async fn post(&mut self, path: &str, from: &str, cookie: &str, fields: &[(&str, String)]) -> Result<Answer, Failure> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let post = Request::post(path)
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", &self.origin)
            .header("sec-fetch-site", "same-origin")
            .header("cookie", cookie)
            .header("x-forwarded-for", from);
        self.client.send(post, body).await
    }
}
