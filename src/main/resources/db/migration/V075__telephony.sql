CREATE SCHEMA telephony;

-- Who sits where. One operator per extension; the row stays when the extension goes to somebody else.
CREATE TABLE telephony.seat (
    user_id        text PRIMARY KEY,
    full_name      text NOT NULL,
    extension      text,
    seen_at        timestamptz NOT NULL,
    lost_extension text,
    lost_to        text,
    lost_at        timestamptz,
    CHECK ((lost_extension IS NULL) = (lost_to IS NULL)),
    CHECK ((lost_extension IS NULL) = (lost_at IS NULL))
);
CREATE UNIQUE INDEX seat_extension ON telephony.seat (extension) WHERE extension IS NOT NULL;

-- Whom the telephone system means: by extension, by login, or by a full name that only one of them has.
CREATE FUNCTION telephony.means(names text[], one telephony.seat) RETURNS boolean LANGUAGE sql STABLE AS
$$
    SELECT one.extension = ANY (names) OR one.user_id = ANY (names)
        OR one.full_name = ANY (names) AND NOT EXISTS (
            SELECT 1 FROM telephony.seat other WHERE other.full_name = one.full_name AND other.user_id <> one.user_id)
$$;

-- A number that called and was not answered, once however often it called.
CREATE TABLE telephony.call_back (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    phone         text NOT NULL,
    calls         int NOT NULL,
    first_call_at timestamptz NOT NULL,
    last_call_at  timestamptz NOT NULL,
    tries         int NOT NULL DEFAULT 0,
    last_try_at   timestamptz,
    taken_by      text,
    taken_at      timestamptz,
    outcome       text CHECK (outcome IN ('CALLED_BACK', 'GIVEN_UP', 'ANSWERED')),
    closed_at     timestamptz,
    closed_by     text,
    CHECK ((taken_by IS NULL) = (taken_at IS NULL)),
    CHECK ((outcome IS NULL) = (closed_at IS NULL))
);
CREATE UNIQUE INDEX call_back_open ON telephony.call_back (phone) WHERE closed_at IS NULL;
CREATE INDEX call_back_closed ON telephony.call_back (closed_at) WHERE closed_at IS NOT NULL;

-- Events come twice and in any order, so nothing but call_id, direction, line and started_at is there from the first.
CREATE TABLE telephony.call (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id     text NOT NULL UNIQUE,
    direction   text NOT NULL CHECK (direction IN ('IN', 'OUT')),
    phone       text,
    inner_number text,
    line        text NOT NULL,
    queue       text,
    rings       text[] NOT NULL,
    started_at  timestamptz NOT NULL,
    rang_at     timestamptz,
    answered_at timestamptz,
    answered_on text,
    answered_by text,
    ended_at    timestamptz,
    cause       text,
    outcome     text GENERATED ALWAYS AS (
        CASE WHEN ended_at IS NULL THEN NULL
             WHEN answered_at IS NOT NULL THEN 'ANSWERED'
             WHEN cause = 'FORWARDED' THEN 'FORWARDED'
             ELSE 'MISSED' END) STORED,
    call_back   bigint REFERENCES telephony.call_back ON DELETE SET NULL,
    appeal      text REFERENCES appeals.appeal,
    CHECK (phone IS NULL OR inner_number IS NULL)
);
CREATE INDEX call_open ON telephony.call (started_at) WHERE ended_at IS NULL;
CREATE INDEX call_answered_by ON telephony.call (answered_by, answered_at) WHERE answered_by IS NOT NULL;
CREATE INDEX call_call_back ON telephony.call (call_back) WHERE call_back IS NOT NULL;
CREATE INDEX call_started ON telephony.call (started_at);
