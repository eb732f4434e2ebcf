//! Puts the portal together: the functions of every slice, the routes, the jobs, and the order of the layers.

use crate::kernel::fault::Code;
use crate::platform::config::Config;
use crate::platform::db::{self, Schema, ServeLock};
use crate::platform::erasure::Table;
use crate::platform::http::registry::Function;
use crate::platform::http::visit::{self, Visit};
use crate::platform::http::{Site, api, assets, files, headers, measure, pages, running, serve};
use crate::platform::outbox::{self, Transports};
use crate::platform::providers::{self, Connected};
use crate::platform::random::Random;
use crate::platform::{Ctx, Error, audit, captcha, crypt, http, limits, telemetry};
use crate::{account, app, cli, home, office, otp, sandbox};
use any_spawner::{CustomExecutor, PinnedFuture, PinnedLocalFuture};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http_body_util::BodyExt;
use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tracing::Instrument;

mod jobs;

pub use jobs::{Missing, Stop, maintain, start_jobs};

/// Where the sandbox clock's offset is kept, in milliseconds.
pub const CLOCK_FACT: &str = "clock_offset_ms";

/// Every function of every slice.
#[must_use]
pub fn functions() -> Vec<Function> {
    [account::functions(), home::FUNCTIONS.to_vec(), office::FUNCTIONS.to_vec(), office::PEOPLE.to_vec()].concat()
}

/// What becomes of every table when a person is erased. Rows that others point to come after those, so sessions stand before devices.
#[must_use]
pub fn erasures() -> Vec<Table> {
    [
        audit::store::ERASURE,
        captcha::store::ERASURE,
        crypt::store::ERASURE,
        db::ERASURE,
        http::kept::ERASURE,
        http::session::ERASURE,
        limits::store::ERASURE,
        outbox::store::ERASURE,
        otp::server::ERASURE,
        account::ERASURE,
        office::ERASURE,
    ]
    .concat()
}

/// What the web layer carries, for this context.
#[must_use]
pub fn site(ctx: Ctx) -> Site {
    let release = ctx.config.server.pkg_dir.trim_start_matches("pkg/").to_owned();
    // One text per process, so that views can carry it without counting.
    Site { ctx, functions: Arc::new(functions()), release: Box::leak(release.into_boxed_str()) }
}

/// The portal as a service. Static files stand before the visit, so that they cost no look-up; everything else is a function or a page.
pub fn router(site: &Site) -> Router {
    dress(site, routes(site, Router::new()))
}

/// Everything that has an address; `more` are routes behind the same layers, with which tests and `benches/` try those.
pub fn routes(site: &Site, more: Router<Site>) -> Router {
    // A second start in one process (tests) finds it set.
    let _ = any_spawner::Executor::init_custom_executor(OnTheServer);
    let portal = Router::new()
        .route("/api/{*function}", post(api::handle))
        .route("/tantangan/{form}", get(account::challenge_endpoint))
        .route("/atur-ulang/{token}", get(account::reset_link_endpoint))
        .merge(sandbox::routes(&site.ctx.config))
        .merge(more)
        .fallback(page)
        .layer(from_fn_with_state(site.clone(), visit::layer))
        .with_state(site.clone());
    Router::new()
        .merge(files::routes(&site.ctx.config, site.release))
        .merge(assets::routes(&site.ctx.config.server.site_root))
        .route(files::HEALTH, get(|| async { "ok\n" }))
        .route(files::READY, get(ready).with_state(site.clone()))
        .fallback_service(portal)
}

/// Runs the framework's reactive tasks on the server's own runtime; what they log belongs to the request that began them.
struct OnTheServer;

impl CustomExecutor for OnTheServer {
    fn spawn(&self, task: PinnedFuture<()>) {
        tokio::spawn(task.in_current_span());
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        tokio::task::spawn_local(task.in_current_span());
    }

    fn poll_local(&self) {}
}

