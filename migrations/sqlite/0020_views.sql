-- Views for auditors are the same on both engines: a code that nothing took the place of names no successor, where hex() had made an
-- empty text of it, and whether a message still has its content is 0 or 1.
DROP VIEW chk_otp;
CREATE VIEW chk_otp AS
SELECT lower(hex(id)) AS challenge_id, subject_ref, purpose, state, attempts, max_attempts, created_at / 1000 AS created_at,
       expires_at / 1000 AS expires_at, verified_at / 1000 AS verified_at, NULLIF(lower(hex(superseded_by)), '') AS superseded_by
FROM otp_challenge;

DROP VIEW chk_outbox;
CREATE VIEW chk_outbox AS
SELECT lower(hex(id)) AS msg_id, dedup_key, channel, purpose, state, attempts, created_at / 1000 AS created_at,
       sent_at / 1000 AS sent_at, expires_at / 1000 AS expires_at,
       CASE WHEN payload_sealed IS NULL THEN 0 ELSE 1 END AS has_payload
FROM outbox;
