-- The authenticator app: a second step beside codes by e-mail and SMS.

-- The key that app and portal share, sealed under the person's key; NULL without an app. `totp_step` is the last step whose value was
-- used: it only rises, so no value works twice. `second_step` says whether sign-in asks for the app first, or for a code by
-- `code_channel`.
ALTER TABLE account ADD COLUMN totp_sealed BYTEA;
ALTER TABLE account ADD COLUMN totp_since BIGINT;
ALTER TABLE account ADD COLUMN totp_step BIGINT;
ALTER TABLE account ADD COLUMN second_step TEXT NOT NULL DEFAULT 'code' CHECK (second_step IN ('code', 'app'));

-- An app that is being set up: one per person, for ten minutes, in the session that gave fresh proof for it. Setting up again replaces it.
CREATE TABLE totp_setup (
    account_id UUID PRIMARY KEY,
    id UUID NOT NULL,
    session_id UUID NOT NULL,
    secret_sealed BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX totp_setup_expires ON totp_setup (expires_at);

-- A sign-in, and a try, may wait for a value of the app.
ALTER TABLE otp_challenge DROP CONSTRAINT otp_challenge_channel_check;
ALTER TABLE otp_challenge ADD CONSTRAINT otp_challenge_channel_check CHECK (channel IN ('email', 'sms', 'app'));
ALTER TABLE sign_in DROP CONSTRAINT sign_in_channel_check;
ALTER TABLE sign_in ADD CONSTRAINT sign_in_channel_check CHECK (channel IN ('email', 'sms', 'app'));
