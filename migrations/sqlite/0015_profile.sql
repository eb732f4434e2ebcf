-- What changed in a profile, and the recovery of a forgotten e-mail.

-- One change of one part of a profile: what it was and what it became, sealed under the person's key. Only the owner sees it.
CREATE TABLE profile_change (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    part TEXT NOT NULL CHECK (part IN ('person', 'address', 'education', 'work', 'skills')),
    before_sealed BLOB NOT NULL,
    after_sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX profile_change_account ON profile_change (account_id, id);

-- "/lupa-email" between NIK and code. account_id is NULL where nobody is found: it goes the same way.
CREATE TABLE recovery (
    id BLOB PRIMARY KEY,
    flow_hash TEXT NOT NULL,
    account_id BLOB,
    nik_index BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX recovery_flow ON recovery (flow_hash) WHERE state IN ('open', 'done');
CREATE INDEX recovery_expires ON recovery (expires_at);

-- Accounts of a NIK, verified or not: whoever forgot the e-mail knows the NIK.
CREATE INDEX account_nik ON account (nik_index);
