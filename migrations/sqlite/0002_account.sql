-- Participants' accounts and everything that leads to one: drafts, codes, devices, sessions, resets.

CREATE TABLE account (
    id BLOB PRIMARY KEY,
    email_index BLOB NOT NULL UNIQUE,
    email_sealed BLOB NOT NULL,
    password_hash TEXT NOT NULL,
    nik_index BLOB NOT NULL,
    nik_sealed BLOB NOT NULL,
    profile_sealed BLOB NOT NULL,
    phone_index BLOB NOT NULL,
    phone_sealed BLOB NOT NULL,
    phone_verified_at INTEGER,
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    identity TEXT NOT NULL CHECK (identity IN ('verified', 'unverified', 'pending')),
    identity_reason TEXT,
    identity_checked_at INTEGER,
    language TEXT NOT NULL CHECK (language IN ('id', 'en')),
    code_channel TEXT NOT NULL CHECK (code_channel IN ('email', 'sms')),
    terms_version TEXT NOT NULL,
    consented_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    CHECK (identity = 'verified' OR identity_reason IS NOT NULL)
) STRICT;
-- One verified account per NIK; unverified ones do not occupy it.
CREATE UNIQUE INDEX account_verified_nik ON account (nik_index) WHERE identity = 'verified';
CREATE INDEX account_identity_pending ON account (identity_checked_at) WHERE identity = 'pending';

-- A registration in progress. It belongs to a flow (a browser), not to an address; ends after seven days.
CREATE TABLE registration (
    id BLOB PRIMARY KEY,
    flow_hash TEXT NOT NULL,
    link_hash TEXT NOT NULL UNIQUE,
    link_expires_at INTEGER NOT NULL,
    email_index BLOB NOT NULL,
    email_sealed BLOB NOT NULL,
    nik_index BLOB NOT NULL,
    nik_sealed BLOB NOT NULL,
    password_hash TEXT,
    data_sealed BLOB,
    refused_once TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'verified', 'completed', 'cancelled', 'expired')),
    language TEXT NOT NULL CHECK (language IN ('id', 'en')),
    created_at INTEGER NOT NULL,
    verified_at INTEGER,
    expires_at INTEGER NOT NULL
) STRICT;
-- A browser has one registration in progress; starting again cancels the one before.
CREATE UNIQUE INDEX registration_flow ON registration (flow_hash) WHERE state IN ('draft', 'verified');
CREATE INDEX registration_email ON registration (email_index, state);
-- What ends and what is forgotten is found by state and time, ended ones included.
CREATE INDEX registration_expires ON registration (state, expires_at);

CREATE TABLE otp_challenge (
    id BLOB PRIMARY KEY,
    subject_ref TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('register', 'sign_in', 'phone', 'email', 'fresh_proof', 'recovery')),
    flow_hash TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    destination_index BLOB NOT NULL,
    digest BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('live', 'verified', 'superseded', 'expired', 'exhausted', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL,
    reference TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    verified_at INTEGER,
    superseded_by BLOB,
    CHECK (attempts BETWEEN 0 AND max_attempts),
    CHECK ((state = 'verified') = (verified_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX otp_challenge_live ON otp_challenge (subject_ref, purpose) WHERE state = 'live';
CREATE INDEX otp_challenge_flow ON otp_challenge (flow_hash, purpose, created_at);
CREATE INDEX otp_challenge_destination ON otp_challenge (destination_index, created_at);
CREATE INDEX otp_challenge_subject ON otp_challenge (subject_ref, created_at);

-- A browser that signed in here before. Trusted means that it skips the code until then.
CREATE TABLE device (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    token_hash TEXT NOT NULL,
    class TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    trusted_until INTEGER,
    UNIQUE (account_id, token_hash)
) STRICT;

CREATE TABLE session (
    id BLOB PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES account (id),
    device_id BLOB NOT NULL REFERENCES device (id),
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    absolute_expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    revoked_because TEXT
) STRICT;
CREATE INDEX session_account ON session (account_id, created_at);

-- A sign-in between password and code. account_id is NULL for addresses that have no account: they go the same way.
CREATE TABLE sign_in (
    id BLOB PRIMARY KEY,
    flow_hash TEXT NOT NULL,
    account_id BLOB,
    email_index BLOB NOT NULL,
    destination_sealed BLOB NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sign_in_flow ON sign_in (flow_hash) WHERE state = 'open';
CREATE INDEX sign_in_account ON sign_in (account_id) WHERE state = 'open';

CREATE TABLE password_reset (
    id BLOB PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER
) STRICT;
CREATE INDEX password_reset_account ON password_reset (account_id, created_at);

-- What a participant is told on the dashboard until it is read or overtaken.
CREATE TABLE notice (
    id BLOB PRIMARY KEY,
    account_id BLOB NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    read_at INTEGER
) STRICT;
CREATE INDEX notice_account ON notice (account_id, created_at);

CREATE VIEW chk_otp AS
SELECT lower(hex(id)) AS challenge_id, subject_ref, purpose, state, attempts, max_attempts, created_at / 1000 AS created_at,
       expires_at / 1000 AS expires_at, verified_at / 1000 AS verified_at, lower(hex(superseded_by)) AS superseded_by
FROM otp_challenge;

CREATE VIEW chk_session AS
SELECT token_hash, lower(hex(account_id)) AS subject_ref, created_at / 1000 AS created_at, last_seen_at / 1000 AS last_seen_at,
       absolute_expires_at / 1000 AS absolute_expires_at, revoked_at / 1000 AS revoked_at
FROM session;

CREATE VIEW chk_reset AS
SELECT token_hash, lower(hex(account_id)) AS subject_ref, created_at / 1000 AS created_at, expires_at / 1000 AS expires_at,
       used_at / 1000 AS used_at, revoked_at / 1000 AS revoked_at
FROM password_reset;
