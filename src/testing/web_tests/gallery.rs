//! `/sandbox/ui`: what scripts do to a component elsewhere is written into its markup there, so nothing but these tests would tell that
//! the markup is no longer the one that was meant.

use super::{once, signed_in};
use crate::kernel::lang::Lang;
use crate::testing::web::Browser;
use std::collections::BTreeSet;

/// The values of an attribute, in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

async fn gallery(browser: &mut Browser, lang: Lang) -> String {
    browser.cookies.insert("bahasa".to_owned(), lang.code().to_owned());
    browser.get("/sandbox/ui").await.body
}

#[tokio::test]
async fn clause_2_7a_every_id_of_the_gallery_is_there_once_and_every_reference_leads_to_one() {
    once(|app| async move {
        for mut browser in [app.browser(), signed_in(&app).await] {
            for lang in Lang::ALL {
                let page = gallery(&mut browser, lang).await;
                let all = values(&page, "id");
                let ids: BTreeSet<&str> = all.iter().copied().collect();
                assert!(ids.len() > 50, "{}", ids.len());
                let twice: Vec<_> = ids.iter().filter(|id| all.iter().filter(|other| other == id).count() > 1).collect();
                assert!(twice.is_empty(), "{lang:?}: {twice:?}");
                let references = ["for", "aria-describedby", "aria-labelledby", "aria-controls"].map(|name| values(&page, name));
                let references = references.iter().flatten().flat_map(|ids| ids.split_whitespace());
                let links = values(&page, "href").into_iter().filter_map(|href| href.strip_prefix('#'));
                for id in references.chain(links) {
                    assert!(ids.contains(id), "{lang:?}: nothing is called {id}");
                }
                assert_eq!(page.matches("<h1").count(), 1, "{lang:?}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn clause_2_7a_the_gallery_shows_what_scripts_leave_behind() {
    once(|app| async move {
        let mut browser = app.browser();
        for lang in Lang::ALL {
            let page = gallery(&mut browser, lang).await;
            for state in ["is-working", "is-done", "is-expired", "is-failed"] {
                assert!(page.contains(&format!("class=\"captcha {state}\"")), "{state}");
            }
            assert_eq!(page.matches(" data-captcha=\"\"").count(), 1, "the script may touch the one that works");
            // Three states in either language.
            assert_eq!((page.matches("<dialog").count(), page.matches(" open=\"\"").count()), (6, 6));
            assert!(!page.contains("data-session") && !page.contains("autofocus"), "nothing moves by itself");
            for words in
                ["Tutup password", "Hide password", "Masih di sini?", "Still here?", "Saya bukan robot", "I am not a robot"]
            {
                assert!(page.contains(words), "{words}");
            }
            let buttons = page.split("<button").skip(1).map(|rest| rest.split('>').next().unwrap_or_default());
            let shown = buttons.filter(|tag| tag.contains("class=\"peek\"") && !tag.contains(" hidden"));
            assert_eq!(shown.count(), 4, "two in either language");
            for part in ["class=\"skeleton\"", "aria-busy=\"true\"", "aria-disabled=\"true\"", "value=\"408217\""] {
                assert!(page.contains(part), "{part}");
            }
        }
    })
    .await;
}
