-- Fresh proof: when the person last gave password and code in this session. Some changes are only allowed for five minutes after it.
ALTER TABLE session ADD COLUMN proven_at INTEGER;
