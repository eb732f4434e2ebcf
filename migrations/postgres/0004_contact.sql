-- Changes of phone number and e-mail on their way. Begun with fresh proof, bound to the session that began them, confirmed by a code
-- to the new place. A confirmed change of e-mail can be taken back by the link in the mail to the old address.
CREATE TABLE contact_change (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL CHECK (kind IN ('phone', 'email')),
    session_id UUID NOT NULL,
    new_index BYTEA NOT NULL,
    new_sealed BYTEA NOT NULL,
    old_index BYTEA NOT NULL,
    old_sealed BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'cancelled', 'undone')),
    undo_hash TEXT UNIQUE,
    undo_until BIGINT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    CHECK ((confirmed_at IS NOT NULL) = (state IN ('confirmed', 'undone')))
);
CREATE UNIQUE INDEX contact_change_open ON contact_change (account_id, kind) WHERE state = 'open';
CREATE INDEX contact_change_account ON contact_change (account_id, kind, confirmed_at);
-- An address that can still be taken back stays taken.
CREATE INDEX contact_change_held ON contact_change (old_index) WHERE state = 'confirmed' AND kind = 'email';
CREATE INDEX contact_change_created ON contact_change (created_at);

-- A number is verified for one account only; unverified ones may stand in several.
CREATE UNIQUE INDEX account_verified_phone ON account (phone_index) WHERE phone_verified_at IS NOT NULL;
