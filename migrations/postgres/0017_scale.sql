-- What a table of millions needs so that nothing reads it whole.

-- What runs out, and what is forgotten a while later, is found by its time: the portal looks once a minute.
CREATE INDEX session_absolute ON session (absolute_expires_at);
CREATE INDEX sign_in_expires ON sign_in (expires_at);
CREATE INDEX password_reset_expires ON password_reset (expires_at);
CREATE INDEX otp_challenge_expires ON otp_challenge (expires_at) WHERE state = 'live';
CREATE INDEX otp_challenge_ended ON otp_challenge (created_at) WHERE state <> 'live';
CREATE INDEX outbox_ended ON outbox (next_at) WHERE state <> 'queued';
CREATE INDEX guard_updated ON guard (updated_at);

-- A rotation wraps the keys of an older master some at a time, in this order; by the master alone it sorted all of them each time.
CREATE INDEX person_key_older ON person_key (master_id, person_id);
DROP INDEX person_key_master;

-- A device is only taken away when nothing refers to it, and both engines look for that.
CREATE INDEX session_device ON session (device_id);

-- Everything of a person who is erased is found without reading everybody's.
CREATE INDEX recovery_account ON recovery (account_id);
CREATE INDEX contact_change_new ON contact_change (new_index);
CREATE INDEX contact_change_old ON contact_change (old_index);
CREATE INDEX sandbox_message_person ON sandbox_message (person_id);
