//! The trace of a reset link that was asked for at an address without an account: it goes the way of the sign-in of nobody, so that
//! asking writes as much for a stranger's address as for an owner's. Nothing ever reads it; it is forgotten with the sign-ins.

use crate::kernel::instant::Instant;
use crate::params;
use crate::platform::db::{Result, Tx};
use uuid::Uuid;

/// The other half of the statement that stores a link: writes nothing for an account that exists. Two who ask at once leave one trace.
const LEAVE: &str = "INSERT INTO sign_in (id, flow_hash, email_index, destination_sealed, channel, state, created_at, expires_at) \
     SELECT $1, $2, $3, $4, 'email', 'open', $5, $6 WHERE NOT EXISTS (SELECT 1 FROM account WHERE id = $7) ON CONFLICT DO NOTHING";

/// Every statement of this file, for the test that prepares them on both engines.
pub const STATEMENTS: &[&str] = &[LEAVE];

/// The trace of one request.
#[derive(Debug)]
pub struct Trace<'a> {
    pub id: Uuid,
    /// The same for every request at this address, so that the next one ends this one, as the next link does.
    pub name: &'a str,
    pub email_index: &'a [u8],
    pub sealed: Vec<u8>,
    pub now: Instant,
    pub expires_at: Instant,
}

/// Leaves the trace, unless `account` exists; the one before has been ended.
pub async fn leave(tx: &mut Tx, trace: Trace<'_>, account: Uuid) -> Result<u64> {
    let Trace { id, name, email_index, sealed, now, expires_at } = trace;
    tx.execute(LEAVE, params![id, name, email_index, sealed, now, expires_at, account]).await
}
