-- SQLite needs triggers against INSERT OR REPLACE here. PostgreSQL has no such statement: its ON CONFLICT DO UPDATE is an update, which
-- the trigger of 0001 refuses, as the comment on the tables says to whoever looks at them.
COMMENT ON TABLE audit_event IS 'append-only: refuse_change() refuses UPDATE, DELETE and TRUNCATE';
COMMENT ON TABLE audit_link IS 'append-only: refuse_change() refuses UPDATE, DELETE and TRUNCATE';
