//! From the parts of a letter to what is sent: HTML and plain text that say the same, or one line of SMS.

use super::letter::{Block, Body, Message};
use super::reference::Reference;
use super::text;
use crate::kernel::lang::Lang;
use crate::platform::Error;
use crate::platform::config::Config;
use askama::Template;

/// What goes over the wire.
pub enum Content {
    Mail(Mail),
    Sms(String),
}

/// A mail in its two forms.
pub struct Mail {
    pub lang: Lang,
    pub subject: String,
    pub text: String,
    pub html: String,
}

#[derive(Template)]
#[template(path = "mail/message.html")]
struct Html<'a> {
    frame: Frame<'a>,
}

#[derive(Template)]
#[template(path = "mail/message.txt")]
struct Text<'a> {
    frame: Frame<'a>,
}

/// What both templates show; no sentence stands in a template itself.
#[derive(Clone, Copy)]
struct Frame<'a> {
    lang: &'static str,
    portal: &'static str,
    copy_address: &'static str,
    message_number: &'static str,
    only_address: &'static str,
    automatic: &'static str,
    /// Sandbox only.
    sample: Option<&'static str>,
    subject: &'a str,
    blocks: &'a [Block],
    reference: &'a str,
    address: &'a str,
}

/// Renders a letter for its channel.
pub fn render(config: &Config, lang: Lang, reference: &Reference, body: &Body) -> Result<Content, Error> {
    match body {
        Body::Mail(message) => mail(config, lang, reference, message).map(Content::Mail),
        Body::Sms(words) => Ok(Content::Sms(format!("{} {}", words.trim_end(), text::sms_reference(lang, reference)))),
    }
}

fn mail(config: &Config, lang: Lang, reference: &Reference, message: &Message) -> Result<Mail, Error> {
    // A line break would begin another header.
    let subject: String = message.subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let frame = Frame {
        lang: lang.code(),
        portal: text::portal(lang),
        copy_address: text::copy_address(lang),
        message_number: text::message_number(lang),
        only_address: text::only_address(lang),
        automatic: text::automatic(lang),
        sample: config.is_sandbox().then(|| text::sample(lang)),
        subject: &subject,
        blocks: &message.blocks,
        reference: reference.as_str(),
        address: &config.server.public_url,
    };
    let unreadable = |_| Error::Corrupt("mail template");
    let html = Html { frame }.render().map_err(unreadable)?;
    let text = Text { frame }.render().map_err(unreadable)?;
    Ok(Mail { lang, subject, text, html })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::random::Random;

    fn config(env: &[(&str, &str)]) -> Config {
        let env: Vec<_> = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Config::load(None, &env).unwrap()
    }

    fn message() -> Message {
        Message {
            subject: "Kode masuk\r\nBcc: lain@contoh.example".to_owned(),
            blocks: vec![
                Block::Text("Halo <b>Sari</b> & kawan,".to_owned()),
                Block::Code("048213".to_owned()),
                Block::Link { label: "Lanjutkan".to_owned(), url: "http://127.0.0.1:3000/daftar/lanjut/abc?a=1&b=2".to_owned() },
                Block::Note("Jangan beri tahu siapa pun kode ini.".to_owned()),
            ],
        }
    }

    fn rendered(lang: Lang, env: &[(&str, &str)]) -> (Mail, Reference) {
        let reference = Reference::draw(Random);
        match render(&config(env), lang, &reference, &message().into()).unwrap() {
            Content::Mail(mail) => (mail, reference),
            Content::Sms(_) => panic!("a mail was asked for"),
        }
    }

    #[test]
    fn both_forms_say_the_same_and_carry_the_reference() {
        let (mail, reference) = rendered(Lang::Id, &[]);
        for form in [&mail.text, &mail.html] {
            for part in [
                "048213",
                "Lanjutkan",
                "Jangan beri tahu siapa pun kode ini.",
                "Nomor pesan:",
                "Portal Peserta",
                "http://127.0.0.1:3000",
            ] {
                assert!(form.contains(part), "{part} in\n{form}");
            }
            assert!(form.contains(reference.as_str()));
        }
        assert!(mail.html.contains(r#"<html lang="id""#));
        assert!(mail.text.contains("http://127.0.0.1:3000/daftar/lanjut/abc?a=1&b=2"));
    }

    #[test]
    fn markup_in_a_letter_is_text() {
        let (mail, _) = rendered(Lang::Id, &[]);
        assert!(!mail.html.contains("<b>Sari"), "{}", mail.html);
        assert!(mail.text.contains("Halo <b>Sari</b> & kawan,"));
    }

    #[test]
    fn a_subject_is_one_line() {
        let (mail, _) = rendered(Lang::Id, &[]);
        assert_eq!(mail.subject, "Kode masuk  Bcc: lain@contoh.example");
    }

    #[test]
    fn the_frame_speaks_the_language_of_the_letter() {
        let (mail, _) = rendered(Lang::En, &[]);
        assert!(mail.html.contains(r#"<html lang="en""#));
        for form in [&mail.text, &mail.html] {
            assert!(form.contains("Message number:") && form.contains("Participant Portal") && !form.contains("Nomor pesan"));
        }
    }

    #[test]
    fn only_the_sandbox_calls_itself_a_sample() {
        let (mail, _) = rendered(Lang::Id, &[]);
        assert!(mail.text.contains("portal contoh") && mail.html.contains("portal contoh"));
        let production = [("PRAKERJA__MODE", "production"), ("PRAKERJA__SERVER__PUBLIC_URL", "https://prakerja.example")];
        let (mail, _) = rendered(Lang::Id, &production);
        assert!(!mail.text.contains("portal contoh") && !mail.html.contains("portal contoh"));
        assert!(mail.text.contains("https://prakerja.example"));
    }

    #[test]
    fn the_text_form_has_no_loose_lines() {
        let (mail, _) = rendered(Lang::Id, &[]);
        assert!(!mail.text.contains("\n\n\n"), "{}", mail.text);
        assert!(mail.text.lines().all(|line| line == line.trim_end()), "{}", mail.text);
    }

    #[test]
    fn an_sms_ends_in_its_reference() {
        let reference = Reference::draw(Random);
        let body = Body::Sms("Kode Prakerja 048213. ".to_owned());
        let Content::Sms(text) = render(&config(&[]), Lang::Id, &reference, &body).unwrap() else { panic!("an SMS was asked for") };
        assert_eq!(text, format!("Kode Prakerja 048213. No. pesan {reference}"));
    }
}
