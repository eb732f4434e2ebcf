//! Accounts on both databases, through the web layer: what a browser is told, what the mailbox gets, what is kept.

mod agreement;
mod contact;
mod crowd;
mod demo_data;
mod disavow;
mod drafts;
mod elsewhere;
mod equal;
mod equal_work;
mod erased;
mod erasing;
mod history;
mod identity;
mod kept;
mod language;
mod late;
mod many_devices;
mod older_cost;
mod other_ways;
mod pages;
mod pairs;
mod password;
mod profile;
mod proof;
mod recovery;
mod register;
mod registry;
mod removal;
mod removal_agreement;
mod reset;
mod sealed;
mod second_step;
mod sends;
mod session;
mod sign_in;
mod standing;
mod totp;
mod upkeep;

use crate::params;
use crate::platform::Ctx;
use crate::testing::both;
use crate::testing::web::App;

/// Runs a test with a portal that has nobody yet, on both databases.
async fn portal<F, Fut>(test: F)
where
    F: Fn(App) -> Fut,
    Fut: Future<Output = ()>,
{
    both(|ctx| test(App::new(ctx))).await;
}

/// The same with the demo participants.
async fn demo<F, Fut>(test: F)
where
    F: Fn(App) -> Fut,
    Fut: Future<Output = ()>,
{
    let test = &test;
    both(|ctx| async move { test(App::with_demo(ctx).await).await }).await;
}

/// Identity and its reason as they stand in the table.
async fn identity(ctx: &Ctx, email: &str) -> Option<(String, Option<String>)> {
    let index = ctx.keys.blind("email", email);
    ctx.db.fetch_optional("SELECT identity, identity_reason FROM account WHERE email_index = $1", params![index]).await.unwrap()
}
