//! The real portal in this process: on loopback, in sandbox mode, on a database that goes away.

use crate::load::Failure;
use crate::pages;
use prakerja::platform::Ctx;
use prakerja::platform::clock::Clock;
use prakerja::platform::config::{self, Config};
use prakerja::platform::http::serve;
use prakerja::platform::outbox::Transports;
use prakerja::platform::random::Random;
use prakerja::{cli, site};
use sqlx::Connection;
use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

/// Where the data lies.
#[derive(Clone, Debug)]
pub enum Engine {
    Sqlite,
    /// The address of a server; the bench has a schema of its own there.
    Postgres(String),
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres(_) => "PostgreSQL",
        })
    }
}

/// The files of a built release.
#[derive(Clone, Debug)]
pub struct Release {
    pub site: PathBuf,
    pub name: String,
}

impl Release {
    /// The release in the site folder.
    fn find() -> Result<Self, Failure> {
        let site = PathBuf::from(std::env::var("LEPTOS_SITE_ROOT").unwrap_or_else(|_| "target/site".to_owned()));
        let name = std::fs::read_to_string(site.join("rilis")).map_err(|_| "no release is built: tools/release.sh")?;
        Ok(Self { site, name: name.trim().to_owned() })
    }

    /// The folder of the browser bundle.
    pub fn bundle(&self) -> PathBuf {
        self.site.join("pkg").join(&self.name)
    }
}

/// A running portal.
pub struct Portal {
    pub ctx: Ctx,
    pub addr: SocketAddr,
    pub engine: Engine,
    pub release: Release,
    /// Address of its database.
    pub database: String,
    schema: String,
    stop: site::Stop,
    tasks: Vec<JoinHandle<()>>,
    folder: TempDir,
}

pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// A runtime like that of `prakerja serve`.
pub fn runtime() -> Result<Runtime, Failure> {
    Ok(Builder::new_multi_thread().worker_threads(cores().max(4)).enable_all().build()?)
}

impl Portal {
    pub async fn start(engine: Engine) -> Result<Self, Failure> {
        let release = Release::find()?;
        let folder = tempfile::tempdir()?;
        let schema = format!("bench_{}", Random.id(Clock::system().now()).simple());
        let database = match &engine {
            Engine::Sqlite => format!("sqlite://{}", folder.path().join("bench.db").display()),
            Engine::Postgres(url) => {
                in_postgres(url, format!("CREATE SCHEMA {schema}")).await?;
                let separator = if url.contains('?') { '&' } else { '?' };
                format!("{url}{separator}options=-c%20search_path%3D{schema}")
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr = listener.local_addr()?;
        let env = settings(folder.path(), &database, addr, &release);
        let config = Config::load(Some(Path::new(config::FILE)), &env)?;
        let transports = Transports::from_config(&config)?;
        let ctx = cli::context(config).await?;
        let stop = site::Stop::default();
        let mut tasks = site::start_jobs(&ctx, transports, &stop);
        let site = site::site(ctx.clone());
        let app = site::dress(&site, site::routes(&site, pages::yardstick()));
        let (config, told) = (ctx.config.clone(), stop.told());
        tasks.push(tokio::spawn(async move {
            if let Err(error) = serve::serve(listener, app, &config, told).await {
                eprintln!("bench: the server ended: {error}");
            }
        }));
        Ok(Self { ctx, addr, engine, release, database, schema, stop, tasks, folder })
    }

    /// Where its data and keys lie.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Stops it and removes what it stored.
    pub async fn stop(self) -> Result<(), Failure> {
        self.stop.tell();
        for task in self.tasks {
            task.await?;
        }
        self.ctx.db.close().await;
        if let Engine::Postgres(url) = &self.engine {
            in_postgres(url, format!("DROP SCHEMA {} CASCADE", self.schema)).await?;
        }
        Ok(())
    }
}

/// What stands over `Leptos.toml`; of the environment only the cost of hashing, so that a database named there is never touched.
pub fn settings(folder: &Path, database: &str, addr: SocketAddr, release: &Release) -> Vec<(String, String)> {
    let mut env: Vec<(String, String)> = std::env::vars().filter(|(name, _)| name.starts_with("PRAKERJA__HASHING__")).collect();
    let own = [
        ("PRAKERJA__MODE", "sandbox".to_owned()),
        ("PRAKERJA__DATA_DIR", folder.display().to_string()),
        ("PRAKERJA__KEYS__FILE", folder.join("kunci.toml").display().to_string()),
        ("PRAKERJA__DATABASE__URL", database.to_owned()),
        ("PRAKERJA__SERVER__PUBLIC_URL", format!("http://{addr}")),
        // Every visitor of the load gets an address of its own, as behind a proxy.
        ("PRAKERJA__SERVER__TRUSTED_PROXIES", "127.0.0.1".to_owned()),
        ("PRAKERJA__MAIL__SMTP_URL", String::new()),
        ("PRAKERJA__SMS__URL", String::new()),
        ("PRAKERJA__METRICS__ADDR", String::new()),
        ("LEPTOS_SITE_ADDR", addr.to_string()),
        ("LEPTOS_SITE_ROOT", release.site.display().to_string()),
        ("LEPTOS_SITE_PKG_DIR", format!("pkg/{}", release.name)),
    ];
    env.extend(own.map(|(name, value)| (name.to_owned(), value)));
    env
}

async fn in_postgres(url: &str, sql: String) -> Result<(), Failure> {
    let mut connection = sqlx::PgConnection::connect(url).await?;
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await?;
    Ok(connection.close().await?)
}
