//! Where letters go: one list of transports per channel. A letter is sent when every transport of its channel took it.

use super::gateway::Gateway;
use super::mailbox;
use super::render::{Content, Mail};
use super::seal::Sealer;
use super::smtp::Smtp;
use super::worker::Parcel;
use crate::platform::Ctx;
use crate::platform::config::{Config, Secret};
use crate::platform::providers::client::Reach;

/// A way for mails.
#[derive(Clone, Debug)]
pub enum MailTransport {
    Smtp(Box<Smtp>),
    /// The sandbox mailbox.
    Sandbox,
}

/// A way for SMS.
#[derive(Clone, Debug)]
pub enum SmsTransport {
    Gateway(Gateway),
    /// The sandbox mailbox.
    Sandbox,
}

/// All ways, cheap to clone. The sandbox mailbox stands first: it takes the same message twice as one, so an attempt that
/// fails after it can be repeated.
#[derive(Clone, Debug, Default)]
pub struct Transports {
    pub mail: Vec<MailTransport>,
    pub sms: Vec<SmsTransport>,
}

/// A setting that no transport can be made from; the value is not repeated, it may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("setting {0} cannot be used")]
pub struct SetupError(pub &'static str);

/// Why a transport did not take a letter, as a code without anything personal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Another attempt would fail as well.
    pub permanent: bool,
    pub code: String,
}

impl Failure {
    pub fn permanent(code: &str) -> Self {
        Self { permanent: true, code: code.to_owned() }
    }

    pub fn transient(code: &str) -> Self {
        Self { permanent: false, code: code.to_owned() }
    }
}

impl Transports {
    /// In sandbox mode always the mailbox, and SMTP server and gateway wherever they are set.
    pub fn from_config(config: &Config) -> Result<Self, SetupError> {
        let mut transports = Self::default();
        if config.is_sandbox() {
            transports.mail.push(MailTransport::Sandbox);
            transports.sms.push(SmsTransport::Sandbox);
        }
        if let Some(url) = &config.mail.smtp_url {
            transports.mail.push(MailTransport::Smtp(Box::new(Smtp::from_config(config, url.expose())?)));
        }
        if let Some(url) = config.sms.url.as_ref().map(Secret::expose) {
            transports.sms.push(SmsTransport::Gateway(Gateway::new(url, config.sms.token.as_ref(), Reach::of(config))?));
        }
        Ok(transports)
    }

    pub(super) async fn send(&self, ctx: &Ctx, sealer: &Sealer, parcel: &Parcel) -> Result<(), Failure> {
        match &parcel.content {
            Content::Mail(mail) => self.send_mail(ctx, sealer, parcel, mail).await,
            Content::Sms(text) => self.send_sms(ctx, sealer, parcel, text).await,
        }
    }

    async fn send_mail(&self, ctx: &Ctx, sealer: &Sealer, parcel: &Parcel, mail: &Mail) -> Result<(), Failure> {
        if self.mail.is_empty() {
            return Err(Failure::transient("no_transport"));
        }
        for transport in &self.mail {
            match transport {
                MailTransport::Smtp(smtp) => smtp.send(parcel, mail).await?,
                MailTransport::Sandbox => mailbox::receive(ctx, sealer, parcel).await?,
            }
        }
        Ok(())
    }

    async fn send_sms(&self, ctx: &Ctx, sealer: &Sealer, parcel: &Parcel, text: &str) -> Result<(), Failure> {
        if self.sms.is_empty() {
            return Err(Failure::transient("no_transport"));
        }
        for transport in &self.sms {
            match transport {
                SmsTransport::Gateway(gateway) => gateway.send(&parcel.to, text, &parcel.reference).await?,
                SmsTransport::Sandbox => mailbox::receive(ctx, sealer, parcel).await?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transports(env: &[(&str, &str)]) -> Result<Transports, SetupError> {
        let env: Vec<_> = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Transports::from_config(&Config::load(None, &env).unwrap())
    }

    const SMTP: (&str, &str) = ("PRAKERJA__MAIL__SMTP_URL", "smtp://127.0.0.1:1025");
    const SMS: (&str, &str) = ("PRAKERJA__SMS__URL", "http://127.0.0.1:1026/kirim");

    #[test]
    fn the_sandbox_keeps_its_mailbox_and_adds_what_is_set() {
        let bare = transports(&[]).unwrap();
        assert!(matches!(bare.mail[..], [MailTransport::Sandbox]));
        assert!(matches!(bare.sms[..], [SmsTransport::Sandbox]));
        let both = transports(&[SMTP, SMS]).unwrap();
        assert!(matches!(both.mail[..], [MailTransport::Sandbox, MailTransport::Smtp(_)]));
        assert!(matches!(both.sms[..], [SmsTransport::Sandbox, SmsTransport::Gateway(_)]));
    }

    #[test]
    fn production_has_no_mailbox() {
        let real = transports(&[("PRAKERJA__MODE", "production"), SMTP, SMS]).unwrap();
        assert!(matches!(real.mail[..], [MailTransport::Smtp(_)]));
        assert!(matches!(real.sms[..], [SmsTransport::Gateway(_)]));
    }

    #[test]
    fn a_setting_that_cannot_work_stops_the_start() {
        let wrong = ("PRAKERJA__MAIL__SMTP_URL", "smtp://127.0.0.1:1025?tls=perhaps");
        assert_eq!(transports(&[wrong]).unwrap_err(), SetupError("PRAKERJA__MAIL__SMTP_URL"));
    }
}
