//! Mail by SMTP.

use super::render::Mail;
use super::transports::{Failure, SetupError};
use super::worker::Parcel;
use crate::platform::config::{Config, is_this_machine};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, MultiPartKind, SinglePart};
use lettre::transport::smtp;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use reqwest::Url;
use std::time::{Duration, UNIX_EPOCH};

/// For each command; the whole delivery has a deadline of its own.
const COMMAND: Duration = Duration::from_secs(10);
/// Refusals of ours, not of the letter: authentication required, too weak, wrong, or encryption required (RFC 4954). They are
/// permanent to the server and mended by the operator, so the letter waits.
const OUR_FAULT: [&str; 4] = ["530", "534", "535", "538"];

/// A mail server.
#[derive(Clone, Debug)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    /// What stands after the @ of a Message-ID.
    host: String,
}

impl Smtp {
    /// `smtp://` or `smtps://` with user, password, host and port. Plain `smtp://` uses STARTTLS when the server offers it;
    /// `?tls=required` insists, and so does a password that would leave the machine in the clear.
    pub fn new(url: &str, from: &str, public_url: &str) -> Result<Self, SetupError> {
        Self::trusting(None, url, from, public_url)
    }

    pub(super) fn from_config(config: &Config, url: &str) -> Result<Self, SetupError> {
        Self::trusting(config.mail.smtp_ca.as_ref(), url, &config.mail.from, &config.server.public_url)
    }

    /// Like [`Smtp::new`], with more authorities that may vouch for the server than the public ones.
    fn trusting(authorities: Option<&Certificate>, url: &str, from: &str, public_url: &str) -> Result<Self, SetupError> {
        let unusable = || SetupError("PRAKERJA__MAIL__SMTP_URL");
        let url = with_tls(url);
        let mut server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).map_err(|_| unusable())?;
        if let Some(authorities) = authorities {
            server = server.tls(tls(&url, authorities).ok_or_else(unusable)?);
        }
        let transport = server.timeout(Some(COMMAND)).build();
        let from = from.parse().map_err(|_| SetupError("PRAKERJA__MAIL__FROM"))?;
        Ok(Self { transport, from, host: host_of(public_url).to_owned() })
    }

    pub(super) async fn send(&self, parcel: &Parcel, mail: &Mail) -> Result<(), Failure> {
        let message = self.message(parcel, mail)?;
        self.transport.send(message).await.map(|_| ()).map_err(|error| failure(&error))
    }

    /// The same letter gives the same bytes, whoever delivers it and however often.
    fn message(&self, parcel: &Parcel, mail: &Mail) -> Result<lettre::Message, Failure> {
        let to = parcel.to.parse().map_err(|_| Failure::permanent("address"))?;
        let id = parcel.id.simple();
        let written = UNIX_EPOCH + Duration::from_millis(u64::try_from(parcel.created_at.0).unwrap_or(0));
        let forms = MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            .boundary(format!("prakerja-{id}"))
            .singlepart(part(ContentType::TEXT_PLAIN, &mail.text))
            .singlepart(part(ContentType::TEXT_HTML, &mail.html));
        lettre::Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject.as_str())
            .message_id(Some(format!("<{id}@{}>", self.host)))
            .date(written)
            .raw_header(header("Content-Language", mail.lang.code()))
            // RFC 3834: no holiday answers.
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .multipart(forms)
            .map_err(|_| Failure::permanent("message"))
    }
}

