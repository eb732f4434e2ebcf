//! Starting and stopping the whole process.

use super::jobs::{every, lasting};
use super::*;
use crate::kernel::lang::Lang;
use crate::platform::audit::{ActorRef, Event};
use crate::platform::db::Db;
use crate::platform::outbox::{Block, Destination, Letter, MailTransport, Message, Smtp};
use crate::testing::smtp::{Answer, SmtpSink};
use crate::testing::{both, sqlite};
use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Long enough for any machine; whoever waits that long has waited in vain.
const IN_VAIN: Duration = Duration::from_secs(60);

fn letter() -> Letter {
    Letter {
        dedup_key: "uji:1".to_owned(),
        purpose: "sign_in",
        person: None,
        to: Destination::Email("sari@contoh.example".to_owned()),
        lang: Lang::Id,
        expires_at: None,
        body: Message { subject: "Uji".to_owned(), blocks: vec![Block::Text("Isi.".to_owned())] }.into(),
    }
}

#[tokio::test]
async fn clause_2_3j_a_letter_on_its_way_is_settled_before_the_process_ends_and_is_not_sent_again() {
    both(|ctx| async move {
        let sink = SmtpSink::start().await;
        sink.answer_next(Answer::AcceptAfter(Duration::from_secs(2)));
        let smtp = Smtp::new(&sink.url(), "Prakerja <kode@prakerja.example>", "https://prakerja.example").unwrap();
        let transports = Transports { mail: vec![MailTransport::Smtp(Box::new(smtp))], sms: Vec::new() };
        let mut tx = ctx.db.begin().await.unwrap();
        outbox::enqueue(&mut tx, &ctx, letter()).await.unwrap();
        tx.commit().await.unwrap();

        let stop = Stop::default();
        let jobs = start_jobs(&ctx, transports, &stop);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        // Nobody is connected, so the requests have ended at once.
        let http = serve::serve(listener, router(&site(ctx.clone())), &ctx.config, stop.told());
        let told = async {
            sink.wait_for(1).await;
            stop.tell();
        };
        let (ended, ()) = tokio::join!(run_down(GRACE, http, jobs, close(&ctx), stop.told()), told);
        ended.unwrap();
        assert_eq!(stop.verdict(), Ok(()), "every job ended when it was told to");

        let later = Db::open(ctx.config.database.url.expose()).await.unwrap();
        let (state,): (String,) = later.fetch_one("SELECT state FROM outbox", &[]).await.unwrap();
        assert_eq!(state, "sent");
        assert_eq!(sink.mails().len(), 1);
        later.close().await;
    })
    .await;
}

#[tokio::test]
async fn clause_2_3j_what_a_request_does_while_the_process_stops_is_linked_before_it_ends() {
    both(|ctx| async move {
        let (stop, stopping) = watch::channel(false);
        let linker = tokio::spawn(audit::run(ctx.clone(), stopping.clone()));
        // A request that was running when the process was told to stop, and commits when the linker has gone.
        let http = async {
            stop.send_replace(true);
            linker.await.unwrap();
            let event = Event { actor: ActorRef::Visitor, subject: None, action: "uji.akhir", outcome: "ok", detail: Vec::new() };
            let mut tx = ctx.db.begin().await.unwrap();
            audit::record(&mut tx, &ctx, event).await.unwrap();
            tx.commit().await.unwrap();
            Ok::<(), Infallible>(())
        };
        run_down(GRACE, http, Vec::new(), close(&ctx), stopping).await.unwrap();

        let later = Db::open(ctx.config.database.url.expose()).await.unwrap();
        let report = audit::verify(&later, ctx.now().plus_seconds(61)).await.unwrap();
        assert!(report.is_good(), "{report}");
        assert_eq!(report.events, 1);
        later.close().await;
    })
    .await;
}

