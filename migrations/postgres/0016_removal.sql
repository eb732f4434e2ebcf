-- "Hapus Akun": the owner asks, may take it back for a day, and is erased after it.

-- Two more standings. The new column takes the old one's place, as on SQLite, where a CHECK cannot be changed where it stands.
DROP INDEX account_suspended_until;
ALTER TABLE account ADD COLUMN standing TEXT NOT NULL DEFAULT 'active' CHECK (standing IN ('active', 'suspended', 'removing', 'erased'));
UPDATE account SET standing = status;
ALTER TABLE account DROP COLUMN status;
ALTER TABLE account RENAME COLUMN standing TO status;
CREATE INDEX account_suspended_until ON account (suspended_until) WHERE status = 'suspended';

-- One request. The link in its mail takes it back until `cancel_until`. Rows stay as the proof of what was done when, under the account's
-- number.
CREATE TABLE removal (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    token_hash TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('requested', 'cancelled', 'erased')),
    requested_at BIGINT NOT NULL,
    cancel_until BIGINT NOT NULL,
    ended_at BIGINT,
    CHECK ((ended_at IS NULL) = (state = 'requested'))
);
CREATE UNIQUE INDEX removal_open ON removal (account_id) WHERE state = 'requested';
CREATE INDEX removal_due ON removal (cancel_until) WHERE state = 'requested';

-- Everything of one person is found without reading everybody's: messages, sign-ins, and whether a device is theirs alone.
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX sign_in_person ON sign_in (account_id);
CREATE INDEX device_token ON device (token_hash);