/// Puts the layers round the routes that hold for every answer.
pub fn dress(site: &Site, routes: Router) -> Router {
    routes
        .layer(CatchPanicLayer::custom(headers::after_panic))
        .layer(from_fn(serve::in_time))
        // Of the 3,050 bytes of `/masuk` one level more saves 40 for a fifth more time, two save 215 for twice the time.
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(2)))
        .layer(from_fn_with_state(site.clone(), headers::layer))
        .layer(from_fn_with_state(site.clone(), measure::layer))
}

/// Renders a page, fully awaited.
async fn page(State(site): State<Site>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        let lang = parts.extensions.get::<Visit>().map(|visit| visit.lang).unwrap_or_default();
        return pages::refuse(&site, &parts, lang, Code::NotFound);
    }
    let context = api::context(&site, &parts);
    let hydrates = app::hydrates(parts.uri.path(), parts.extensions.get::<Visit>());
    let response = leptos_axum::render_app_async_with_context(context, app::shell)(Request::from_parts(parts, body)).await;
    let (parts, body) = response.into_parts();
    match body.collect().await {
        Ok(html) => {
            let html = html.to_bytes();
            let html = std::str::from_utf8(&html).map_or_else(|_| String::from_utf8_lossy(&html), Cow::Borrowed);
            Response::from_parts(parts, Body::from(with_data(&html, hydrates)))
        }
        Err(error) => {
            tracing::error!(%error, "a page broke off while it was rendered");
            headers::broken()
        }
    }
}

/// The framework writes the data for hydration behind `</html>`, where no script may stand; this moves it to the end of the body. A page
/// that does not hydrate has nobody to read it, so it goes without.
fn with_data(html: &str, hydrates: bool) -> String {
    let Some((page, rest)) = html.rsplit_once("</body>") else { return html.to_owned() };
    let data = rest.find("<script").filter(|_| hydrates).map_or("", |start| &rest[start..]);
    format!("{page}{data}</body></html>")
}

/// Whether this process can serve: database there, schema one that it knows its way in. A newer release is brought in by migrating first,
/// while every process of this one still answers.
async fn ready(State(site): State<Site>) -> Response {
    match site.ctx.db.schema().await {
        Ok(Schema::Current | Schema::Ahead) => "ready\n".into_response(),
        Ok(Schema::Behind) => {
            (StatusCode::SERVICE_UNAVAILABLE, "the schema is not up to date; run `prakerja migrate`\n").into_response()
        }
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response(),
    }
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Runs the portal until it is told to stop.
///
/// # Errors
/// Why it does not start, or which job ended and took it along.
pub async fn serve(config: Config) -> Result<(), Failure> {
    if !config.is_sandbox() {
        let refusals = config.check_production();
        if !refusals.is_empty() {
            let lines: Vec<String> = refusals.iter().map(|refusal| format!("  - {refusal}")).collect();
            return Err(format!("production mode refuses to start:\n{}", lines.join("\n")).into());
        }
    }
    let _lock = match config.database.sqlite_file() {
        Some(file) => {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
            }
            Some(ServeLock::take(&file)?)
        }
        None => None,
    };
    let transports = Transports::from_config(&config)?;
    let Connected { population, phone_lookup } = providers::connect(&config, &Random).await?;
    let ctx = Ctx { population, phone_lookup, ..cli::context(config).await? };
    prepare(&ctx).await?;
    let addr = ctx.config.server.addr;
    let listener = TcpListener::bind(addr).await.map_err(|error| format!("cannot listen on {addr}: {error}"))?;
    let metrics = listen_for_metrics(&ctx.config).await?;
    let stop = Stop::default();
    let mut jobs = start_jobs(&ctx, transports, &stop);
    jobs.extend(metrics.map(|listener| tokio::spawn(serve_metrics(listener, stop.told()))));
    greet(&ctx).await?;
    let by_signal = stop.clone();
    tokio::spawn(async move {
        stop_signal().await;
        tracing::info!("stopping");
        by_signal.tell();
    });
    let site = site(ctx.clone());
    let http = async {
        let served = serve::serve(listener, router(&site), &ctx.config, stop.told()).await;
        // What clients have begun and left is finished, too, if that is a matter of a moment: there may be no more time than that.
        let _ = tokio::time::timeout(MOMENT, running::ended()).await;
        served
    };
    run_down(GRACE, http, jobs, close(&ctx), stop.told()).await?;
    Ok(stop.verdict()?)
}

