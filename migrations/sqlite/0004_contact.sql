-- Changes of phone number and e-mail on their way. Begun with fresh proof, bound to the session that began them, confirmed by a code
-- to the new place. A confirmed change of e-mail can be taken back by the link in the mail to the old address.
CREATE TABLE contact_change (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email')),
    session_id BLOB NOT NULL,
    new_index BLOB NOT NULL,
    new_sealed BLOB NOT NULL,
    old_index BLOB NOT NULL,
    old_sealed BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'cancelled', 'undone')),
    undo_hash TEXT UNIQUE,
    undo_until INTEGER,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    confirmed_at INTEGER,
    CHECK ((confirmed_at IS NOT NULL) = (state IN ('confirmed', 'undone')))
) STRICT;
CREATE UNIQUE INDEX contact_change_open ON contact_change (account_id, kind) WHERE state = 'open';
CREATE INDEX contact_change_account ON contact_change (account_id, kind, confirmed_at);
-- An address that can still be taken back stays taken.
CREATE INDEX contact_change_held ON contact_change (old_index) WHERE state = 'confirmed' AND kind = 'email';
CREATE INDEX contact_change_created ON contact_change (created_at);

-- A number is verified for one account only; unverified ones may stand in several.
CREATE UNIQUE INDEX account_verified_phone ON account (phone_index) WHERE phone_verified_at IS NOT NULL;
