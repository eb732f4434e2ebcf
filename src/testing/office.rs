//! Staff for tests: demo staff who sign in properly, and colleagues who are simply there.

use super::web::{Answer, App, Browser, DEMO_PASSWORD};
use crate::kernel::lang::Lang;
use crate::kernel::route::Route;
use crate::kernel::staff::Role;
use crate::office::server::store::{self, NewStaff};
use crate::office::{self, DemoStaff};
use crate::params;
use crate::platform::crypt::Place;
use crate::platform::http::staff;
use crate::platform::{Ctx, crypt};
use uuid::Uuid;

/// The demo administrator.
pub const ADMIN: &str = "admin@kantor.example";
/// The demo auditor.
pub const AUDITOR: &str = "auditor@kantor.example";

/// A portal with the demo staff.
pub async fn with_staff(ctx: Ctx) -> App {
    office::seed_demo(&ctx).await.unwrap();
    App::new(ctx)
}

/// Somebody of the demo staff.
pub fn demo(email: &str) -> &'static DemoStaff {
    office::demo_staff().iter().find(|staff| staff.email == email).expect("one of the demo staff")
}

/// What their authenticator shows now.
pub fn value(app: &App, email: &str) -> String {
    demo(email).value(app.ctx.now())
}

/// Their id.
pub async fn id_of(app: &App, email: &str) -> Uuid {
    let index = app.ctx.keys.blind("staff_email", email);
    store::by_email(&app.ctx.db, &index).await.unwrap().expect("an active member").id
}

impl Browser {
    /// "Masuk" to the office.
    pub async fn office_password(&mut self, email: &str, password: &str) -> Answer {
        self.post_solved("/api/office/sign_in", "kantor_masuk", &[("email", email), ("password", password)]).await
    }

    /// "Verifikasi" in the office.
    pub async fn office_code(&mut self, code: &str) -> Answer {
        self.post("/api/office/sign_in_verify", &[("kode", code)]).await
    }

    /// Both, for somebody of the demo staff; the step of the authenticator is used up, so the clock goes on by one.
    pub async fn enter_office(&mut self, email: &str) {
        self.office_password(email, DEMO_PASSWORD).await.leads_to("/kantor/masuk/kode");
        let code = value(&self.app, email);
        self.office_code(&code).await.leads_to("/kantor");
        self.app.pass(30);
    }

    /// Whether the office opens.
    pub async fn is_in_office(&mut self) -> bool {
        let answer = self.get("/kantor").await;
        assert!(answer.status == 200 || answer.location() == "/kantor/masuk", "{answer:?}");
        answer.status == 200
    }
}

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
        email_sealed: &key.seal(Place::row("staff.email", id), email.as_bytes()),
        name_sealed: &key.seal(Place::row("staff.name", id), b"Rini Kartika"),
        password_hash: "-",
        totp_sealed: &key.seal(Place::row("staff.totp", id), &[0; 20]),
        totp_step: 0,
        role,
        language: Lang::Id,
        now,
    };
    store::insert_staff(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// A browser in which somebody of this role has just signed in.
pub async fn in_office(app: &App, role: Role) -> (Uuid, Browser) {
    let id = colleague(app, role).await;
    (id, signed_in(app, id).await)
}

async fn signed_in(app: &App, id: Uuid) -> Browser {
    let mut tx = app.ctx.db.begin().await.unwrap();
    let (token, _) = staff::open(&mut tx, &app.ctx, id, "linux", "198.51.•.•").await.unwrap();
    tx.commit().await.unwrap();
    let mut browser = app.browser();
    browser.cookies.insert("kantor".to_owned(), token.encode());
    browser
}

/// A browser in which somebody of the demo staff signed in, whose proof is too old, while nobody else's clock has moved.
pub async fn stale(app: &App, email: &str) -> Browser {
    office::seed_demo(&app.ctx).await.unwrap();
    let id = id_of(app, email).await;
    let browser = signed_in(app, id).await;
    let mut tx = app.ctx.db.begin().await.unwrap();
    let values = params![id, app.ctx.now().minus_seconds(staff::FRESH)];
    tx.execute("UPDATE staff_session SET proven_at = $2 WHERE staff_id = $1", values).await.unwrap();
    tx.commit().await.unwrap();
    browser
}

/// The path of an invitation that asks for the address too, as the first administrator's does, although there are administrators.
pub async fn first_invitation(app: &App) -> String {
    const WITHDRAW: &str = "UPDATE staff_invitation SET state = 'withdrawn', ended_at = $1, password_hash = NULL, totp_sealed = NULL \
                            WHERE state = 'open' AND invited_by IS NULL";
    const INSERT: &str = "INSERT INTO staff_invitation (id, token_hash, role, state, created_at, expires_at) \
                          VALUES ($1, $2, 'administrator', 'open', $3, $4)";
    let ctx = &app.ctx;
    let (now, token) = (ctx.now(), ctx.random.token().encode());
    let id = ctx.random.id(now);
    let mut tx = ctx.db.begin().await.unwrap();
    tx.execute(WITHDRAW, params![now]).await.unwrap();
    tx.execute(INSERT, params![id, crypt::token_hash(&token), now, now.plus_seconds(900)]).await.unwrap();
    crypt::create_person(&mut tx, &ctx.keys, id, now).await.unwrap();
    tx.commit().await.unwrap();
    Route::OfficeInvitation.fill(&token).unwrap()
}