#[tokio::test]
async fn clause_2_3j_whatever_hangs_when_told_to_stop_the_process_ends_in_time() {
    assert_eq!(GRACE, Duration::from_millis(9_500), "and half a second is left of the ten");
    let soon = Duration::from_millis(50);
    let hangs = || tokio::spawn(std::future::pending());
    let (_stop, stopping) = watch::channel(true);
    let done = || std::future::ready(Ok::<(), Infallible>(()));
    let ends = async {
        run_down(soon, done(), vec![hangs()], async {}, stopping.clone()).await.unwrap();
        run_down(soon, done(), Vec::new(), std::future::pending(), stopping.clone()).await.unwrap();
        run_down(soon, std::future::pending::<Result<(), Infallible>>(), Vec::new(), async {}, stopping).await.unwrap();
    };
    tokio::time::timeout(IN_VAIN, ends).await.expect("a job, the closing or a request that hangs holds nobody up");
}

#[tokio::test]
async fn a_job_that_ends_by_itself_stops_the_portal_which_then_ends_as_failed() {
    let (fine, panicked, returned) = (Stop::default(), Stop::default(), Stop::default());
    let mut told = fine.told();
    let waits = lasting(fine.clone(), "uji", async move {
        let _ = told.wait_for(|stop| *stop).await;
    });
    fine.tell();
    waits.await;
    assert_eq!(fine.verdict(), Ok(()), "one that was told to end may");

    lasting(panicked.clone(), "uji", async { panic!("no more") }).await;
    lasting(returned.clone(), "uji", async {}).await;
    for stop in [panicked, returned] {
        assert!(*stop.told().borrow(), "everything else stops");
        assert_eq!(stop.verdict().unwrap_err().to_string(), "the job `uji` ended by itself");
    }
}

#[tokio::test]
async fn a_turn_that_panics_is_followed_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let ctx = sqlite(folder.path()).await;
    let (stop, turns) = (Stop::default(), Arc::new(AtomicUsize::new(0)));
    let (told, counted) = (stop.told(), turns.clone());
    let job = move |_: Ctx| {
        let (stop, turn) = (stop.clone(), counted.fetch_add(1, Ordering::Relaxed));
        async move {
            assert!(turn > 0, "the first turn breaks off");
            stop.tell();
            Ok::<u64, Error>(0)
        }
    };
    let ends = every(ctx, Duration::from_millis(1), told, "uji", job);
    tokio::time::timeout(IN_VAIN, ends).await.expect("the second turn ends it");
    assert!(turns.load(Ordering::Relaxed) >= 2);
}

#[tokio::test]
async fn clause_2_1c_production_that_is_not_fit_for_it_names_every_setting_before_it_listens_or_makes_a_file() {
    let folder = tempfile::tempdir().unwrap();
    // Whoever tried to listen there would say so.
    let held = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let env = [
        ("PRAKERJA__MODE", "production".to_owned()),
        ("PRAKERJA__DATA_DIR", folder.path().display().to_string()),
        ("LEPTOS_SITE_ADDR", held.local_addr().unwrap().to_string()),
    ];
    let config = Config::load(None, &env.map(|(name, value)| (name.to_owned(), value))).unwrap();
    let reasons = config.check_production();
    assert!(reasons.len() > 5);
    let refusal = tokio::time::timeout(IN_VAIN, serve(config)).await.expect("it does not serve").unwrap_err().to_string();
    assert!(refusal.starts_with("production mode refuses to start:"), "{refusal}");
    for reason in reasons {
        assert!(refusal.contains(&reason.to_string()), "{reason} in {refusal}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn clause_2_3i_metrics_that_cannot_be_served_are_a_reason_not_to_start() {
    let held = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = held.local_addr().unwrap().to_string();
    let set = |addr: &str| Config::load(None, &[("PRAKERJA__METRICS__ADDR".to_owned(), addr.to_owned())]).unwrap();
    let refusal = listen_for_metrics(&set(&addr)).await.unwrap_err().to_string();
    assert!(refusal.contains("PRAKERJA__METRICS__ADDR") && refusal.contains(&addr), "{refusal}");
    assert!(listen_for_metrics(&set("127.0.0.1:0")).await.unwrap().is_some());
    assert!(listen_for_metrics(&Config::load(None, &[]).unwrap()).await.unwrap().is_none());
}
