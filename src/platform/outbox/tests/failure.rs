//! Letters whose delivery fails: tried again, given up or taken over, never sent twice without need.

use super::*;
use crate::platform::outbox::{deliver_due, mailbox};
use crate::platform::telemetry::capture::{self, Page};
use crate::testing::both;
use crate::testing::smtp::Answer;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A port on which nobody listens.
async fn closed_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    format!("smtp://{}", listener.local_addr().unwrap())
}

#[tokio::test]
async fn a_server_that_is_down_is_tried_ten_times_with_growing_waits() {
    both(|ctx| async move {
        let down = smtp_at(&closed_port().await);
        put(&ctx, mail("otp:1")).await;
        for failures in 1..=9 {
            let tried_at = ctx.now().0;
            assert_eq!(deliver_due(&ctx, &down).await, 0);
            let row = seen(&ctx, "otp:1").await;
            assert_eq!((row.state.as_str(), row.attempts, row.has_payload), ("queued", failures, true));
            assert_eq!(row.last_error.as_deref(), Some("network"));
            let waits = row.next_at - tried_at;
            // The clock of the test may run on between the attempt and its settling.
            assert!(waits > 0 && waits <= (5_000 << (failures - 1)) + 1_000, "{waits} ms after failure {failures}");
            assert_eq!(deliver_due(&ctx, &down).await, 0, "nothing is due before its time");
            pass(&ctx, (row.next_at - ctx.now().0).max(0));
        }
        assert_eq!(deliver_due(&ctx, &down).await, 0);
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.attempts, row.has_payload), ("dead", 10, false));
        assert_eq!(row.last_error.as_deref(), Some("network"));
    })
    .await;
}

#[tokio::test]
async fn a_letter_arrives_when_the_server_is_back() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        sink.answer_next(Answer::Refuse("451 try later"));
        put(&ctx, mail("otp:1")).await;
        assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 0);
        assert_eq!(seen(&ctx, "otp:1").await.last_error.as_deref(), Some("smtp_451"));
        pass(&ctx, 5_001);
        assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 1);
        let mails = sink.mails();
        assert_eq!(mails.len(), 2);
        assert_eq!(mails[0].data, mails[1].data, "the same letter is the same bytes");
        assert_eq!(seen(&ctx, "otp:1").await.attempts, 1);
    })
    .await;
}

#[tokio::test]
async fn a_permanent_refusal_ends_a_letter_at_once_but_our_own_mistake_does_not() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        sink.answer_next(Answer::Refuse("550 no such user sari@contoh.example"));
        put(&ctx, mail("otp:1")).await;
        assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 0);
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.attempts, row.has_payload), ("dead", 1, false));
        assert_eq!(row.last_error.as_deref(), Some("smtp_550"));

        sink.answer_next(Answer::Refuse("535 wrong password"));
        put(&ctx, mail("otp:2")).await;
        deliver_due(&ctx, &smtp(&sink)).await;
        assert_eq!(seen(&ctx, "otp:2").await.state, "queued");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_waits_for_another_attempt_expires_in_time() {
    both(|ctx| async move {
        let down = smtp_at(&closed_port().await);
        let expires_at = ctx.now().plus_seconds(300);
        put(&ctx, Letter { expires_at: Some(expires_at), ..mail("otp:1") }).await;
        for _ in 0..6 {
            deliver_due(&ctx, &down).await;
            let row = seen(&ctx, "otp:1").await;
            assert!(row.next_at <= expires_at.0, "the next look is not after expiry");
            pass(&ctx, (row.next_at - ctx.now().0).max(0));
        }
        pass(&ctx, (expires_at.0 - ctx.now().0).max(0));
        assert_eq!(deliver_due(&ctx, &sandbox()).await, 0);
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.has_payload), ("expired", false));
    })
    .await;
}

