//! Memory of a server: in a process of its own, so that neither load nor bench is in it. The process is this program again, started as
//! `serve`, which does what `prakerja serve` does in the release.

use crate::load::{Failure, Load, timed};
use crate::pages::readers;
use crate::portal::{Portal, settings};
use crate::sign_in::Queue;
use crate::table::Table;
use std::fs;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::net::TcpListener;

/// The argument by which this program is a server.
pub const SERVE: &str = "serve";

const READERS: usize = 16;
/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// After the start, after pages were read, after people signed in.
pub async fn measure(portal: &Portal, load: &Load, time: Duration, table: &mut Table) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        eprintln!("bench: memory is measured on Linux only");
        return Ok(());
    }
    let server = Server::start(portal, load).await?;
    server.note(portal, "started", table)?;
    for path in ["/", "/masuk"] {
        load.drive(readers(load, server.addr, READERS, path).await?, time / 2).await?;
    }
    server.note(portal, "after reading / and /masuk", table)?;
    let queue = Queue::fill(portal, server.addr, time).await?;
    load.drive(queue.visitors(load).await?, time).await?;
    server.note(portal, "after sign-ins", table)
}

/// A server that ends with this value.
struct Server {
    process: Child,
    addr: SocketAddr,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its database goes away as well, so there is nothing to end in order.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts one on the portal's database and waits until it answers.
    async fn start(portal: &Portal, load: &Load) -> Result<Self, Failure> {
        let addr = TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
        let process = Command::new(std::env::current_exe()?)
            .arg(SERVE)
            .envs(settings(portal.folder(), &portal.database, addr, &portal.release))
            .stdout(Stdio::null())
            .spawn()?;
        let server = Self { process, addr };
        let mut waited = Duration::ZERO;
        while load.connect(addr, 1).await.is_err() {
            if waited > PATIENCE {
                return Err("the server did not start".into());
            }
            waited += timed(tokio::time::sleep(Duration::from_millis(50))).await.0;
        }
        Ok(server)
    }

    /// Adds a row: resident now, and the most so far, as Linux counts them for the process.
    fn note(&self, portal: &Portal, after: &str, table: &mut Table) -> Result<(), Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let kib = |name: &str| -> Result<u64, Failure> {
            let line =
                status.lines().find_map(|line| line.strip_prefix(name)).ok_or("the kernel does not tell a process's memory")?;
            Ok(line.trim().trim_end_matches("kB").trim().parse()?)
        };
        table.memory(format!("{after}, {}", portal.engine), kib("VmRSS:")?, kib("VmHWM:")?);
        Ok(())
    }
}
