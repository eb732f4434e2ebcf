//! Every table says what becomes of it when a person is erased.

use super::{both, dump};
use crate::platform::erasure::Fate;
use crate::site;
use std::collections::BTreeSet;

#[tokio::test]
async fn every_table_says_what_becomes_of_it_when_a_person_is_erased() {
    both(|ctx| async move {
        let declared: Vec<&str> = site::erasures().iter().map(|table| table.name).collect();
        let once: BTreeSet<&str> = declared.iter().copied().collect();
        assert_eq!(once.len(), declared.len(), "a table says it once: {declared:?}");
        let tables = dump::tables(&ctx).await;
        let there: BTreeSet<&str> = tables.keys().map(String::as_str).filter(|name| *name != "_sqlx_migrations").collect();
        assert_eq!(once, there, "declared in site::erasures, and in the schema");
    })
    .await;
}

#[tokio::test]
async fn what_is_kept_says_why_and_holds_nothing_sealed_and_no_fingerprint_or_secret() {
    both(|ctx| async move {
        let tables = dump::tables(&ctx).await;
        let mut kept = 0;
        for table in site::erasures() {
            match table.fate {
                Fate::Kept(why) => {
                    assert!(why.split(' ').count() > 2, "{}: why", table.name);
                    let personal: Vec<&String> = tables[table.name]
                        .iter()
                        .filter(|column| ["_sealed", "_index", "password"].iter().any(|part| column.contains(part)))
                        .collect();
                    assert!(personal.is_empty(), "{} keeps {personal:?}", table.name);
                    kept += 1;
                }
                Fate::Erased(steps) => assert!(!steps.is_empty(), "{}", table.name),
                Fate::Others(whom) => assert!(whom.contains(' '), "{}: whom", table.name),
                Fate::ByCode(how) => assert!(how.split(' ').count() > 2, "{}: how", table.name),
            }
        }
        assert!(kept >= 5);
    })
    .await;
}
