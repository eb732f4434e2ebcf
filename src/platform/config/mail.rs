//! How mails leave: the mail server, the authorities that may vouch for it, and the sender.

use super::Secret;
use lettre::message::Mailbox;
use lettre::transport::smtp::client::Certificate;
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

#[derive(Clone, Debug)]
pub struct Mail {
    /// The mail server; without one mails stay in the sandbox mailbox.
    pub smtp_url: Option<Secret>,
    /// Root certificates, one or more, that are trusted for the mail server besides the public ones.
    pub smtp_ca: Option<Certificate>,
    /// Sender of every mail, `address` or `Name <address>`.
    pub from: String,
}

/// The certificates in a PEM file. Each is tried, because a damaged one would otherwise show only when the transport is made, where
/// nobody knows any more which setting it came from.
pub(super) fn read_authorities(path: &str) -> Result<Certificate, String> {
    let wrong = |what: &str| format!("must be a PEM file of root certificates, but {path} {what}");
    let pem = std::fs::read(path).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
    let damaged = || wrong("holds a damaged one");
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        let certificate = certificate.map_err(|_| damaged())?;
        roots.add(certificate).map_err(|_| damaged())?;
    }
    // Lettre would take a file without any for good, and every delivery would fail.
    if roots.is_empty() {
        return Err(wrong("holds none"));
    }
    Certificate::from_pem(&pem).map_err(|_| damaged())
}

pub(super) fn read_sender(text: &str) -> Result<String, String> {
    match text.parse::<Mailbox>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(format!("must be a mail address, perhaps as `Name <address>`, not `{text}`")),
    }
}
