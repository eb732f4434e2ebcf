//! The service worker, and the page it shows without a connection.

use super::{once, signed_in};
use crate::testing::sqlite;
use crate::testing::web::{Answer, App};
use axum::http::{Method, StatusCode};

#[tokio::test]
async fn clause_2_3_the_service_worker_is_a_script_of_this_release_that_is_asked_for_anew() {
    once(|app| async move {
        let worker = app.browser().ask(Method::GET, "/sw.js").send().await;
        assert_eq!(worker.status, StatusCode::OK);
        assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(worker.header("cache-control"), "no-cache");
        assert!(worker.header("content-security-policy").contains("worker-src 'self'") && worker.set_cookies().is_empty());
        let release = crate::site::site(app.ctx.clone()).release;
        assert!(!release.is_empty() && worker.body.contains(&format!("\"prakerja-{release}\"")), "a new release is a new worker");
        assert!(!worker.body.contains("skipWaiting"), "pages of the old release keep their files");
        assert!(!worker.body.contains("{{") && worker.body.len() < 4_000);

        let other = App::with(app.ctx.clone(), |config| config.server.pkg_dir = "pkg/0123456789ab".to_owned());
        assert!(other.browser().get("/sw.js").await.body.contains("prakerja-0123456789ab"));
    })
    .await;
}

#[tokio::test]
async fn clause_2_3_the_offline_page_needs_nothing_but_its_own_two_files() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public");
    let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    let (page, style, script) = (read("luring.html"), read("luring.css"), read("luring.js"));
    for part in page.split(" src=\"").skip(1).chain(page.split(" rel=\"stylesheet\" href=\"").skip(1)) {
        assert!(part.starts_with("/luring."), "{part:.40}");
    }
    assert!(
        !page.contains("<style") && !page.contains(" style=") && !page.contains("<script>"),
        "the policy allows nothing inline"
    );
    assert!(page.contains("Tidak ada sambungan internet") && page.contains("<section lang=\"en\">"), "in both languages");
    let font = style.split("url(\"/aset/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(std::path::Path::new(&format!("{folder}/aset/{font}")).exists(), "{font}");
    assert!(page.len() + style.len() + script.len() < 10_000, "a few kilobytes when compressed");

    let data = tempfile::tempdir().unwrap();
    let public = App::with(sqlite(data.path()).await, |config| config.server.site_root = folder.into());
    for (path, kind) in [("/luring.html", "text/html"), ("/luring.css", "text/css"), ("/luring.js", "text/javascript")] {
        let answer = public.browser().get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header("content-type").starts_with(kind), "{path} {}", answer.header("content-type"));
        assert_eq!(answer.header("cache-control"), "public, max-age=86400", "{path}");
    }
}

#[tokio::test]
async fn clause_4_1_pages_start_the_service_worker_unless_the_visitor_saves_data() {
    once(|app| async move {
        assert!(include_str!("../../../public/start.js").contains("register(\"/sw.js\")"));
        let starts = |page: &Answer| page.body.contains("src=\"/start.js\"");
        let mut inside = signed_in(&app).await;
        assert!(starts(&inside.get("/dasbor").await));
        let mut browser = app.browser();
        for path in ["/", "/masuk", "/bantuan"] {
            assert!(starts(&browser.get(path).await), "{path}");
            let page = browser.ask(Method::GET, path).plain().header("save-data", "on").send().await;
            assert!(!starts(&page), "{path}");
        }
        browser.get("/?hemat=1").await.leads_to("/");
        assert!(!starts(&browser.get("/").await));
    })
    .await;
}
