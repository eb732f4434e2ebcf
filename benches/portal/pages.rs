//! Server-rendered pages per second, beside the least a Leptos page can cost here and a file that only has to be read.

use crate::load::{Client, Deed, Failure, Load, Outcome, Tally};
use crate::portal::Portal;
use crate::table::Table;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use leptos::prelude::*;
use prakerja::platform::http::{Site, api};
use std::net::SocketAddr;
use std::time::Duration;

const YARDSTICK: &str = "/bench/minimal";
/// Connections that stay open.
const WIDTH: usize = 16;
/// The pages take turns in so many rounds, so that other work on the machine slows all of them.
const ROUNDS: u32 = 20;

/// A heading and a paragraph.
#[component]
fn Minimal() -> impl IntoView {
    view! {
        <h1>"Halaman"</h1>
        <p>"Satu paragraf."</p>
    }
}

fn shell() -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="id">
            <head>
                <meta charset="utf-8"/>
                <title>"Halaman"</title>
            </head>
            <body>
                <Minimal/>
            </body>
        </html>
    }
}

async fn minimal(State(site): State<Site>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let context = api::context(&site, &parts);
    leptos_axum::render_app_async_with_context(context, shell)(Request::from_parts(parts, body)).await
}

/// The minimal page, to stand behind the same layers as the portal's own.
pub fn yardstick() -> Router<Site> {
    Router::new().route(YARDSTICK, get(minimal))
}

/// Somebody who asks for one address again and again.
pub struct Reader {
    client: Client,
    path: String,
    /// What the requests carry in turns: those who read over this connection. Nobody: a visitor without cookies.
    pub cookies: Vec<String>,
    at: usize,
    /// How long the page is looked at before it is asked for again.
    pub looks: Duration,
}

/// Visitors without cookies who ask again at once, each on a connection of their own.
pub async fn readers(load: &Load, addr: SocketAddr, count: usize, path: &str) -> Result<Vec<Reader>, Failure> {
    let clients = load.connect(addr, count).await?;
    let reader = |client| Reader { client, path: path.to_owned(), cookies: Vec::new(), at: 0, looks: Duration::ZERO };
    Ok(clients.into_iter().map(reader).collect())
}

impl Deed for Reader {
    async fn once(&mut self) -> Result<Outcome, Failure> {
        let mut request = Request::get(&self.path).header("accept", "text/html,*/*;q=0.8").header("accept-encoding", "br");
        if let Some(cookie) = self.cookies.get(self.at % self.cookies.len().max(1)) {
            self.at += 1;
            request = request.header("cookie", cookie);
        }
        let answer = self.client.send(request, String::new()).await?;
        let is_right = answer.status == StatusCode::OK && answer.header("content-encoding") == "br" && answer.body.len() > 64;
        Ok(if is_right {
            Outcome::Right
        } else {
            Outcome::Wrong(format!("{}: {} in {} bytes", self.path, answer.status, answer.body.len()))
        })
    }

    fn pause(&self) -> Duration {
        self.looks
    }
}

/// `/` and `/masuk` beside the minimal page and the stylesheet.
pub async fn measure(portal: &Portal, load: &Load, time: Duration, table: &mut Table) -> Result<(), Failure> {
    let asked = [
        ("minimal Leptos page", YARDSTICK.to_owned(), "<p>Satu paragraf."),
        ("page /", "/".to_owned(), "</html>"),
        ("page /masuk", "/masuk".to_owned(), "action=\"/api/account/sign_in\""),
        ("static file (prakerja.css)", format!("/pkg/{}/prakerja.css", portal.release.name), "{"),
    ];
    for (name, path, content) in &asked {
        let answer = load.connect(portal.addr, 1).await?.remove(0).send(Request::get(path), String::new()).await?;
        let text = String::from_utf8_lossy(&answer.body);
        if !text.contains(content) {
            return Err(format!("the answer is not the {name}: {} {text:.300}", answer.status).into());
        }
    }
    let readers = async |path: &str| readers(load, portal.addr, WIDTH, path).await;
    let mut tallies = asked.each_ref().map(|_| Tally::default());
    for (_, path, _) in &asked {
        load.drive(readers(path).await?, time / 5).await?;
    }
    for _ in 0..ROUNDS {
        for ((_, path, _), tally) in asked.iter().zip(&mut tallies) {
            tally.add(load.drive(readers(path).await?, time / ROUNDS).await?);
        }
    }
    for ((name, ..), tally) in asked.iter().zip(tallies) {
        table.rate(*name, tally);
    }
    table.share("page / of the minimal page", "page /", "minimal Leptos page", "");
    table.share("page /masuk of the minimal page", "page /masuk", "minimal Leptos page", "(aim: 25 or more)");
    Ok(())
}
