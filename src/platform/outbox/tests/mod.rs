//! The outbox on both databases, against real servers.

mod delivery;
mod failure;
mod wire;

use super::letter::{Block, Body, Destination, Letter, Message};
use super::transports::{MailTransport, SmsTransport, Transports};
use super::{Reference, Smtp, enqueue};
use crate::kernel::lang::Lang;
use crate::params;
use crate::platform::Ctx;
use crate::testing::smtp::SmtpSink;

const CODE: &str = "048213";

/// What auditors see of a letter, and why it failed last.
#[derive(Debug, PartialEq, Eq, sqlx::FromRow)]
struct Seen {
    state: String,
    attempts: i64,
    has_payload: bool,
    last_error: Option<String>,
    next_at: i64,
}

async fn seen(ctx: &Ctx, dedup_key: &str) -> Seen {
    const SEEN: &str = "SELECT v.state, v.attempts, v.has_payload = 1 AS has_payload, o.last_error, o.next_at
     FROM chk_outbox v JOIN outbox o ON o.dedup_key = v.dedup_key WHERE v.dedup_key = $1";
    ctx.db.fetch_one(SEEN, params![dedup_key]).await.unwrap()
}

fn mail(dedup_key: &str) -> Letter {
    let blocks = vec![
        Block::Text("Ini kode Anda.".to_owned()),
        Block::Code(CODE.to_owned()),
        Block::Note("Jangan beri tahu siapa pun kode ini.".to_owned()),
    ];
    Letter {
        dedup_key: dedup_key.to_owned(),
        purpose: "sign_in",
        person: None,
        to: Destination::Email("sari@contoh.example".to_owned()),
        lang: Lang::Id,
        expires_at: None,
        body: Message { subject: "Kode masuk Prakerja".to_owned(), blocks }.into(),
    }
}

fn sms(dedup_key: &str) -> Letter {
    Letter {
        to: Destination::Sms("+6281234567890".to_owned()),
        body: Body::Sms(format!("Kode Prakerja {CODE}.")),
        ..mail(dedup_key)
    }
}

/// Enqueues in a transaction of its own.
async fn put(ctx: &Ctx, letter: Letter) -> Reference {
    let mut tx = ctx.db.begin().await.unwrap();
    let reference = enqueue(&mut tx, ctx, letter).await.unwrap();
    tx.commit().await.unwrap();
    reference
}

fn pass(ctx: &Ctx, ms: i64) {
    ctx.clock.set_offset_ms(ctx.clock.offset_ms() + ms);
}

fn sandbox() -> Transports {
    Transports { mail: vec![MailTransport::Sandbox], sms: vec![SmsTransport::Sandbox] }
}

fn smtp(sink: &SmtpSink) -> Transports {
    smtp_at(&sink.url())
}

fn smtp_at(url: &str) -> Transports {
    let smtp = Smtp::new(url, "Prakerja <kode@prakerja.example>", "https://prakerja.example").unwrap();
    Transports { mail: vec![MailTransport::Smtp(Box::new(smtp))], sms: Vec::new() }
}
