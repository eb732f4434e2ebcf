-- INSERT OR REPLACE takes the row away that stands in its place, and no trigger on UPDATE or DELETE hears of it.
CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id OR rowid = NEW.rowid)
BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END;

CREATE TRIGGER audit_link_no_replace BEFORE INSERT ON audit_link
WHEN EXISTS (SELECT 1 FROM audit_link WHERE seq = NEW.seq OR event_id = NEW.event_id)
BEGIN SELECT RAISE(ABORT, 'audit_link is append-only'); END;