fn part(kind: ContentType, body: &str) -> SinglePart {
    SinglePart::builder().header(kind).body(body.to_owned())
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Codes only: a server's answer quotes the address.
fn failure(error: &smtp::Error) -> Failure {
    if let Some(status) = error.status() {
        let code = status.to_string();
        let permanent = error.is_permanent() && !OUR_FAULT.contains(&code.as_str());
        return Failure { permanent, code: format!("smtp_{code}") };
    }
    Failure::transient(match () {
        () if error.is_timeout() => "timeout",
        () if error.is_tls() => "tls",
        () if error.is_response() => "smtp_answer",
        () if error.is_client() => "smtp_client",
        () => "network",
    })
}

/// The address with the kind of encryption written out, where it is left to us.
fn with_tls(url: &str) -> String {
    let Some(rest) = url.strip_prefix("smtp://") else { return url.to_owned() };
    let (server, query) = rest.split_once('?').unwrap_or((rest, ""));
    if query.split('&').any(|pair| pair.starts_with("tls=")) {
        return url.to_owned();
    }
    let tls = if server.contains('@') && !is_this_machine(url) { "required" } else { "opportunistic" };
    let gap = if query.is_empty() { "" } else { "&" };
    format!("smtp://{server}?{query}{gap}tls={tls}")
}

/// The encryption that an address asks for, with these authorities besides the public ones. Lettre reads the same from the address,
/// but trusts the public ones alone.
fn tls(url: &str, authorities: &Certificate) -> Option<Tls> {
    let url: Url = url.parse().ok()?;
    let builder = TlsParameters::builder(url.host_str()?.to_owned());
    let parameters = builder.add_root_certificate(authorities.clone()).build().ok()?;
    let asked = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, how)| how.into_owned());
    match (url.scheme(), asked.as_deref()) {
        ("smtps", _) => Some(Tls::Wrapper(parameters)),
        ("smtp", Some("required")) => Some(Tls::Required(parameters)),
        ("smtp", Some("opportunistic")) => Some(Tls::Opportunistic(parameters)),
        _ => None,
    }
}

/// The host of `scheme://host:port`, brackets of an IPv6 address included.
fn host_of(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    let authority = rest.split('/').next().unwrap_or(rest);
    match authority.find(']') {
        Some(end) => &authority[..=end],
        None => authority.split(':').next().unwrap_or(authority),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encryption_is_used_when_offered_and_demanded_for_passwords() {
        let cases = [
            ("smtp://127.0.0.1:1025", "smtp://127.0.0.1:1025?tls=opportunistic"),
            ("smtp://u:p@127.0.0.1:1025", "smtp://u:p@127.0.0.1:1025?tls=opportunistic"),
            ("smtp://u:p@[::1]:1025", "smtp://u:p@[::1]:1025?tls=opportunistic"),
            ("smtp://mail.example", "smtp://mail.example?tls=opportunistic"),
            ("smtp://u:p@mail.example:587", "smtp://u:p@mail.example:587?tls=required"),
            ("smtp://u:p@localhost.example", "smtp://u:p@localhost.example?tls=required"),
            ("smtp://u:p@mail.example?tls=opportunistic", "smtp://u:p@mail.example?tls=opportunistic"),
            ("smtp://mail.example/halo?x=1", "smtp://mail.example/halo?x=1&tls=opportunistic"),
            ("smtps://u:p@mail.example", "smtps://u:p@mail.example"),
        ];
        for (url, expected) in cases {
            assert_eq!(with_tls(url), expected);
            assert!(Smtp::new(url, "kode@prakerja.example", "http://127.0.0.1:3000").is_ok(), "{url}");
        }
    }

    /// Which authorities are trusted must not change how far encryption is insisted on.
    #[test]
    fn more_authorities_leave_the_kind_of_encryption_as_it_was() {
        let authorities = Certificate::from_pem(b"").unwrap();
        let kind = |url| format!("{:?}", tls(&with_tls(url), &authorities));
        assert_eq!(kind("smtp://127.0.0.1:1025"), "Some(Opportunistic)");
        assert_eq!(kind("smtp://u:p@mail.example:587"), "Some(Required)");
        assert_eq!(kind("smtp://127.0.0.1?tls=required"), "Some(Required)");
        assert_eq!(kind("smtps://u:p@mail.example"), "Some(Wrapper)");
        assert_eq!(kind("smtp://mail.example?tls=sometimes"), "None");
    }

    #[test]
    fn a_wrong_setting_is_named_without_its_value() {
        let error = Smtp::new("smtp://u:rahasia@mail.example?tls=sometimes", "kode@prakerja.example", "").unwrap_err();
        assert!(error.to_string().contains("PRAKERJA__MAIL__SMTP_URL") && !error.to_string().contains("rahasia"));
        let error = Smtp::new("smtp://mail.example", "no address", "").unwrap_err();
        assert!(error.to_string().contains("PRAKERJA__MAIL__FROM"));
    }

    #[test]
    fn a_message_id_names_the_host_of_the_portal() {
        assert_eq!(host_of("https://prakerja.example"), "prakerja.example");
        assert_eq!(host_of("http://127.0.0.1:3000"), "127.0.0.1");
        assert_eq!(host_of("http://[::1]:3000"), "[::1]");
    }
}
