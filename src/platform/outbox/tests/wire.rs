//! What servers outside receive.

use super::*;
use crate::platform::config::Secret;
use crate::platform::outbox::{Gateway, deliver_due};
use crate::platform::providers::client::Reach;
use crate::testing::both;
use crate::testing::sms::SmsSink;
use serde_json::json;

fn gateway(sink: &SmsSink) -> Transports {
    let gateway = Gateway::new(&sink.url(), Some(&Secret::new("rahasia")), Reach::Anywhere).unwrap();
    Transports { mail: Vec::new(), sms: vec![SmsTransport::Gateway(gateway)] }
}

#[tokio::test]
async fn a_mail_server_gets_both_forms_in_the_language_of_the_letter() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        for (lang, number, sample) in [(Lang::Id, "Nomor pesan:", "portal contoh"), (Lang::En, "Message number:", "sample portal")]
        {
            let key = format!("otp:{}", lang.code());
            let reference = put(&ctx, Letter { lang, ..mail(&key) }).await;
            assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 1);
            let mail = sink.mails().pop().unwrap();
            assert_eq!((mail.from.as_str(), &mail.to[..]), ("kode@prakerja.example", &["sari@contoh.example".to_owned()][..]));
            assert_eq!(mail.header("Subject"), "Kode masuk Prakerja");
            assert_eq!(mail.header("Content-Language"), lang.code());
            assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
            assert!(mail.header("Content-Type").starts_with("multipart/alternative"));
            let parts = mail.parts();
            let [text, html] = &parts[..] else { panic!("two parts, not {}", parts.len()) };
            assert!(text.content_type.starts_with("text/plain") && html.content_type.starts_with("text/html"));
            assert!(html.body.contains(&format!(r#"<html lang="{}""#, lang.code())));
            for part in [text, html] {
                for words in [CODE, number, sample, reference.as_str()] {
                    assert!(part.body.contains(words), "{words} in\n{}", part.body);
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_message_id_is_the_id_that_auditors_see() {
    both(|ctx| async move {
        const ID: &str = "SELECT msg_id FROM chk_outbox WHERE dedup_key = $1";
        let sink = SmtpSink::start().await;
        put(&ctx, mail("otp:1")).await;
        deliver_due(&ctx, &smtp(&sink)).await;
        let (id,): (String,) = ctx.db.fetch_one(ID, params!["otp:1"]).await.unwrap();
        assert_eq!(sink.mails()[0].header("Message-ID"), format!("<{id}@prakerja.example>"));
    })
    .await;
}

#[tokio::test]
async fn a_gateway_gets_the_message_as_json() {
    both(|ctx| async move {
        let sink = SmsSink::start().await;
        let reference = put(&ctx, sms("otp:1")).await;
        assert_eq!(deliver_due(&ctx, &gateway(&sink)).await, 1);
        let requests = sink.requests();
        let [request] = &requests[..] else { panic!("one request, not {}", requests.len()) };
        let text = format!("Kode Prakerja {CODE}. No. pesan {reference}");
        assert_eq!(request.body, json!({ "to": "+6281234567890", "text": text, "reference": reference.as_str() }));
        assert_eq!(request.content_type, "application/json");
        assert_eq!(request.authorization, "Bearer rahasia");
    })
    .await;
}

#[tokio::test]
async fn a_gateway_that_fails_is_asked_again_with_the_same_reference() {
    both(|ctx| async move {
        let sink = SmsSink::start().await;
        sink.answer_next(503);
        put(&ctx, sms("otp:1")).await;
        assert_eq!(deliver_due(&ctx, &gateway(&sink)).await, 0);
        assert_eq!(seen(&ctx, "otp:1").await.last_error.as_deref(), Some("gateway_503"));
        pass(&ctx, 5_001);
        assert_eq!(deliver_due(&ctx, &gateway(&sink)).await, 1);
        let requests = sink.requests();
        assert_eq!(requests.len(), 2);
        assert_eq!(requests[0].body, requests[1].body);
    })
    .await;
}

#[tokio::test]
async fn a_gateway_cannot_send_the_message_elsewhere() {
    both(|ctx| async move {
        let sink = SmsSink::start().await;
        sink.answer_next(307);
        put(&ctx, sms("otp:1")).await;
        assert_eq!(deliver_due(&ctx, &gateway(&sink)).await, 0);
        assert_eq!(sink.strayed(), 0);
        assert_eq!(seen(&ctx, "otp:1").await.last_error.as_deref(), Some("gateway_307"));
    })
    .await;
}

#[tokio::test]
async fn a_message_that_the_gateway_refuses_is_given_up() {
    both(|ctx| async move {
        let sink = SmsSink::start().await;
        sink.answer_next(422);
        put(&ctx, sms("otp:1")).await;
        assert_eq!(deliver_due(&ctx, &gateway(&sink)).await, 0);
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.has_payload), ("dead", false));
    })
    .await;
}

#[tokio::test]
async fn without_a_transport_a_letter_waits() {
    both(|ctx| async move {
        put(&ctx, sms("otp:1")).await;
        assert_eq!(deliver_due(&ctx, &Transports::default()).await, 0);
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.last_error.as_deref()), ("queued", Some("no_transport")));
    })
    .await;
}
