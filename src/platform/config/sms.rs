//! How SMS leave: the gateway, the name they come from, and what they may cost.

use super::raw::Raw;
use super::{ConfigError, Secret, number, read_url};

/// What networks carry as the name of a sender (GSM 03.40: eleven characters of the default alphabet).
const LONGEST_SENDER: usize = 11;

#[derive(Clone, Debug)]
pub struct Sms {
    /// The gateway; without one messages stay in the sandbox mailbox.
    pub url: Option<Secret>,
    pub token: Option<Secret>,
    /// The name that the gateway sends under; pages that ask for a code tell it.
    pub sender: String,
    /// Messages an hour, all processes together; when they are gone no SMS goes out for an hour (C13).
    pub hourly_budget: u32,
}

impl Sms {
    pub(super) fn read(raw: &Raw) -> Result<Self, ConfigError> {
        Ok(Self {
            url: raw.optional("sms.url", |text| read_url(text, &["http://", "https://"]))?,
            token: raw.optional("sms.token", |text| Ok(Secret::new(text)))?,
            sender: raw.get("sms.sender", read_sender)?.unwrap_or_else(|| "PRAKERJA".to_owned()),
            hourly_budget: number(raw, "sms.hourly_budget", 1_000_000)?.unwrap_or(5_000),
        })
    }
}

fn read_sender(text: &str) -> Result<String, String> {
    if (1..=LONGEST_SENDER).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        Ok(text.to_owned())
    } else {
        Err(format!("must be 1 to {LONGEST_SENDER} letters and digits (A to Z, 0 to 9), not `{text}`"))
    }
}
