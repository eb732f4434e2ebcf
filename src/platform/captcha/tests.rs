use super::*;
use crate::platform::Ctx;
use crate::testing::both;
use proptest::prelude::*;
use std::sync::OnceLock;

const NOW: Instant = Instant(1_750_000_000_000);

fn keys() -> &'static Keys {
    static KEYS: OnceLock<(tempfile::TempDir, Keys)> = OnceLock::new();
    let made = KEYS.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        let keys = Keys::create(&dir.path().join("kunci.toml"), &Random, true).unwrap();
        (dir, keys)
    });
    &made.1
}

fn challenge(level: Level) -> Challenge {
    issue(keys(), &Random, NOW, "masuk", level)
}

fn sum(challenge: &Challenge) -> String {
    challenge.sums.iter().map(|(a, b)| (a + b).to_string()).collect::<Vec<_>>().join(" ")
}

fn checked(challenge: &Challenge, pow: &str, sum: &str) -> Result<Spent, CaptchaFault> {
    check(keys(), NOW, "masuk", Level::One, &challenge.token, pow, sum)
}

/// What the script does.
fn work(challenge: &Challenge) -> String {
    let (id, bits) = challenge.token.split_once('.').unwrap();
    let bits: u8 = bits.parse().unwrap();
    (0u32..).map(|n| n.to_string()).find(|n| is_work(id, n, bits)).unwrap()
}

#[test]
fn the_sum_opens_the_form() {
    for level in [Level::One, Level::Two] {
        let challenge = challenge(level);
        assert_eq!(challenge.sums.len(), level.sums());
        let spent = checked(&challenge, "", &sum(&challenge)).unwrap();
        assert_eq!(spent.expires_at, NOW.plus_seconds(SECONDS));
        assert_eq!(spent.hash.len(), 64);
        // A script that failed does not spoil it.
        assert_eq!(checked(&challenge, "12345", &sum(&challenge)), Ok(spent));
    }
}

#[test]
fn the_work_opens_the_form() {
    let challenge = challenge(Level::One);
    let n = work(&challenge);
    assert_eq!(checked(&challenge, &n, "").unwrap(), checked(&challenge, "", &sum(&challenge)).unwrap());
    assert!(checked(&challenge, &n, "99").is_ok());
    let other = issue(keys(), &Random, NOW, "masuk", Level::One);
    assert_eq!(checked(&other, &n, ""), Err(CaptchaFault::Wrong));
}

#[test]
fn work_is_a_plain_number_of_limited_length() {
    assert!(is_work("x", "0", 0));
    for n in ["", " 1", "+1", "-1", "1e3", "0x1", "１", "123456789012345678901"] {
        assert!(!is_work("x", n, 0), "{n}");
    }
}

#[test]
fn work_counts_leading_zero_bits() {
    // Of 4096 numbers about one in 256 gives eight zero bits; every one of those gives seven.
    let hits = |bits| (0..4096).filter(|n: &u32| is_work("id", &n.to_string(), bits)).count();
    assert!((4..40).contains(&hits(8)), "{}", hits(8));
    assert!(hits(7) >= hits(8) && hits(0) == 4096);
}

#[test]
fn nothing_posted_is_missing_and_nonsense_is_wrong() {
    let challenge = challenge(Level::One);
    assert_eq!(checked(&challenge, "", " "), Err(CaptchaFault::Missing));
    assert_eq!(check(keys(), NOW, "masuk", Level::One, "", "1", "1"), Err(CaptchaFault::Missing));
    assert_eq!(checked(&challenge, "1", ""), Err(CaptchaFault::Wrong));
    assert_eq!(checked(&challenge, "", "99"), Err(CaptchaFault::Wrong));
    assert_eq!(checked(&challenge, "", &"1".repeat(10_000)), Err(CaptchaFault::Wrong));
}

#[test]
fn a_challenge_is_good_for_its_form_and_half_an_hour() {
    let challenge = challenge(Level::One);
    let at = |seconds, form| check(keys(), NOW.plus_seconds(seconds), form, Level::One, &challenge.token, "", &sum(&challenge));
    assert!(at(SECONDS - 1, "masuk").is_ok());
    assert_eq!(at(SECONDS, "masuk"), Err(CaptchaFault::Expired));
    assert_eq!(at(0, "daftar"), Err(CaptchaFault::WrongForm));
}

#[test]
fn a_right_answer_to_too_little_does_not_do_and_one_to_more_does() {
    let [easy, hard] = [Level::One, Level::Two].map(challenge);
    let at = |level, challenge: &Challenge| check(keys(), NOW, "masuk", level, &challenge.token, "", &sum(challenge));
    assert_eq!(at(Level::Two, &easy), Err(CaptchaFault::TooEasy));
    assert!(at(Level::One, &easy).is_ok() && at(Level::One, &hard).is_ok() && at(Level::Two, &hard).is_ok());
    assert_eq!(check(keys(), NOW, "masuk", Level::Two, &easy.token, "", "99"), Err(CaptchaFault::Wrong));
}

