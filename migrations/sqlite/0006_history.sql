-- Devices, the security history, and the links by which an owner says that it was somebody else.

-- Where a session was opened, as coarse as a network: shown to the owner, good for nothing else.
ALTER TABLE session ADD COLUMN network TEXT;

-- The history of one person, newest first.
CREATE INDEX audit_event_history ON audit_event (subject_ref, id);

-- "Bukan saya": in the mails about new devices and changes; works once, for ten days.
CREATE TABLE disavowal (
    id BLOB PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES account (id),
    event TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;
CREATE INDEX disavowal_account ON disavowal (account_id);
CREATE INDEX disavowal_expires ON disavowal (expires_at);
