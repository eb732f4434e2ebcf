//! Runs the statements that the owners of the tables declared.

use super::{Step, Traces};
use crate::params;
use crate::platform::db::{Result, Tx};

/// Runs a step for every trace of its kind.
pub async fn run(tx: &mut Tx, step: Step, traces: &Traces) -> Result<()> {
    match step {
        Step::Through(sql) | Step::Person(sql) => {
            for person in &traces.people {
                tx.execute(sql, params![*person]).await?;
            }
        }
        Step::Address(sql) => {
            for address in &traces.addresses {
                tx.execute(sql, params![address]).await?;
            }
        }
        Step::Word(sql) => {
            for word in &traces.words {
                tx.execute(sql, params![word]).await?;
            }
        }
    }
    Ok(())
}
