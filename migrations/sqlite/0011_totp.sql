-- The authenticator app: a second step beside codes by e-mail and SMS.

-- The key that app and portal share, sealed under the person's key; NULL without an app. `totp_step` is the last step whose value was
-- used: it only rises, so no value works twice. `second_step` says whether sign-in asks for the app first, or for a code by
-- `code_channel`.
ALTER TABLE account ADD COLUMN totp_sealed BLOB;
ALTER TABLE account ADD COLUMN totp_since INTEGER;
ALTER TABLE account ADD COLUMN totp_step INTEGER;
ALTER TABLE account ADD COLUMN second_step TEXT NOT NULL DEFAULT 'code' CHECK (second_step IN ('code', 'app'));

-- An app that is being set up: one per person, for ten minutes, in the session that gave fresh proof for it. Setting up again replaces it.
CREATE TABLE totp_setup (
    account_id BLOB PRIMARY KEY,
    id BLOB NOT NULL,
    session_id BLOB NOT NULL,
    secret_sealed BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX totp_setup_expires ON totp_setup (expires_at);

-- A sign-in, and a try, may wait for a value of the app. SQLite changes a constraint by making the table anew.
DROP VIEW chk_otp;
CREATE TABLE otp_challenge_new (
    id BLOB PRIMARY KEY,
    subject_ref TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('register', 'sign_in', 'phone', 'email', 'fresh_proof', 'recovery')),
    flow_hash TEXT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'app')),
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
INSERT INTO otp_challenge_new (id, subject_ref, purpose, flow_hash, channel, destination_index, digest, state, attempts, max_attempts,
                               reference, created_at, expires_at, verified_at, superseded_by)
SELECT id, subject_ref, purpose, flow_hash, channel, destination_index, digest, state, attempts, max_attempts,
       reference, created_at, expires_at, verified_at, superseded_by
FROM otp_challenge;
DROP TABLE otp_challenge;
ALTER TABLE otp_challenge_new RENAME TO otp_challenge;
CREATE UNIQUE INDEX otp_challenge_live ON otp_challenge (subject_ref, purpose) WHERE state = 'live';
CREATE INDEX otp_challenge_flow ON otp_challenge (flow_hash, purpose, created_at);
CREATE INDEX otp_challenge_destination ON otp_challenge (destination_index, created_at);
CREATE INDEX otp_challenge_subject ON otp_challenge (subject_ref, created_at);
CREATE VIEW chk_otp AS
SELECT lower(hex(id)) AS challenge_id, subject_ref, purpose, state, attempts, max_attempts, created_at / 1000 AS created_at,
       expires_at / 1000 AS expires_at, verified_at / 1000 AS verified_at, lower(hex(superseded_by)) AS superseded_by
FROM otp_challenge;

CREATE TABLE sign_in_new (
    id BLOB PRIMARY KEY,
    flow_hash TEXT NOT NULL,
    account_id BLOB,
    email_index BLOB NOT NULL,
    destination_sealed BLOB NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'app')),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'cancelled')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
INSERT INTO sign_in_new (id, flow_hash, account_id, email_index, destination_sealed, channel, state, created_at, expires_at)
SELECT id, flow_hash, account_id, email_index, destination_sealed, channel, state, created_at, expires_at
FROM sign_in;
DROP TABLE sign_in;
ALTER TABLE sign_in_new RENAME TO sign_in;
CREATE UNIQUE INDEX sign_in_flow ON sign_in (flow_hash) WHERE state = 'open';
CREATE INDEX sign_in_account ON sign_in (account_id) WHERE state = 'open';
