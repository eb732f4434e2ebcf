//! Demo participants stay in the sandbox.

use super::{demo, portal};
use crate::platform::config::Mode;
use crate::site::prepare;
use crate::testing::web::App;

/// The same portal, as production would see it.
fn production(app: App) -> App {
    App::with(app.ctx, |config| config.mode = Mode::Production)
}

#[tokio::test]
async fn production_refuses_a_database_with_demo_data_and_names_the_setting() {
    demo(|app| async move {
        assert!(prepare(&app.ctx).await.is_ok(), "the sandbox takes it");
        let refusal = prepare(&production(app).ctx).await.unwrap_err().to_string();
        assert!(refusal.contains("PRAKERJA__DATABASE__URL") && refusal.contains("demo"), "{refusal}");
    })
    .await;
}

#[tokio::test]
async fn production_takes_a_database_without_demo_data_and_gets_none() {
    portal(|app| async move {
        let app = production(app);
        prepare(&app.ctx).await.unwrap();
        assert!(crate::account::seed_demo(&app.ctx).await.is_err());
        assert!(crate::account::seed_participants(&app.ctx, 5, |_| {}).await.is_err());
        assert_eq!(app.count("SELECT COUNT(*) FROM account").await, 0);
    })
    .await;
}
