//! Letters that arrive: once, in time, and leaving nothing behind.

use super::*;
use crate::platform::crypt;
use crate::platform::outbox::{deliver_due, mailbox, purge, run};
use crate::testing::both;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;

#[tokio::test]
async fn a_letter_is_sent_once_and_its_payload_blanked() {
    both(|ctx| async move {
        let reference = put(&ctx, mail("otp:1")).await;
        assert!(seen(&ctx, "otp:1").await.has_payload);
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 1);
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 0);
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.attempts, row.has_payload, row.last_error), ("sent", 0, false, None));
        let messages = mailbox::list(&ctx, 10).await.unwrap();
        let [message] = &messages[..] else { panic!("one message, not {}", messages.len()) };
        assert_eq!(message.reference, reference);
        assert_eq!(message.to, "sari@contoh.example");
        assert!(!message.subject.contains(CODE));
        for form in [&message.text, message.html.as_ref().unwrap()] {
            assert!(form.contains(CODE) && form.contains(reference.as_str()));
        }
    })
    .await;
}

#[tokio::test]
async fn a_change_that_was_rolled_back_tells_nobody() {
    both(|ctx| async move {
        let mut tx = ctx.db.begin().await.unwrap();
        enqueue(&mut tx, &ctx, mail("otp:1")).await.unwrap();
        drop(tx);
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 0);
        assert!(mailbox::list(&ctx, 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_same_letter_written_by_many_is_one() {
    both(|ctx| async move {
        let mut writers = JoinSet::new();
        for _ in 0..8 {
            let ctx = ctx.clone();
            writers.spawn(async move { put(&ctx, mail("notice:1")).await });
        }
        let references: BTreeSet<String> = writers.join_all().await.into_iter().map(String::from).collect();
        assert_eq!(references.len(), 1);
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 1);
        let again = put(&ctx, mail("notice:1")).await;
        assert!(references.contains(again.as_str()));
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 0);
    })
    .await;
}

#[tokio::test]
async fn words_and_destination_must_fit_together() {
    both(|ctx| async move {
        let mut tx = ctx.db.begin().await.unwrap();
        let letter = Letter { to: Destination::Sms("+6281234567890".to_owned()), ..mail("otp:1") };
        assert!(enqueue(&mut tx, &ctx, letter).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn two_workers_share_the_letters() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        for n in 0..30 {
            put(&ctx, mail(&format!("otp:{n}"))).await;
        }
        let transports = smtp(&sink);
        let (one, two) = tokio::join!(deliver_due(&ctx, &transports), deliver_due(&ctx, &transports));
        assert_eq!(one + two, 30);
        let ids: BTreeSet<String> = sink.mails().iter().map(|mail| mail.header("Message-ID")).collect();
        assert_eq!((sink.mails().len(), ids.len()), (30, 30));
    })
    .await;
}

#[tokio::test]
async fn a_code_past_its_time_is_never_sent() {
    both(|ctx| async move {
        let expires_at = Some(ctx.now().plus_seconds(300));
        put(&ctx, Letter { expires_at, ..mail("otp:1") }).await;
        pass(&ctx, 300_000);
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 0);
        assert!(mailbox::list(&ctx, 10).await.unwrap().is_empty());
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.has_payload), ("expired", false));
    })
    .await;
}

#[tokio::test]
async fn expired_letters_do_not_hold_up_the_others() {
    both(|ctx| async move {
        for n in 0..20 {
            let expires_at = Some(ctx.now().plus_seconds(1));
            put(&ctx, Letter { expires_at, ..mail(&format!("otp:{n}")) }).await;
        }
        pass(&ctx, 5_000);
        put(&ctx, mail("notice:1")).await;
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_letter_to_a_person_is_sealed_under_their_key() {
    both(|ctx| async move {
        let now = ctx.now();
        let person = ctx.random.id(now);
        let mut tx = ctx.db.begin().await.unwrap();
        crypt::create_person(&mut tx, &ctx.keys, person, now).await.unwrap();
        // The key is still uncommitted: sealing must see it.
        enqueue(&mut tx, &ctx, Letter { person: Some(person), ..mail("otp:1") }).await.unwrap();
        enqueue(&mut tx, &ctx, Letter { person: Some(person), ..sms("otp:2") }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 2);
        assert_eq!(mailbox::list(&ctx, 10).await.unwrap().len(), 2);

        put(&ctx, Letter { person: Some(person), ..mail("otp:3") }).await;
        let mut tx = ctx.db.begin().await.unwrap();
        crypt::erase_person(&mut tx, person).await.unwrap();
        tx.commit().await.unwrap();
        assert!(mailbox::list(&ctx, 10).await.unwrap().is_empty());
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 0);
        let row = seen(&ctx, "otp:3").await;
        assert_eq!((row.state.as_str(), row.has_payload, row.last_error.as_deref()), ("dead", false, Some("erased")));
    })
    .await;
}

#[tokio::test]
async fn the_worker_delivers_until_it_is_told_to_stop() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(run(ctx.clone(), smtp(&sink), stopped));
        put(&ctx, mail("otp:1")).await;
        ctx.wake.ring();
        sink.wait_for(1).await;
        for _ in 0..200 {
            if seen(&ctx, "otp:1").await.state == "sent" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        stop.send(true).unwrap();
        tokio::time::timeout(Duration::from_secs(2), worker).await.expect("the worker stops").unwrap();
        assert_eq!(seen(&ctx, "otp:1").await.state, "sent");
    })
    .await;
}

#[tokio::test]
async fn what_ended_is_forgotten_in_time() {
    both(|ctx| async move {
        const COUNT: &str = "SELECT COUNT(*) FROM outbox";
        put(&ctx, mail("otp:1")).await;
        deliver_due(&ctx, &sandbox()).await;
        pass(&ctx, 24 * 3_600_000 - 1);
        assert_eq!(mailbox::purge(&ctx).await.unwrap(), 0);
        assert_eq!(mailbox::list(&ctx, 10).await.unwrap().len(), 1);
        pass(&ctx, 1);
        assert!(mailbox::list(&ctx, 10).await.unwrap().is_empty());
        assert_eq!(mailbox::purge(&ctx).await.unwrap(), 1);

        put(&ctx, mail("otp:2")).await;
        pass(&ctx, 29 * 24 * 3_600_000);
        assert_eq!(purge(&ctx).await.unwrap(), 0);
        pass(&ctx, 1);
        assert_eq!(purge(&ctx).await.unwrap(), 1);
        let (left,): (i64,) = ctx.db.fetch_one(COUNT, &[]).await.unwrap();
        assert_eq!(left, 1, "a queued letter stays, however old");
    })
    .await;
}
