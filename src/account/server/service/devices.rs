//! "Perangkat": what is signed in or trusted, and ending it. A revocation holds on every process at the next request, because each
//! request reads the session's row.

use super::{note, note_with, place};
use crate::account::model::history::{Device, DevicesPage};
use crate::account::server::store::history::{self as store, LiveSession};
use crate::kernel::fault::{Code, Fault};
use crate::kernel::instant::Instant;
use crate::kernel::route::Route;
use crate::platform::audit::Fact;
use crate::platform::http::actor::Call;
use crate::platform::http::session;
use uuid::Uuid;

const FORM: &str = "perangkat";

/// `/akun/perangkat`.
pub async fn page(call: &Call) -> Result<DevicesPage, Fault> {
    let current = call.session()?;
    let now = call.now();
    let live = store::live_sessions(&call.ctx.db, current.account, now, session::idle_since(now)).await?;
    let mut devices: Vec<Device> = Vec::new();
    for session in live {
        let id = session.device_id.simple().to_string();
        // Last used first, so the first of a device speaks for it.
        match devices.iter_mut().find(|device| device.id == id) {
            Some(known) => known.current |= session.id == current.id,
            None => devices.push(signed_in(session, current.id, id)),
        }
    }
    for device in store::trusted_devices(&call.ctx.db, current.account, now).await? {
        let id = device.id.simple().to_string();
        if devices.iter().all(|known| known.id != id) {
            devices.push(Device {
                id,
                class: device.class,
                network: String::new(),
                last_seen: Instant(device.last_seen_at),
                signed_in: false,
                trusted_until: Some(Instant(device.trusted_until)),
                current: false,
            });
        }
    }
    devices.sort_by_key(|device| !device.current);
    let mut refill = call.refill(FORM);
    let done = refill.values.remove("notice").is_some();
    Ok(DevicesPage { devices, done, refill })
}

fn signed_in(session: LiveSession, current: Uuid, id: String) -> Device {
    Device {
        id,
        class: session.class,
        network: session.network.unwrap_or_default(),
        last_seen: Instant(session.last_seen_at),
        signed_in: true,
        trusted_until: session.trusted_until.map(Instant),
        current: session.id == current,
    }
}

/// "Keluarkan": one device, its trust included. Somebody else's device is not there.
pub async fn end_one(call: &Call, device: &str) -> Result<(), Fault> {
    let current = call.session()?;
    let account = current.account;
    let device = Uuid::try_parse(device).map_err(|_| Fault::of(Code::NotFound))?;
    let mut tx = call.ctx.db.begin().await?;
    if !store::end_device(&mut tx, account, device, call.now()).await? {
        return Err(Fault::of(Code::NotFound));
    }
    let detail = vec![place(call, Some(current.device)), Fact::Id("ended", device)];
    note_with(&mut tx, call, Some(account), "device.end", "ok", detail).await?;
    tx.commit().await?;
    call.flash(FORM, "ended");
    call.reply.go(Route::Devices);
    Ok(())
}

/// "Keluarkan semua yang lain": every session and every trust but this device's.
pub async fn end_others(call: &Call) -> Result<(), Fault> {
    let current = call.session()?;
    let mut tx = call.ctx.db.begin().await?;
    session::revoke_others(&mut tx, call.now(), current.account, current.id, "ended_by_owner").await?;
    store::distrust_others(&mut tx, current.account, current.device).await?;
    note(&mut tx, call, Some(current.account), "device.end_others", "ok").await?;
    tx.commit().await?;
    call.flash(FORM, "ended");
    call.reply.go(Route::Devices);
    Ok(())
}
