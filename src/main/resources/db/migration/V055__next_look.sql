-- When the ladder of an open appeal is to be looked at again; the engine's timer waits for the same instant.
ALTER TABLE appeals.appeal ADD COLUMN next_look timestamptz;

UPDATE appeals.appeal SET next_look = due_at WHERE state <> 'CLOSED';

CREATE INDEX appeal_next_look ON appeals.appeal (next_look) WHERE state <> 'CLOSED';
