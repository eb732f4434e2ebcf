//! Sign-ins while other people read: hashing must not keep pages waiting, and reading must not keep people out.

use crate::load::{Failure, Load, Tally, drive};
use crate::pages::{Reader, readers};
use crate::portal::Portal;
use crate::sign_in::{Comparing, Queue, ROUNDS, cost};
use crate::table::Table;
use std::time::Duration;

/// Readers of each page, and how long each looks at it before asking again: 40 pages a second of each kind, not as many as there can be.
const READERS: usize = 4;
const LOOKS: Duration = Duration::from_millis(100);

async fn reading(portal: &Portal, load: &Load, path: &str) -> Result<Vec<Reader>, Failure> {
    let mut readers = readers(load, portal.addr, READERS, path).await?;
    for reader in &mut readers {
        reader.looks = LOOKS;
    }
    Ok(readers)
}

/// Argon2 alone, and sign-ins while `/` and `/bantuan` are read, in turns.
pub async fn measure(portal: &Portal, load: &Load, time: Duration, table: &mut Table) -> Result<(), Failure> {
    let queue = Queue::fill(portal, portal.addr, time).await?;
    let comparing = Comparing::on_all_cores(&portal.ctx.hasher).await?;
    let [mut alone, mut signed_in, mut home, mut help] = [(); 4].map(|()| Tally::default());
    for _ in 0..ROUNDS {
        let part = time / ROUNDS;
        alone.add(drive(comparing.clone(), part).await?);
        let (visitors, at_home, at_help) =
            (queue.visitors(load).await?, reading(portal, load, "/").await?, reading(portal, load, "/bantuan").await?);
        let (signing, one, other) =
            tokio::try_join!(load.drive(visitors, part), load.drive(at_home, part), load.drive(at_help, part))?;
        signed_in.add(signing);
        home.add(one);
        help.add(other);
    }
    let engine = &portal.engine;
    let (hashing, sign_ins) =
        (format!("argon2 alone, {}, {engine} busy", cost(portal)), format!("sign-in while pages are read, {engine}"));
    table.rate(&hashing, alone);
    table.rate(&sign_ins, signed_in);
    table.rate(format!("page / while people sign in, {engine}"), home);
    table.rate(format!("page /bantuan while people sign in, {engine}"), help);
    table.share(&format!("sign-in of argon2 alone, pages read, {engine}"), &sign_ins, &hashing, "");
    Ok(())
}
