-- Views for auditors are the same on both engines: whether a message still has its content is 0 or 1, where it had been true or false.
-- (chk_otp differed on SQLite.)
DROP VIEW chk_outbox;
CREATE VIEW chk_outbox AS
SELECT replace(CAST(id AS TEXT), '-', '') AS msg_id, dedup_key, channel, purpose, state, attempts, created_at / 1000 AS created_at,
       sent_at / 1000 AS sent_at, expires_at / 1000 AS expires_at,
       CAST(CASE WHEN payload_sealed IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_payload
FROM outbox;
