-- The back office: people of its own, apart from participants. Names and addresses are sealed under the person's key; a session needs
-- password and authenticator, lives 10 minutes idle and 4 hours in all, and is the only one of its person.

CREATE TABLE staff (
    id BLOB PRIMARY KEY,
    email_index BLOB NOT NULL,
    email_sealed BLOB NOT NULL,
    name_sealed BLOB NOT NULL,
    password_hash TEXT NOT NULL,
    totp_sealed BLOB NOT NULL,
    -- The last authenticator step that was used: it and all before it are dead.
    totp_step INTEGER NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'programme_officer', 'finance', 'curator', 'support', 'auditor')),
    status TEXT NOT NULL CHECK (status IN ('active', 'deactivated')),
    language TEXT NOT NULL CHECK (language IN ('id', 'en')),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
) STRICT;
-- Whoever was deactivated can be invited anew, as somebody else.
CREATE UNIQUE INDEX staff_email ON staff (email_index) WHERE status = 'active';

-- An invitation carries what the invited person typed until the authenticator is confirmed; its id becomes the person's. The one from the
-- command line has no address until it is typed, and nobody who invited.
CREATE TABLE staff_invitation (
    id BLOB PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    email_index BLOB,
    email_sealed BLOB,
    role TEXT NOT NULL CHECK (role IN ('administrator', 'programme_officer', 'finance', 'curator', 'support', 'auditor')),
    invited_by BLOB REFERENCES staff (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'withdrawn', 'expired')),
    flow_hash TEXT,
    name_sealed BLOB,
    password_hash TEXT,
    totp_sealed BLOB,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK ((ended_at IS NULL) = (state = 'open')),
    CHECK (state = 'open' OR password_hash IS NULL AND totp_sealed IS NULL)
) STRICT;
-- One open invitation from the command line, one per address, one per browser.
CREATE UNIQUE INDEX staff_invitation_first ON staff_invitation (state) WHERE state = 'open' AND invited_by IS NULL;
CREATE UNIQUE INDEX staff_invitation_email ON staff_invitation (email_index) WHERE state = 'open' AND invited_by IS NOT NULL;
CREATE UNIQUE INDEX staff_invitation_flow ON staff_invitation (flow_hash) WHERE state = 'open';
CREATE INDEX staff_invitation_created ON staff_invitation (created_at);

-- A browser that a member of staff signed in with before: it has a failure counter of its own and skips nothing.
CREATE TABLE staff_device (
    staff_id BLOB NOT NULL REFERENCES staff (id),
    token_hash TEXT NOT NULL,
    last_seen_at INTEGER NOT NULL,
    PRIMARY KEY (staff_id, token_hash)
) STRICT;

-- A sign-in between password and authenticator value.
CREATE TABLE staff_sign_in (
    id BLOB PRIMARY KEY,
    flow_hash TEXT NOT NULL,
    staff_id BLOB NOT NULL REFERENCES staff (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'exhausted', 'cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts BETWEEN 0 AND 5),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX staff_sign_in_flow ON staff_sign_in (flow_hash) WHERE state = 'open';
CREATE INDEX staff_sign_in_staff ON staff_sign_in (staff_id) WHERE state = 'open';
CREATE INDEX staff_sign_in_expires ON staff_sign_in (expires_at);

CREATE TABLE staff_session (
    id BLOB PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    staff_id BLOB NOT NULL REFERENCES staff (id),
    class TEXT NOT NULL,
    network TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    absolute_expires_at INTEGER NOT NULL,
    proven_at INTEGER NOT NULL,
    revoked_at INTEGER,
    revoked_because TEXT
) STRICT;
-- One session at a time.
CREATE UNIQUE INDEX staff_session_one ON staff_session (staff_id) WHERE revoked_at IS NULL;
CREATE INDEX staff_session_staff ON staff_session (staff_id, created_at);

DROP VIEW chk_session;
CREATE VIEW chk_session AS
SELECT token_hash, lower(hex(account_id)) AS subject_ref, created_at / 1000 AS created_at, last_seen_at / 1000 AS last_seen_at,
       absolute_expires_at / 1000 AS absolute_expires_at, revoked_at / 1000 AS revoked_at
FROM session
UNION ALL
SELECT token_hash, lower(hex(staff_id)), created_at / 1000, last_seen_at / 1000, absolute_expires_at / 1000, revoked_at / 1000
FROM staff_session;
