-- What was typed when a session had ended by itself: sealed under the person's key, for half an hour, at most one per person and form,
-- and only for the device it was typed on.
CREATE TABLE kept_post (
    account_id UUID NOT NULL REFERENCES account (id),
    form TEXT NOT NULL,
    page TEXT NOT NULL,
    device_id UUID NOT NULL,
    values_sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (account_id, form)
);
CREATE INDEX kept_post_expires ON kept_post (expires_at);

-- Fresh proof between password and code; one per session. `target` is the page that asked.
CREATE TABLE fresh_proof (
    session_id UUID PRIMARY KEY,
    target TEXT NOT NULL,
    channel TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX fresh_proof_expires ON fresh_proof (expires_at);

-- NULL: the password of the registration.
ALTER TABLE account ADD COLUMN password_changed_at BIGINT;
-- Why an account is suspended, and until when (NULL: until the office lifts it).
ALTER TABLE account ADD COLUMN suspended_reason TEXT;
ALTER TABLE account ADD COLUMN suspended_until BIGINT;
CREATE INDEX account_suspended_until ON account (suspended_until) WHERE status = 'suspended';