/// Of the half second between the end of the last request ([`serve`]) and [`GRACE`].
const MOMENT: Duration = Duration::from_millis(250);

/// The last act, when requests and jobs have ended.
async fn close(ctx: &Ctx) {
    // They committed events to the last; one that waits longer than a minute for its link is a violation to `prakerja audit verify`.
    audit::finish(ctx).await;
    ctx.db.close().await;
}

/// From being told to stop until the process ends, whatever hangs. Requests get less of it ([`serve`]), so that something is left for
/// closing the database.
const GRACE: Duration = Duration::from_millis(9_500);

/// Serves until told to stop, then waits for the jobs, which have stopped taking work meanwhile, and closes: nothing writes any more by
/// then. Once told, all of it together has `grace`.
async fn run_down<E>(
    grace: Duration,
    http: impl Future<Output = Result<(), E>>,
    jobs: Vec<JoinHandle<()>>,
    close: impl Future<Output = ()>,
    mut stopping: watch::Receiver<bool>,
) -> Result<(), E> {
    let orderly = async {
        let served = http.await;
        if served.is_ok() {
            // They run beside each other already; a letter on its way is settled before the database closes.
            for job in jobs {
                let _ = job.await;
            }
            close.await;
        }
        served
    };
    let late = async {
        let _ = stopping.wait_for(|stop| *stop).await;
        tokio::time::sleep(grace).await;
    };
    tokio::select! {
        ended = orderly => ended,
        () = late => {
            tracing::warn!("not everything had ended when the time to stop was over");
            Ok(())
        }
    }
}

/// Refuses a database that is not to be served; that its schema is the expected one was seen when it was opened.
pub(crate) async fn prepare(ctx: &Ctx) -> Result<(), Failure> {
    if db::fact(&ctx.db, account::DEMO_FACT).await?.is_some() && !ctx.config.is_sandbox() {
        return Err("PRAKERJA__DATABASE__URL: this database holds demo data; production refuses it".into());
    }
    Ok(())
}

/// What the listener for metrics answers.
pub fn metrics_router() -> Router {
    const KIND: [(header::HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Router::new().route("/metrics", get(|| async { (KIND, telemetry::metrics().render()) }))
}

/// The listener for metrics, if one is set.
async fn listen_for_metrics(config: &Config) -> Result<Option<TcpListener>, Failure> {
    let Some(addr) = config.metrics.addr else { return Ok(None) };
    let listener = TcpListener::bind(addr).await;
    Ok(Some(listener.map_err(|error| format!("PRAKERJA__METRICS__ADDR: cannot listen on {addr}: {error}"))?))
}

async fn serve_metrics(listener: TcpListener, mut stopping: watch::Receiver<bool>) {
    let stop = async move {
        let _ = stopping.wait_for(|stop| *stop).await;
    };
    if let Err(error) = axum::serve(listener, metrics_router()).with_graceful_shutdown(stop).await {
        tracing::error!(%error, "the metrics listener ended");
    }
}

/// Says where the portal is, and in sandbox mode how to get in.
#[expect(clippy::print_stdout, reason = "whoever started the server reads it; a log is for later")]
async fn greet(ctx: &Ctx) -> Result<(), Error> {
    let url = &ctx.config.server.public_url;
    println!("Prakerja is running: {url}");
    if ctx.config.is_sandbox() {
        println!("Sandbox (mails, SMS, clock): {url}/sandbox");
        if db::fact(&ctx.db, account::DEMO_FACT).await?.is_some() {
            let staff = office::demo_staff().iter().map(office::DemoStaff::line);
            for line in account::demo_sign_ins().into_iter().chain(staff) {
                println!("{line}");
            }
        }
    }
    Ok(())
}

/// Resolves when the process is asked to stop, by Ctrl-C or SIGTERM.
pub async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = signal(SignalKind::interrupt());
    let terminate = signal(SignalKind::terminate());
    match (interrupt, terminate) {
        (Ok(mut interrupt), Ok(mut terminate)) => {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
        // Without signals the process can only be killed.
        _ => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests;