#[tokio::test]
async fn a_letter_whose_worker_died_is_taken_over_after_its_lease() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        sink.answer_next(Answer::Silence);
        put(&ctx, mail("otp:1")).await;
        let victim = {
            let (ctx, transports) = (ctx.clone(), smtp(&sink));
            tokio::spawn(async move { deliver_due(&ctx, &transports).await })
        };
        sink.wait_for(1).await;
        victim.abort();
        assert!(victim.await.unwrap_err().is_cancelled());

        assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 0, "the dead worker still holds the letter");
        assert_eq!(sink.mails().len(), 1);
        pass(&ctx, 30_000);
        assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 1);
        assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 0);
        let mails = sink.mails();
        assert_eq!(mails.len(), 2, "delivered exactly once more");
        assert_eq!(mails[0].header("Message-ID"), mails[1].header("Message-ID"));
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.attempts, row.has_payload), ("sent", 1, false));
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_kills_its_workers_is_given_up() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        put(&ctx, mail("otp:1")).await;
        for lost in 1..=10 {
            sink.answer_next(Answer::Silence);
            let victim = {
                let (ctx, transports) = (ctx.clone(), smtp(&sink));
                tokio::spawn(async move { deliver_due(&ctx, &transports).await })
            };
            sink.wait_for(lost).await;
            victim.abort();
            let _ = victim.await;
            pass(&ctx, 30_000);
        }
        assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 0);
        assert_eq!(sink.mails().len(), 10);
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.attempts, row.has_payload), ("dead", 10, false));
        assert_eq!(row.last_error.as_deref(), Some("lost"));
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_lost_its_lease_settles_nothing() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        sink.answer_next(Answer::AcceptAfter(Duration::from_millis(500)));
        put(&ctx, mail("otp:1")).await;
        let slow = {
            let (ctx, transports) = (ctx.clone(), smtp(&sink));
            tokio::spawn(async move { deliver_due(&ctx, &transports).await })
        };
        sink.wait_for(1).await;
        pass(&ctx, 30_000);
        sink.answer_next(Answer::Refuse("451 try later"));
        assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 0);
        slow.await.unwrap();
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.attempts), ("queued", 2), "the second worker's word counts");
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_jumps_does_not_make_one_worker_send_twice() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        sink.answer_next(Answer::AcceptAfter(Duration::from_millis(300)));
        put(&ctx, mail("otp:1")).await;
        put(&ctx, mail("otp:2")).await;
        let worker = {
            let (ctx, transports) = (ctx.clone(), smtp(&sink));
            tokio::spawn(async move { deliver_due(&ctx, &transports).await })
        };
        // The second letter lands while the first is still on its way, so the worker looks again after the jump.
        sink.wait_for(1).await;
        pass(&ctx, 3_600_000);
        assert_eq!(worker.await.unwrap(), 2);
        assert_eq!(sink.mails().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_mailbox_keeps_one_copy_while_the_server_is_tried_again() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        sink.answer_next(Answer::Refuse("451 try later"));
        let mut transports = sandbox();
        transports.mail.extend(smtp(&sink).mail);
        put(&ctx, mail("otp:1")).await;
        assert_eq!(deliver_due(&ctx, &transports).await, 0);
        assert_eq!(mailbox::list(&ctx, 10).await.unwrap().len(), 1, "shown although the server refused");
        pass(&ctx, 5_001);
        assert_eq!(deliver_due(&ctx, &transports).await, 1);
        assert_eq!(mailbox::list(&ctx, 10).await.unwrap().len(), 1);
        assert_eq!(sink.mails().len(), 2);
    })
    .await;
}

/// Takes the outbox away from whoever looks for it, or gives it back.
async fn rename(ctx: &Ctx, sql: &'static str) {
    let mut tx = ctx.db.begin().await.unwrap();
    tx.execute(sql, &[]).await.unwrap();
    tx.commit().await.unwrap();
}

const AWAY: &str = "ALTER TABLE outbox RENAME TO outbox_away";
const BACK: &str = "ALTER TABLE outbox_away RENAME TO outbox";

/// Waits until settling has failed this many times.
async fn failed(log: &Page, times: usize) {
    for _ in 0..1_000 {
        if log.text().matches("a delivery could not be settled").count() >= times {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("settling did not fail {times} times in ten seconds:\n{}", log.text());
}

/// The server has the whole letter; before it says so, the table is gone.
async fn taken_while_the_table_is_away(ctx: &Ctx, sink: &SmtpSink) -> JoinHandle<usize> {
    sink.answer_next(Answer::AcceptAfter(Duration::from_secs(1)));
    put(ctx, mail("otp:1")).await;
    let (of_worker, transports) = (ctx.clone(), smtp(sink));
    let worker = tokio::spawn(async move { deliver_due(&of_worker, &transports).await });
    sink.wait_for(1).await;
    rename(ctx, AWAY).await;
    worker
}

#[tokio::test]
async fn a_letter_that_was_taken_while_the_database_was_away_is_settled_when_it_is_back_and_goes_out_once() {
    both(|ctx| async move {
        let (log, _guard) = capture::start(None);
        let sink = SmtpSink::start().await;
        let worker = taken_while_the_table_is_away(&ctx, &sink).await;
        failed(&log, 4).await;
        rename(&ctx, BACK).await;
        assert_eq!(worker.await.unwrap(), 1);
        let row = seen(&ctx, "otp:1").await;
        assert_eq!((row.state.as_str(), row.attempts, row.has_payload), ("sent", 0, false));
        pass(&ctx, 30_000);
        assert_eq!(deliver_due(&ctx, &smtp(&sink)).await, 0);
        assert_eq!(sink.mails().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn settling_is_given_up_with_the_lease() {
    both(|ctx| async move {
        let (log, _guard) = capture::start(None);
        let sink = SmtpSink::start().await;
        let worker = taken_while_the_table_is_away(&ctx, &sink).await;
        failed(&log, 1).await;
        pass(&ctx, 30_000);
        tokio::time::timeout(Duration::from_secs(10), worker).await.expect("nobody holds the letter any more").unwrap();
        rename(&ctx, BACK).await;
        assert_eq!(seen(&ctx, "otp:1").await.state, "queued", "whoever comes next takes it over");
    })
    .await;
}
