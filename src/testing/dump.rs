//! Everything that a database holds, as text: for tests that say "and nothing changed".

use crate::platform::Ctx;
use crate::platform::db::Db;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The rows of every table, each in one line.
pub type Dump = BTreeMap<String, BTreeSet<String>>;

/// Reads every row of every table.
pub async fn everything(ctx: &Ctx) -> Dump {
    let mut dump = Dump::new();
    for (table, columns) in tables(ctx).await {
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let sql = match ctx.db {
            Db::Sqlite { .. } => format!("SELECT {} FROM \"{table}\"", quoted.join(" || ' ' || ")),
            Db::Postgres(_) => format!("SELECT CAST(row_to_json(t) AS TEXT) FROM \"{table}\" t"),
        };
        // Statements are constants everywhere but here, where the tables are not known beforehand.
        let rows: Vec<(String,)> = ctx.db.fetch_all(sql.leak(), &[]).await.unwrap();
        dump.insert(table, rows.into_iter().map(|(row,)| row.to_lowercase()).collect());
    }
    dump
}

/// The rows that name this id, in whatever way it is written.
pub async fn about(ctx: &Ctx, id: Uuid) -> Dump {
    let mut dump = everything(ctx).await;
    let id = id.simple().to_string();
    for rows in dump.values_mut() {
        rows.retain(|row| row.replace('-', "").contains(&id));
    }
    dump.retain(|_, rows| !rows.is_empty());
    dump
}

/// What stands in one of them only, for a message that can be read.
pub fn difference(before: &Dump, after: &Dump) -> Vec<String> {
    let lines = |dump: &Dump| -> BTreeSet<String> {
        dump.iter().flat_map(|(table, rows)| rows.iter().map(move |row| format!("{table}: {row}"))).collect()
    };
    let (before, after) = (lines(before), lines(after));
    let gone = before.difference(&after).map(|line| format!("- {line:.300}"));
    gone.chain(after.difference(&before).map(|line| format!("+ {line:.300}"))).collect()
}

/// Tables and their columns, views left out.
pub async fn tables(ctx: &Ctx) -> BTreeMap<String, Vec<String>> {
    let sql = match ctx.db {
        Db::Sqlite { .. } => {
            "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        Db::Postgres(_) => {
            "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT) FROM information_schema.columns c JOIN information_schema.tables t \
             ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
             WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
        }
    };
    let rows: Vec<(String, String)> = ctx.db.fetch_all(sql, &[]).await.unwrap();
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in rows {
        tables.entry(table).or_default().push(column);
    }
    tables
}
