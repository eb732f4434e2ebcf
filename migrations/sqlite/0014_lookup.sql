-- Staff looking participants up: how often on a day, and who may see whose full data until when.

-- Searches of a member of staff on one day: days since 1970 in WIB. The hard limit counts here.
CREATE TABLE staff_lookup (
    staff_id BLOB NOT NULL REFERENCES staff (id),
    day INTEGER NOT NULL,
    used INTEGER NOT NULL CHECK (used > 0),
    PRIMARY KEY (staff_id, day)
) STRICT;
CREATE INDEX staff_lookup_day ON staff_lookup (day);

-- A full view belongs to one participant and one session of one member of staff. What staff refer to (a ticket) is free text, so it is
-- sealed under the participant's key and goes with them.
CREATE TABLE full_view (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    staff_id BLOB NOT NULL REFERENCES staff (id),
    session_id BLOB NOT NULL,
    role TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('ticket', 'identity', 'correction', 'misuse', 'legal')),
    reference_sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
-- Of parallel presses one opens the view.
CREATE UNIQUE INDEX full_view_open ON full_view (session_id, account_id) WHERE ended_at IS NULL;
CREATE INDEX full_view_account ON full_view (account_id, created_at);
CREATE INDEX full_view_created ON full_view (created_at);

-- Somebody is found by a number even if it is not verified.
CREATE INDEX account_phone ON account (phone_index);
