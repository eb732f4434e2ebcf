//! Staff for tests, without the way in.

use super::web::{App, Browser};
use crate::kernel::staff::Role;
use crate::office::server::store::{self, NewStaff};
use crate::platform::crypt;
use crate::platform::http::staff;
use uuid::Uuid;

/// Adds somebody of this role, who cannot sign in.
pub async fn colleague(app: &App, role: Role) -> Uuid {
    let ctx = &app.ctx;
    let (now, mut tx) = (ctx.now(), ctx.db.begin().await.unwrap());
    let id = ctx.random.id(now);
    let key = crypt::create_person(&mut tx, &ctx.keys, id, now).await.unwrap();
    let email = format!("{}@kantor.example", id.simple());
    let new = NewStaff {
        id,
        email_index: &ctx.keys.blind("staff_email", &email),
        email_sealed: &key.seal("staff.email", email.as_bytes()),
        name_sealed: &key.seal("staff.name", b"Rini Kartika"),
        password_hash: "-",
        totp_sealed: &key.seal("staff.totp", &[0; 20]),
        totp_step: 0,
        role,
        language: "id",
        now,
    };
    store::insert_staff(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A browser in which somebody of this role has just signed in.
pub async fn in_office(app: &App, role: Role) -> (Uuid, Browser) {
    let id = colleague(app, role).await;
    let mut tx = app.ctx.db.begin().await.unwrap();
    let (token, _) = staff::open(&mut tx, &app.ctx, id, "linux", "198.51.•.•").await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = app.browser();
    browser.cookies.insert("kantor".to_owned(), token.encode());
    (id, browser)
}
