//! The office, on both databases.

mod people;
mod person;

use crate::testing::both;
use crate::testing::web::App;

/// Runs a test with a portal that has the demo participants, on both databases.
async fn demo<F, Fut>(test: F)
where
    F: Fn(App) -> Fut,
    Fut: Future<Output = ()>,
{
    let test = &test;
    both(|ctx| async move { test(App::with_demo(ctx).await).await }).await;
}
