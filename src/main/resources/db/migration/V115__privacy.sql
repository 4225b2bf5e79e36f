-- Personal data: who looked, what was anonymised, how long it is kept. See docs/personal-data.md and docs/adr/0014.
CREATE SCHEMA privacy;

-- Who looked at which appeal. No reference to the appeal: it would wait for whoever is changing it.
CREATE TABLE privacy.access (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    who    text NOT NULL,
    via    text NOT NULL,
    number text -- null: a report on somebody of whom there is no appeal
);
CREATE INDEX access_number ON privacy.access (number, at);

-- What was anonymised, by whom and why; nothing of what was there.
CREATE TABLE privacy.erasure (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL,
    actor  text NOT NULL,
    why    text NOT NULL CHECK (why IN ('RETENTION', 'APPEAL', 'PERSON')),
    reason text NOT NULL,
    number text REFERENCES appeals.appeal -- null: what a person had beside appeals
);
CREATE INDEX erasure_number ON privacy.erasure (number);

-- An appeal that is still open and is to be anonymised as soon as it is closed.
CREATE TABLE privacy.wish (
    number   text PRIMARY KEY REFERENCES appeals.appeal,
    asked_at timestamptz NOT NULL,
    asked_by text NOT NULL,
    why      text NOT NULL,
    reason   text NOT NULL
);

-- Months after closing, for a kind of category or for one category, which goes first.
CREATE TABLE privacy.retention (
    scope      text PRIMARY KEY,
    months     int NOT NULL CHECK (months BETWEEN 1 AND 1200),
    changed_at timestamptz NOT NULL,
    changed_by text NOT NULL
);

CREATE FUNCTION privacy.is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'the record is append-only';
END
$$;

CREATE TRIGGER access_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON privacy.access
    FOR EACH STATEMENT EXECUTE FUNCTION privacy.is_append_only();
CREATE TRIGGER erasure_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON privacy.erasure
    FOR EACH STATEMENT EXECUTE FUNCTION privacy.is_append_only();

ALTER TABLE appeals.appeal ADD COLUMN anonymised_at timestamptz;
CREATE INDEX appeal_to_anonymise ON appeals.appeal (closed_at) WHERE state = 'CLOSED' AND anonymised_at IS NULL;

-- One change of the journal there is: a note goes. Everything else stays as it was written.
DROP TRIGGER journal_append_only ON appeals.journal;

CREATE FUNCTION appeals.only_the_note_goes() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF NEW.note IS NOT NULL OR to_jsonb(NEW) - 'note' IS DISTINCT FROM to_jsonb(OLD) - 'note' THEN
        RAISE EXCEPTION 'the journal is append-only';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER journal_append_only
    BEFORE UPDATE ON appeals.journal
    FOR EACH ROW EXECUTE FUNCTION appeals.only_the_note_goes();
CREATE TRIGGER journal_never_deleted
    BEFORE DELETE OR TRUNCATE ON appeals.journal
    FOR EACH STATEMENT EXECUTE FUNCTION appeals.journal_is_append_only();

-- Takes the notes of lines of the journal away; tells how many.
CREATE FUNCTION appeals.redact_journal(lines bigint[], who text, why text, moment timestamptz) RETURNS int
    LANGUAGE sql AS
$$
WITH redacted AS (UPDATE appeals.journal SET note = NULL WHERE id = ANY (lines) AND note IS NOT NULL RETURNING id)
SELECT count(*)::int FROM redacted
$$;
