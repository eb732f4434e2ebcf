//! The office on both databases, through the web layer: who gets in, for how long, and who may do what.

mod invitation;
mod people;
mod person;
mod sealed;
mod session;
mod sign_in;
mod staff;
mod tries;

use crate::testing::both;
use crate::testing::office::with_staff;
use crate::testing::web::App;

/// Runs a test with a portal that has nobody yet, on both databases.
async fn portal<F, Fut>(test: F)
where
    F: Fn(App) -> Fut,
    Fut: Future<Output = ()>,
{
    both(|ctx| test(App::new(ctx))).await;
}

/// The same with the demo staff.
async fn demo<F, Fut>(test: F)
where
    F: Fn(App) -> Fut,
    Fut: Future<Output = ()>,
{
    let test = &test;
    both(|ctx| async move { test(with_staff(ctx).await).await }).await;
}

/// The same with the demo participants, whom colleagues look up.
async fn with_people<F, Fut>(test: F)
where
    F: Fn(App) -> Fut,
    Fut: Future<Output = ()>,
{
    let test = &test;
    both(|ctx| async move { test(App::with_demo(ctx).await).await }).await;
}
