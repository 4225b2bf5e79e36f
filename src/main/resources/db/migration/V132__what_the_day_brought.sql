-- What was closed lately, for the look at broken promises.
CREATE INDEX appeal_closed ON appeals.appeal (closed_at) WHERE closed_at IS NOT NULL;

-- Nobody reads by them.
DROP INDEX audit.entry_subject;
DROP INDEX audit.entry_redacted;
