//! Many rows at once: one INSERT for hundreds of rows costs little more than one for a single row.

use super::{DbError, Result, Tx, Val, attempt, lite, post};
use sqlx::{AssertSqlSafe, query_with};

/// Values that one statement may bind: 32,766 is SQLite's limit, PostgreSQL's is twice that.
const MOST_VALUES: usize = 32_766;
/// Rows of one statement; more of them make it longer, not faster.
const MOST_ROWS: usize = 500;

impl Tx {
    /// Runs an INSERT of one row (`… VALUES ($1, …)` with nothing behind it) for many rows, hundreds of them in each statement. Answers
    /// the number of rows written.
    pub async fn insert_all(&mut self, sql: &'static str, rows: Vec<Vec<Val>>) -> Result<u64> {
        let Some(width) = rows.first().map(Vec::len) else { return Ok(0) };
        let most = MOST_ROWS.min(MOST_VALUES / width.max(1));
        let mut written = 0;
        for part in rows.chunks(most) {
            let text = repeated(sql, width, part.len()).ok_or_else(|| DbError::Protocol("not an INSERT of one row".to_owned()))?;
            let values: Vec<Val> = part.iter().flatten().cloned().collect();
            // A statement of the full length comes again and again, what is left over at the end does not.
            let keep = part.len() == most;
            written += attempt::note(match self {
                Tx::Sqlite(tx) => {
                    let arguments = lite(&text, &values)?;
                    let done = query_with(AssertSqlSafe(text), arguments).persistent(keep).execute(&mut **tx).await;
                    done.map(|done| done.rows_affected())
                }
                Tx::Postgres(tx) => {
                    let arguments = post(&text, &values)?;
                    let done = query_with(AssertSqlSafe(text), arguments).persistent(keep).execute(&mut **tx).await;
                    done.map(|done| done.rows_affected())
                }
            })?;
        }
        Ok(written)
    }
}

/// The INSERT with its group of values once for each row; the placeholders of each group follow on those of the group before.
fn repeated(sql: &str, width: usize, rows: usize) -> Option<String> {
    let (head, group) = sql.split_once("VALUES (")?;
    let group = group.strip_suffix(')')?;
    let mut pieces = group.split('$');
    let first = pieces.next()?;
    let pieces: Vec<(usize, &str)> = pieces
        .map(|piece| {
            let end = piece.find(|char: char| !char.is_ascii_digit()).unwrap_or(piece.len());
            Some((piece[..end].parse().ok()?, &piece[end..]))
        })
        .collect::<Option<_>>()?;
    let mut text = String::with_capacity(head.len() + rows * (group.len() + 3 * width) + 8);
    text.push_str(head);
    text.push_str("VALUES ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        text.push_str(first);
        for (number, rest) in &pieces {
            text.push('$');
            text.push_str(&(row * width + number).to_string());
            text.push_str(rest);
        }
        text.push(')');
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params;
    use crate::platform::db;
    use crate::testing::both;

    #[test]
    fn each_row_has_placeholders_of_its_own() {
        let sql = "INSERT INTO t (a, b, c, d) VALUES ($1, 'x', $2, $1)";
        assert_eq!(
            repeated(sql, 2, 3).unwrap(),
            "INSERT INTO t (a, b, c, d) VALUES ($1, 'x', $2, $1), ($3, 'x', $4, $3), ($5, 'x', $6, $5)"
        );
        assert_eq!(repeated(sql, 2, 1).unwrap(), sql);
        assert_eq!(repeated("INSERT INTO t (a) VALUES ($1) ON CONFLICT DO NOTHING", 1, 2), None);
        assert_eq!(repeated("INSERT INTO t (a) SELECT $1", 1, 2), None);
    }

    #[tokio::test]
    async fn more_rows_than_one_statement_takes_are_all_written_or_none() {
        const INSERT: &str = "INSERT INTO fact (name, value) VALUES ($1, $2)";
        both(|ctx| async move {
            let rows: Vec<Vec<Val>> = (0..1_234).map(|n| params![format!("uji {n}"), n.to_string()].to_vec()).collect();
            let mut tx = ctx.db.begin().await.unwrap();
            assert_eq!(tx.insert_all(INSERT, rows.clone()).await.unwrap(), 1_234);
            assert_eq!(tx.insert_all(INSERT, Vec::new()).await.unwrap(), 0);
            tx.commit().await.unwrap();
            for n in [0, 499, 500, 1_233] {
                assert_eq!(db::fact(&ctx.db, &format!("uji {n}")).await.unwrap(), Some(n.to_string()));
            }
            let mut again = ctx.db.begin().await.unwrap();
            assert!(db::is_unique_violation(&again.insert_all(INSERT, rows).await.unwrap_err()));
        })
        .await;
    }
}
