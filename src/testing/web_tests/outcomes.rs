//! What the pages say: `/dasbor` for every answer of the population registry, the landing page, the help page, the legal pages and what
//! stands round them, in both languages. The words come from the modules of texts; what is tested is that the right ones stand there
//! and lead to the right page.

use super::once;
use crate::account::model::{Identity, Mismatch};
use crate::account::text::data as data_words;
use crate::account::text::fields::field_error;
use crate::help::text as help;
use crate::home::model::Next;
use crate::home::text::{self as landing, dashboard as words};
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::legal::model::{Block, Both};
use crate::legal::text as legal;
use crate::params;
use crate::programme;
use crate::testing::web::{AYU, Answer, App, Browser, DEMO_PASSWORD, Fields, nik};
use axum::http::StatusCode;

impl Browser {
    /// Opens a page in a language.
    async fn get_in(&mut self, lang: Lang, path: &str) -> Answer {
        self.cookies.insert("bahasa".to_owned(), lang.code().to_owned());
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        page
    }
}

/// The dashboard names this step with its reason and how the identity stands, and the step's button leads there.
async fn assert_next(browser: &mut Browser, next: Next, identity: Identity, target: Option<&str>) {
    for lang in Lang::ALL {
        let page = browser.get_in(lang, "/dasbor").await;
        for said in [words::next_title(lang, next), words::next_body(lang, next), words::identity_reason(lang, identity)] {
            assert!(page.body.contains(said), "{next:?} {identity:?}: {said}");
        }
        let button = words::next_button(lang, next);
        assert_eq!(button.is_some(), target.is_some(), "{next:?}");
        if let Some(label) = button {
            assert_eq!(page.link(label).as_deref(), target, "{next:?} {label}");
        }
    }
}

/// Up to the personal data.
async fn proven(app: &App, email: &str, end: &str) -> Browser {
    let mut browser = app.browser();
    browser.begin(email, &nik(end)).await.leads_to("/daftar/kode");
    browser.prove(email).await.leads_to("/daftar/data-diri");
    browser
}

/// Up to the dashboard; what the registry refuses once is posted twice.
async fn registered(app: &App, end: &str, refused: Option<&str>, changes: Fields<'_>) -> Browser {
    let mut browser = proven(app, &format!("nik.{end}@contoh.example"), end).await;
    // A number is verified for one account only.
    let phone = format!("0812{end}5678");
    let changes: Vec<_> = changes.iter().copied().chain([("telepon", phone.as_str())]).collect();
    let changes = changes.as_slice();
    if let Some(field) = refused {
        assert!(browser.complete(changes).await.fault().is_field(field).is_some());
    }
    browser.complete(changes).await.leads_to("/dasbor");
    browser
}

