-- What every slice stands on: facts about this installation, keys, limits, delivery and the audit trail.
-- Times are epoch milliseconds, ids UUIDv7, `*_sealed` is AEAD ciphertext, `*_index` a keyed fingerprint.

-- One row per fact about the installation: the sandbox clock's offset, whether demo data was seeded.
CREATE TABLE fact (
    name TEXT COLLATE "C" PRIMARY KEY,
    value TEXT NOT NULL
);

-- The data key of each person, wrapped by a master key. Deleting a row makes everything sealed under it unreadable.
CREATE TABLE person_key (
    person_id UUID PRIMARY KEY,
    master_id BIGINT NOT NULL,
    wrapped BYTEA NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX person_key_master ON person_key (master_id);

-- Token buckets as theoretical arrival times (GCRA): a key that is not here has a full bucket.
CREATE TABLE limit_bucket (
    name TEXT COLLATE "C" PRIMARY KEY,
    arrival_at BIGINT NOT NULL
);
CREATE INDEX limit_bucket_arrival ON limit_bucket (arrival_at);

-- Consecutive failures and the lock they lead to; one row per address as typed, or per known device.
CREATE TABLE guard (
    name TEXT COLLATE "C" PRIMARY KEY,
    failures BIGINT NOT NULL CHECK (failures >= 0),
    locks BIGINT NOT NULL CHECK (locks >= 0),
    locked_until BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- Signed tokens that were used once and must not be used again (captcha challenges).
CREATE TABLE spent (
    token_hash TEXT COLLATE "C" PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX spent_expires ON spent (expires_at);

-- Mails and SMS, written in the business transaction and delivered by the worker. The payload is blanked at its end.
CREATE TABLE outbox (
    id UUID PRIMARY KEY,
    dedup_key TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    purpose TEXT NOT NULL,
    person_id UUID,
    payload_sealed BYTEA,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'expired', 'dead')),
    attempts BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    next_at BIGINT NOT NULL,
    leased_until BIGINT,
    last_error TEXT,
    created_at BIGINT NOT NULL,
    sent_at BIGINT,
    expires_at BIGINT,
    CHECK (state = 'queued' OR payload_sealed IS NULL)
);
CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'queued';

-- What the sandbox mailbox received; kept for a day.
CREATE TABLE sandbox_message (
    id UUID PRIMARY KEY,
    reference TEXT NOT NULL,
    channel TEXT NOT NULL,
    purpose TEXT NOT NULL,
    person_id UUID,
    payload_sealed BYTEA NOT NULL,
    sent_at BIGINT NOT NULL
);
CREATE INDEX sandbox_message_sent ON sandbox_message (sent_at);

-- The audit trail: events commit with the change they describe; one worker links them into the chain.
CREATE TABLE audit_event (
    id UUID PRIMARY KEY,
    at BIGINT NOT NULL,
    actor_ref TEXT NOT NULL,
    subject_ref TEXT NOT NULL,
    action TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_event_subject ON audit_event (subject_ref, at);

CREATE TABLE audit_link (
    seq BIGINT PRIMARY KEY,
    event_id UUID NOT NULL UNIQUE REFERENCES audit_event (id),
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    linked_at BIGINT NOT NULL
);

-- Events that are not linked yet: inserted with the event, removed by the worker that links it.
CREATE TABLE audit_pending (
    event_id UUID PRIMARY KEY REFERENCES audit_event (id)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;

CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_link_no_update BEFORE UPDATE ON audit_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_link_no_delete BEFORE DELETE ON audit_link FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_link_no_truncate BEFORE TRUNCATE ON audit_link FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE VIEW chk_outbox AS
SELECT replace(CAST(id AS TEXT), '-', '') AS msg_id, dedup_key, channel, purpose, state, attempts, created_at / 1000 AS created_at,
       sent_at / 1000 AS sent_at, expires_at / 1000 AS expires_at, payload_sealed IS NOT NULL AS has_payload
FROM outbox;

CREATE VIEW chk_audit AS
SELECT l.seq, e.at / 1000 AS at, e.actor_ref, e.action, e.outcome, l.prev_hash, l.hash
FROM audit_link l JOIN audit_event e ON e.id = l.event_id;
