-- Participants' accounts and everything that leads to one: drafts, codes, devices, sessions, resets.

CREATE TABLE account (
    id UUID PRIMARY KEY,
    email_index BYTEA NOT NULL UNIQUE,
    email_sealed BYTEA NOT NULL,
    password_hash TEXT NOT NULL,
    nik_index BYTEA NOT NULL,
    nik_sealed BYTEA NOT NULL,
    profile_sealed BYTEA NOT NULL,
    phone_index BYTEA NOT NULL,
    phone_sealed BYTEA NOT NULL,
    phone_verified_at BIGINT,
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
    identity TEXT NOT NULL CHECK (identity IN ('verified', 'unverified', 'pending')),
    identity_reason TEXT,
    identity_checked_at BIGINT,
    language TEXT NOT NULL CHECK (language IN ('id', 'en')),
    code_channel TEXT NOT NULL CHECK (code_channel IN ('email', 'sms')),
    terms_version TEXT NOT NULL,
    consented_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    CHECK (identity = 'verified' OR identity_reason IS NOT NULL)
);
-- One verified account per NIK; unverified ones do not occupy it.
CREATE UNIQUE INDEX account_verified_nik ON account (nik_index) WHERE identity = 'verified';
CREATE INDEX account_identity_pending ON account (identity_checked_at) WHERE identity = 'pending';

-- A registration in progress. It belongs to a flow (a browser), not to an address; ends after seven days.
CREATE TABLE registration (
    id UUID PRIMARY KEY,
    flow_hash TEXT NOT NULL,
    link_hash TEXT NOT NULL UNIQUE,
    link_expires_at BIGINT NOT NULL,
    email_index BYTEA NOT NULL,
    email_sealed BYTEA NOT NULL,
    nik_index BYTEA NOT NULL,
    nik_sealed BYTEA NOT NULL,
    password_hash TEXT,
    data_sealed BYTEA,
    refused_once TEXT,
    state TEXT NOT NULL CHECK (state IN ('draft', 'verified', 'completed', 'cancelled', 'expired')),
    language TEXT NOT NULL CHECK (language IN ('id', 'en')),
    created_at BIGINT NOT NULL,
    verified_at BIGINT,
    expires_at BIGINT NOT NULL
);
-- A browser has one registration in progress; starting again cancels the one before.
CREATE UNIQUE INDEX registration_flow ON registration (flow_hash) WHERE state IN ('draft', 'verified');
CREATE INDEX registration_email ON registration (email_index, state);
-- What ends and what is forgotten is found by state and time, ended ones included.
CREATE INDEX registration_expires ON registration (state, expires_at);

CREATE TABLE otp_challenge (
    id UUID PRIMARY KEY,
    subject_ref TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('register', 'sign_in', 'phone', 'email', 'fresh_proof', 'recovery')),
    flow_hash TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    destination_index BYTEA NOT NULL,
    digest BYTEA NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('live', 'verified', 'superseded', 'expired', 'exhausted', 'cancelled')),
    attempts BIGINT NOT NULL DEFAULT 0,
    max_attempts BIGINT NOT NULL,
    reference TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    verified_at BIGINT,
    superseded_by UUID,
    CHECK (attempts BETWEEN 0 AND max_attempts),
    CHECK ((state = 'verified') = (verified_at IS NOT NULL))
);
CREATE UNIQUE INDEX otp_challenge_live ON otp_challenge (subject_ref, purpose) WHERE state = 'live';
CREATE INDEX otp_challenge_flow ON otp_challenge (flow_hash, purpose, created_at);
CREATE INDEX otp_challenge_destination ON otp_challenge (destination_index, created_at);
CREATE INDEX otp_challenge_subject ON otp_challenge (subject_ref, created_at);

-- A browser that signed in here before. Trusted means that it skips the code until then.
CREATE TABLE device (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    token_hash TEXT NOT NULL,
    class TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    trusted_until BIGINT,
    UNIQUE (account_id, token_hash)
);

CREATE TABLE session (
    id UUID PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id UUID NOT NULL REFERENCES account (id),
    device_id UUID NOT NULL REFERENCES device (id),
    created_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    absolute_expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    revoked_because TEXT
);
CREATE INDEX session_account ON session (account_id, created_at);

-- A sign-in between password and code. account_id is NULL for addresses that have no account: they go the same way.
CREATE TABLE sign_in (
    id UUID PRIMARY KEY,
    flow_hash TEXT NOT NULL,
    account_id UUID,
    email_index BYTEA NOT NULL,
    destination_sealed BYTEA NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX sign_in_flow ON sign_in (flow_hash) WHERE state = 'open';
CREATE INDEX sign_in_account ON sign_in (account_id) WHERE state = 'open';

CREATE TABLE password_reset (
    id UUID PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id UUID NOT NULL REFERENCES account (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX password_reset_account ON password_reset (account_id, created_at);

-- What a participant is told on the dashboard until it is read or overtaken.
CREATE TABLE notice (
    id UUID PRIMARY KEY,
    account_id UUID NOT NULL REFERENCES account (id),
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    read_at BIGINT
);
CREATE INDEX notice_account ON notice (account_id, created_at);

CREATE VIEW chk_otp AS
SELECT replace(CAST(id AS TEXT), '-', '') AS challenge_id, subject_ref, purpose, state, attempts, max_attempts, created_at / 1000 AS created_at,
       expires_at / 1000 AS expires_at, verified_at / 1000 AS verified_at, replace(CAST(superseded_by AS TEXT), '-', '') AS superseded_by
FROM otp_challenge;

CREATE VIEW chk_session AS
SELECT token_hash, replace(CAST(account_id AS TEXT), '-', '') AS subject_ref, created_at / 1000 AS created_at, last_seen_at / 1000 AS last_seen_at,
       absolute_expires_at / 1000 AS absolute_expires_at, revoked_at / 1000 AS revoked_at
FROM session;

CREATE VIEW chk_reset AS
SELECT token_hash, replace(CAST(account_id AS TEXT), '-', '') AS subject_ref, created_at / 1000 AS created_at, expires_at / 1000 AS expires_at,
       used_at / 1000 AS used_at, revoked_at / 1000 AS revoked_at
FROM password_reset;
