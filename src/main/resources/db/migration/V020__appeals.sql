CREATE SCHEMA appeals;

CREATE SEQUENCE appeals.number START 1000001 MAXVALUE 9999999;

CREATE TABLE appeals.appeal (
    number          text PRIMARY KEY,
    version         bigint NOT NULL DEFAULT 0,
    state           text NOT NULL,
    outcome         text,
    kind            text NOT NULL,
    category        text NOT NULL REFERENCES catalog.category,
    district        text REFERENCES catalog.district,
    address         text,
    words           text NOT NULL,
    resident_name   text,
    phone           text,
    language        text NOT NULL,
    channel         text NOT NULL,
    danger          boolean NOT NULL,
    safe            boolean NOT NULL DEFAULT false,
    answer          text,
    duplicate_of    text REFERENCES appeals.appeal,
    registered_at   timestamptz NOT NULL,
    registered_by   text NOT NULL,
    counted_from    timestamptz NOT NULL,
    norm_iso        text NOT NULL,
    norm_calendar   text NOT NULL,
    norm_reason     text NOT NULL,
    norm_seconds    bigint NOT NULL,
    paused_seconds  bigint NOT NULL DEFAULT 0,
    open_pauses     int NOT NULL DEFAULT 0,
    paused_since    timestamptz,
    due_at          timestamptz NOT NULL,
    enquiry_level    int NOT NULL DEFAULT 0,
    inspection_level int NOT NULL DEFAULT 0,
    agency_level     int NOT NULL DEFAULT 0,
    pharmacy_level   int NOT NULL DEFAULT 0,
    control_due     timestamptz,
    control_seconds bigint NOT NULL DEFAULT 0,
    control_level   int NOT NULL DEFAULT 0,
    told_at         timestamptz,
    attempts        int NOT NULL DEFAULT 0,
    hops            int NOT NULL DEFAULT 0,
    reworks         int NOT NULL DEFAULT 0,
    reopenings      int NOT NULL DEFAULT 0,
    closed_at       timestamptz,
    CHECK ((state = 'CLOSED') = (outcome IS NOT NULL)),
    CHECK ((state = 'CLOSED') = (closed_at IS NOT NULL))
);
CREATE INDEX appeal_phone ON appeals.appeal (phone) WHERE phone IS NOT NULL;
CREATE INDEX appeal_open ON appeals.appeal (due_at) WHERE state <> 'CLOSED';

CREATE TABLE appeals.assignment (
    number  text NOT NULL REFERENCES appeals.appeal,
    agency  text NOT NULL REFERENCES catalog.agency,
    since   timestamptz NOT NULL,
    state   text NOT NULL CHECK (state IN ('OPEN', 'SOLVED', 'RETURNED')),
    said    text,
    PRIMARY KEY (number, agency)
);

CREATE TABLE appeals.journal (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number     text NOT NULL REFERENCES appeals.appeal,
    at         timestamptz NOT NULL,
    actor      text NOT NULL,
    step       text NOT NULL,
    from_state text,
    to_state   text NOT NULL,
    agency     text,
    note       text
);
CREATE INDEX journal_number ON appeals.journal (number, id);

CREATE FUNCTION appeals.journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END
$$;

CREATE TRIGGER journal_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON appeals.journal
    FOR EACH STATEMENT EXECUTE FUNCTION appeals.journal_is_append_only();