/// Lets an account stand as a late answer of the registry leaves it, or with a verified number.
async fn set(app: &App, email: &str, identity: Identity, phone_verified: bool) {
    const SET: &str = "UPDATE account SET identity = $2, identity_reason = $3, phone_verified_at = $4 WHERE email_index = $1";
    let (state, reason) = identity.names();
    let verified = phone_verified.then(|| app.ctx.now());
    let mut tx = app.ctx.db.begin().await.unwrap();
    let values = params![app.ctx.keys.blind("email", email), state, reason, verified];
    assert_eq!(tx.execute(SET, values).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn clause_3_2_the_dashboard_says_for_every_answer_of_the_registry_what_why_and_where_to_go_on() {
    once(|app| async move {
        for (end, refused, mismatch) in [("9002", "nama", Mismatch::Name), ("9003", "tanggal_lahir", Mismatch::BirthDate)] {
            let mut browser = registered(&app, end, Some(refused), &[]).await;
            assert_next(&mut browser, Next::Correct(mismatch), Identity::Unverified(mismatch), Some("/profil")).await;
        }
        for end in ["9005", "9006"] {
            let mut browser = registered(&app, end, None, &[]).await;
            assert_next(&mut browser, Next::VerifyPhone, Identity::Pending, Some("/akun/nomor-telepon")).await;
            set(&app, &format!("nik.{end}@contoh.example"), Identity::Pending, true).await;
            assert_next(&mut browser, Next::Wait, Identity::Pending, None).await;
        }
        let mut browser = registered(&app, "0001", None, &[]).await;
        assert_next(&mut browser, Next::VerifyPhone, Identity::Verified, Some("/akun/nomor-telepon")).await;
        set(&app, "nik.0001@contoh.example", Identity::Verified, true).await;
        assert_next(&mut browser, Next::Ready, Identity::Verified, None).await;

        // What the registry, or another account, can only say later.
        let mut ayu = app.inside(AYU).await;
        for (mismatch, target) in [(Mismatch::NotFound, "/profil"), (Mismatch::NikTaken, "/lupa-email")] {
            set(&app, AYU, Identity::Unverified(mismatch), false).await;
            assert_next(&mut ayu, Next::Correct(mismatch), Identity::Unverified(mismatch), Some(target)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_nik_that_opens_no_account_says_why_and_where_to_go_on() {
    once(|app| async move {
        registered(&app, "0002", None, &[]).await;
        for (number, (end, code)) in
            [("9001", "registry_not_found"), ("9004", "registry_deceased"), ("0002", "nik_taken")].into_iter().enumerate()
        {
            let mut browser = proven(&app, &format!("tidak{number}@contoh.example"), end).await;
            for lang in Lang::ALL {
                let typed = crate::testing::web::personal_data(&[]);
                browser.post_plain("/api/account/register_complete", &typed).await.leads_to("/daftar/data-diri");
                let page = browser.get_in(lang, "/daftar/data-diri").await;
                let reason = field_error(lang, "nik", code);
                assert!(page.body.contains(reason.as_str()), "{code}: {reason}");
                assert!(page.body.contains(" aria-describedby=\"nik-error\"") && page.body.contains(" id=\"nik-error\""));
                assert_eq!(page.link(data_words::nik_help(lang)).as_deref(), Some("/bantuan#nik"), "{code}");
                let (way, target) = match code {
                    "nik_taken" => (data_words::nik_recover(lang), "/lupa-password"),
                    _ => (data_words::nik_other(lang), "/daftar"),
                };
                assert_eq!(page.link(way).as_deref(), Some(target), "{code}");
            }
            browser.get("/dasbor").await.leads_to("/masuk");
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_2_a_nik_that_differs_is_a_reminder_on_the_dashboard_and_nothing_more() {
    const OTHER_DAY: (&str, &str) = ("tanggal_lahir", "1997-03-11");
    const OTHER_GENDER: (&str, &str) = ("jenis_kelamin", "L");
    // Where somebody lives now says nothing about the NIK, which keeps the district of its first e-KTP.
    const MOVED: &[(&str, &str)] = &[("provinsi", "31"), ("kabupaten", "31.71"), ("kecamatan", "31.71.01")];
    let cases: [(&str, Fields<'static>, (bool, bool)); 5] = [
        ("0011", &[], (false, false)),
        ("0012", &[OTHER_DAY], (true, false)),
        ("0013", &[OTHER_GENDER], (false, true)),
        ("0014", &[OTHER_DAY, OTHER_GENDER], (true, true)),
        ("0015", MOVED, (false, false)),
    ];
    once(|app| async move {
        for (end, changes, differs) in cases {
            let mut browser = registered(&app, end, None, changes).await;
            for lang in Lang::ALL {
                let page = browser.get_in(lang, "/dasbor").await;
                for (day, gender) in [(true, false), (false, true), (true, true)] {
                    let (lead, rest) = words::nik_differs(lang, day, gender).unwrap();
                    assert_eq!(page.body.contains(lead), (day, gender) == differs, "{end}: {lead}");
                    assert_eq!(page.body.contains(rest), differs != (false, false), "{end}: {rest}");
                }
            }
            assert_next(&mut browser, Next::VerifyPhone, Identity::Verified, Some("/akun/nomor-telepon")).await;
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_1_the_landing_page_says_what_it_is_who_may_join_and_how_it_goes() {
    once(|app| async move {
        let mut browser = app.browser();
        for lang in Lang::ALL {
            let page = browser.get_in(lang, "/").await;
            assert!(page.body.contains(&format!("lang=\"{}\"", lang.code())));
            let (balance, stipend) = (programme::GUIDE.training_balance.to_text_in(lang), programme::GUIDE.stipend);
            let lead = landing::lead(lang, &balance, &stipend.monthly.to_text_in(lang), stipend.months);
            assert!(page.body.contains(landing::heading(lang)) && page.body.contains(&lead), "what it is");
            assert!(page.body.contains("id=\"syarat\""));
            assert_eq!(page.link(landing::who_may_join(lang)).as_deref(), Some("#syarat"));
            let conditions = programme::text::conditions(lang, &programme::GUIDE.eligibility);
            assert!(conditions.len() > 1 && conditions.iter().all(|line| page.body.contains(line.as_str())), "who may join");
            assert!(page.body.contains(landing::steps_heading(lang)) && page.body.contains(landing::registering_heading(lang)));
            for (title, note) in landing::steps(lang).into_iter().chain(landing::registering(lang)) {
                assert!(page.body.contains(title) && page.body.contains(note), "{title}: {note}");
            }
            let first = page.link(landing::register(lang));
            assert_eq!(first.as_deref(), Some("/daftar"));
            assert!(page.body.contains("href=\"/masuk\"") && page.body.contains("href=\"/bantuan\""));
            assert_eq!(page.link(landing::fraud(lang).2).as_deref(), Some("/bantuan#penipuan"));
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_1_the_help_page_answers_on_signing_in_codes_reset_spam_and_phishing() {
    /// The part of the page with this id.
    fn part<'a>(page: &'a Answer, id: &str) -> &'a str {
        let rest = page.body.split(&format!("id=\"{id}\"")).nth(1).unwrap_or_else(|| panic!("no part {id}"));
        rest.split("</section>").next().unwrap()
    }
    once(|app| async move {
        let mut browser = app.browser();
        for lang in Lang::ALL {
            let page = browser.get_in(lang, "/bantuan").await;
            for id in ["daftar", "masuk", "kode", "atur-ulang", "penipuan"] {
                let topic = help::TOPICS.iter().find(|topic| topic.id == id).unwrap();
                let part = part(&page, id);
                let name = lang.pick(topic.name.0, topic.name.1);
                assert!(part.contains(name) && page.link(name) == Some(format!("#{id}")), "{name}");
                assert!(topic.questions.len() > 1);
                for question in topic.questions {
                    let ask = lang.pick(question.ask.0, question.ask.1);
                    assert!(part.contains(ask), "{id}: {ask}");
                }
            }
            for (id, word) in [("kode", "spam"), ("atur-ulang", "spam"), ("penipuan", lang.pick("palsu", "fake"))] {
                assert!(part(&page, id).to_lowercase().contains(word), "{id}: {word}");
            }
        }
    })
    .await;
}

/// What stands between the first tags of this name.
#[track_caller]
fn within<'a>(page: &'a str, tag: &str) -> &'a str {
    let (open, close) = (format!("<{tag} "), format!("</{tag}>"));
    let rest = page.split_once(open.as_str()).unwrap_or_else(|| panic!("no {tag}")).1;
    rest.split_once(close.as_str()).unwrap_or_else(|| panic!("no end of {tag}")).0
}

/// The program takes no such link from the browser: the tests' browser looks for that on every page.
#[tokio::test]
async fn links_from_the_ways_in_lead_to_answers_that_the_help_page_has() {
    once(|app| async move {
        let mut browser = app.browser();
        let help = browser.get("/bantuan").await;
        browser.sign_in(AYU, DEMO_PASSWORD).await.leads_to("/masuk/kode");
        for (path, answers) in [("/masuk", &["kode", "penipuan"][..]), ("/masuk/kode", &["kode"][..])] {
            let page = browser.get(path).await;
            for answer in answers {
                let link = (format!("/bantuan#{answer}"), "external".to_owned());
                assert!(page.fragments().contains(&link), "{path}: {:?}", page.fragments());
                assert!(help.body.contains(&format!(" id=\"{answer}\"")), "{answer}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_1_every_public_page_has_masuk_and_daftar_above_and_the_legal_pages_below() {
    once(|app| async move {
        let mut browser = app.browser();
        for path in ["/", "/daftar", "/masuk", "/lupa-password", "/lupa-email", "/bantuan", "/syarat-ketentuan", "/privasi"] {
            for lang in Lang::ALL {
                let page = browser.get_in(lang, path).await.text();
                let (above, below) = (within(&page, "header"), within(&page, "footer"));
                for (target, label) in [("/masuk", lang.pick("Masuk", "Sign in")), ("/daftar", lang.pick("Daftar", "Register"))] {
                    assert!(above.contains(&format!("href=\"{target}\"")) && above.contains(label), "{path}: {target}");
                }
                for target in ["/syarat-ketentuan", "/privasi", "/bantuan"] {
                    assert!(below.contains(&format!("href=\"{target}\"")), "{path}: {target}");
                }
            }
        }
    })
    .await;
}

/// The sentences of a block, each in both languages.
fn sentences(block: &Block) -> Vec<Both> {
    match *block {
        Block::Text(words) | Block::Go(_, _, words) => vec![words],
        Block::List(items) => items.to_vec(),
        Block::Table { caption, head, rows } => {
            let cells = rows.iter().flat_map(|row| row.iter().copied());
            std::iter::once(caption).chain(head.iter().copied()).chain(cells).collect()
        }
        Block::Mail(_) => Vec::new(),
    }
}

#[tokio::test]
async fn clause_3_1_the_legal_pages_say_every_sentence_of_their_documents() {
    once(|app| async move {
        let mut browser = app.browser();
        for (path, document) in [("/syarat-ketentuan", legal::TERMS), ("/privasi", legal::PRIVACY)] {
            for lang in Lang::ALL {
                let page = browser.get_in(lang, path).await.text();
                let all: Vec<Both> = document.iter().flat_map(|part| part.body.iter().flat_map(sentences)).collect();
                assert!(all.len() > 20, "a whole document: {}", all.len());
                for (id, en) in document.iter().map(|part| part.name).chain(all) {
                    let words = lang.pick(id, en);
                    assert!(page.contains(words), "{path}: {words}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn clause_3_1_the_landing_page_leads_nowhere_that_has_no_data_yet() {
    once(|app| async move {
        let page = app.browser().get("/").await.text();
        let links = within(&page, "main").split("<a ").skip(1).filter_map(|link| link.split('>').next()?.split("href=\"").nth(1));
        let paths: Vec<&str> = links.filter_map(|link| link.split(['"', '#', '?']).next()).collect();
        assert!(paths.len() > 3, "{paths:?}");
        for path in paths.into_iter().filter(|path| !path.is_empty()) {
            assert!(Route::parse(path).is_some(), "{path}");
        }
    })
    .await;
}