#[test]
fn the_bits_that_are_posted_do_not_count() {
    let challenge = challenge(Level::One);
    let (id, _) = challenge.token.split_once('.').unwrap();
    let easy = (0u32..).map(|n| n.to_string()).find(|n| is_work(id, n, 1) && !is_work(id, n, 17)).unwrap();
    assert_eq!(check(keys(), NOW, "masuk", Level::One, &format!("{id}.1"), &easy, ""), Err(CaptchaFault::Wrong));
}

#[test]
fn a_token_has_one_spelling_and_is_short_enough_for_a_small_script() {
    let challenge = challenge(Level::Two);
    let (id, bits) = challenge.token.split_once('.').unwrap();
    assert_eq!((id.len(), bits), (80, "18"));
    for other in [format!("{id}="), format!("{id}A"), id[1..].to_owned(), id.to_lowercase(), format!(" {id}")] {
        assert_eq!(check(keys(), NOW, "masuk", Level::One, &other, "", &sum(&challenge)), Err(CaptchaFault::Expired), "{other}");
    }
}

#[test]
fn every_fault_has_words() {
    for (fault, code) in [
        (CaptchaFault::Missing, "missing"),
        (CaptchaFault::Wrong, "wrong"),
        (CaptchaFault::Expired, "expired"),
        (CaptchaFault::WrongForm, "expired"),
        (CaptchaFault::TooEasy, "extra"),
    ] {
        assert_eq!(fault.code(), code);
    }
}

proptest! {
    #[test]
    fn any_post_is_answered(token in "[A-Za-z0-9_.-]{0,130}", pow in ".{0,30}", sum in ".{0,30}") {
        prop_assert!(check(keys(), NOW, "masuk", Level::One, &token, &pow, &sum).is_err());
    }

    #[test]
    fn only_the_right_sum_is_right(answer in 0u8..60) {
        let challenge = challenge(Level::One);
        let right = challenge.sums[0].0 + challenge.sums[0].1;
        prop_assert_eq!(checked(&challenge, "", &answer.to_string()).is_ok(), answer == right);
    }
}

async fn spent_now(ctx: &Ctx, spent: &Spent) -> bool {
    let mut tx = ctx.db.begin().await.unwrap();
    let first = spend(&mut tx, spent).await.unwrap();
    tx.commit().await.unwrap();
    first
}

#[tokio::test]
async fn a_challenge_is_spent_once() {
    both(|ctx: Ctx| async move {
        let challenge = issue(&ctx.keys, &ctx.random, ctx.now(), "masuk", Level::One);
        let spent = check(&ctx.keys, ctx.now(), "masuk", Level::One, &challenge.token, "", &sum(&challenge)).unwrap();
        assert!(spent_now(&ctx, &spent).await);
        assert!(!spent_now(&ctx, &spent).await);

        assert_eq!(purge(&ctx.db, ctx.now()).await.unwrap(), 0);
        assert_eq!(purge(&ctx.db, spent.expires_at).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_a_challenge_has_paid_for_is_known_and_nothing_else_is() {
    both(|ctx: Ctx| async move {
        let spent = [(); 2].map(|()| {
            let challenge = issue(&ctx.keys, &ctx.random, ctx.now(), "masuk", Level::One);
            check(&ctx.keys, ctx.now(), "masuk", Level::One, &challenge.token, "", &sum(&challenge)).unwrap()
        });
        let mut tx = ctx.db.begin().await.unwrap();
        assert!(spend(&mut tx, &spent[0]).await.unwrap());
        assert!(!has_paid_for(&mut tx, &spent[0], "satu").await.unwrap(), "spent is not done");
        note_paid(&mut tx, &spent[0], "satu").await.unwrap();
        assert!(has_paid_for(&mut tx, &spent[0], "satu").await.unwrap());
        assert!(!has_paid_for(&mut tx, &spent[0], "dua").await.unwrap());
        assert!(!has_paid_for(&mut tx, &spent[1], "satu").await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(purge(&ctx.db, spent[0].expires_at).await.unwrap(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_is_rolled_back_spends_nothing() {
    both(|ctx: Ctx| async move {
        let challenge = issue(&ctx.keys, &ctx.random, ctx.now(), "masuk", Level::One);
        let spent = check(&ctx.keys, ctx.now(), "masuk", Level::One, &challenge.token, "", &sum(&challenge)).unwrap();
        let mut tx = ctx.db.begin().await.unwrap();
        assert!(spend(&mut tx, &spent).await.unwrap());
        assert!(!spend(&mut tx, &spent).await.unwrap());
        drop(tx);
        assert!(spent_now(&ctx, &spent).await);
    })
    .await;
}
