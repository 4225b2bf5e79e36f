-- The working calendar in versions. A version is written in one transaction and never changes.
CREATE SCHEMA deadlines;

CREATE TABLE deadlines.calendar_version (
    version      int PRIMARY KEY CHECK (version > 0),
    published_at timestamptz NOT NULL,
    published_by text NOT NULL,
    note         text NOT NULL
);

-- Weekdays 1 (Monday) to 7; 0 holds the hours of a free day that is worked by order.
CREATE TABLE deadlines.calendar_week (
    version  int NOT NULL REFERENCES deadlines.calendar_version,
    weekday  int NOT NULL CHECK (weekday BETWEEN 0 AND 7),
    position int NOT NULL,
    opens    time NOT NULL,
    closes   time NOT NULL,
    PRIMARY KEY (version, weekday, position),
    CHECK (opens < closes)
);

CREATE TABLE deadlines.calendar_day (
    version int NOT NULL REFERENCES deadlines.calendar_version,
    date    date NOT NULL,
    kind    text NOT NULL CHECK (kind IN ('HOLIDAY', 'DAY_OFF', 'WORKING_DAY', 'SHORT_DAY')),
    closes  time,
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    source  text NOT NULL,
    PRIMARY KEY (version, date),
    CHECK ((kind = 'SHORT_DAY') = (closes IS NOT NULL))
);

CREATE FUNCTION deadlines.calendar_never_changes() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'a version of the calendar never changes';
END
$$;

CREATE TRIGGER calendar_version_never_changes
    BEFORE UPDATE OR DELETE OR TRUNCATE ON deadlines.calendar_version
    FOR EACH STATEMENT EXECUTE FUNCTION deadlines.calendar_never_changes();
CREATE TRIGGER calendar_week_never_changes
    BEFORE UPDATE OR DELETE OR TRUNCATE ON deadlines.calendar_week
    FOR EACH STATEMENT EXECUTE FUNCTION deadlines.calendar_never_changes();
CREATE TRIGGER calendar_day_never_changes
    BEFORE UPDATE OR DELETE OR TRUNCATE ON deadlines.calendar_day
    FOR EACH STATEMENT EXECUTE FUNCTION deadlines.calendar_never_changes();

-- Nothing is added to a version after the transaction that made it.
CREATE FUNCTION deadlines.calendar_is_complete() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF NOT EXISTS (SELECT 1
                     FROM deadlines.calendar_version
                    WHERE version = NEW.version AND xmin = pg_current_xact_id()::xid) THEN
        RAISE EXCEPTION 'a version of the calendar never changes';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER calendar_week_is_complete
    BEFORE INSERT ON deadlines.calendar_week
    FOR EACH ROW EXECUTE FUNCTION deadlines.calendar_is_complete();
CREATE TRIGGER calendar_day_is_complete
    BEFORE INSERT ON deadlines.calendar_day
    FOR EACH ROW EXECUTE FUNCTION deadlines.calendar_is_complete();

-- What an administrator is about to change, until it is published or thrown away.
CREATE TABLE deadlines.calendar_draft (
    owner      text PRIMARY KEY,
    content    text,
    file_name  text,
    file_text  text,
    changed_at timestamptz NOT NULL,
    CHECK ((file_name IS NULL) = (file_text IS NULL))
);
