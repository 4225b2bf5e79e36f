-- What produced a deadline is kept with it: row and version of the table of norms, version of the calendar, each pause,
-- each extension. Spans are kept in milliseconds, which is what the engine's dates can tell apart.
ALTER TABLE appeals.appeal
    ADD COLUMN norm_row         int NOT NULL DEFAULT 0,
    ADD COLUMN norm_version     int NOT NULL DEFAULT 0,
    ADD COLUMN warning_percent  int NOT NULL DEFAULT 75,
    ADD COLUMN ladder           text NOT NULL DEFAULT 'standard',
    ADD COLUMN limit_registering text NOT NULL DEFAULT 'PT5M',
    ADD COLUMN limit_inspecting text NOT NULL DEFAULT 'PT2H',
    ADD COLUMN limit_accepting  text NOT NULL DEFAULT 'PT2H',
    ADD COLUMN limit_calling    text NOT NULL DEFAULT 'PT4H',
    ADD COLUMN calendar_version int NOT NULL DEFAULT 1,
    ADD COLUMN norm_millis      bigint,
    ADD COLUMN base_due         timestamptz,
    ADD COLUMN done             boolean NOT NULL DEFAULT false,
    ADD COLUMN paused_millis    bigint NOT NULL DEFAULT 0,
    ADD COLUMN step_due         timestamptz,
    ADD COLUMN step_millis      bigint NOT NULL DEFAULT 0,
    ADD COLUMN accept_due       timestamptz,
    ADD COLUMN accept_millis    bigint NOT NULL DEFAULT 0,
    ADD COLUMN statutory_due    timestamptz,
    ADD COLUMN statutory_millis bigint NOT NULL DEFAULT 0,
    ADD COLUMN forward_due      timestamptz,
    ADD COLUMN held_until       timestamptz,
    ADD COLUMN extensions       int NOT NULL DEFAULT 0,
    ADD COLUMN extension_asked_by text REFERENCES catalog.agency,
    ADD COLUMN acceptance_level int NOT NULL DEFAULT 0,
    ADD COLUMN safety_level     int NOT NULL DEFAULT 0,
    ADD COLUMN statutory_level  int NOT NULL DEFAULT 0;

CREATE TABLE appeals.pause (
    id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number text NOT NULL REFERENCES appeals.appeal,
    since  timestamptz NOT NULL,
    until  timestamptz,
    why    text NOT NULL CHECK (why IN ('RESIDENT', 'CONTROL', 'SAFETY'))
);
CREATE INDEX pause_number ON appeals.pause (number, id);

-- Open appeals of before: the outer limits in calendar days, which is never more than in working days.
UPDATE appeals.appeal
   SET norm_millis = norm_seconds * 1000,
       paused_millis = paused_seconds * 1000,
       base_due = due_at - paused_seconds * interval '1 second',
       done = (state = 'CONTROL'),
       open_pauses = CASE WHEN state = 'CONTROL' THEN 0 ELSE open_pauses END,
       step_due = control_due,
       step_millis = control_seconds * 1000,
       statutory_due = counted_from + interval '15 days',
       statutory_millis = 15 * 8 * 3600 * 1000,
       forward_due = counted_from + interval '3 days';

INSERT INTO appeals.pause (number, since, why)
SELECT number, paused_since, CASE WHEN state = 'CONTROL' THEN 'CONTROL' ELSE 'RESIDENT' END
  FROM appeals.appeal
 WHERE paused_since IS NOT NULL;

ALTER TABLE appeals.appeal
    ALTER COLUMN norm_millis SET NOT NULL,
    ALTER COLUMN base_due SET NOT NULL,
    ALTER COLUMN statutory_due SET NOT NULL,
    ALTER COLUMN forward_due SET NOT NULL,
    DROP COLUMN norm_seconds,
    DROP COLUMN paused_seconds,
    DROP COLUMN control_due,
    DROP COLUMN control_seconds;

ALTER TABLE appeals.assignment ADD COLUMN accepted_at timestamptz;

CREATE TABLE appeals.extension (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number     text NOT NULL REFERENCES appeals.appeal,
    agency     text NOT NULL REFERENCES catalog.agency,
    norm_iso   text NOT NULL,
    reason     text NOT NULL,
    asked_at   timestamptz NOT NULL,
    asked_by   text NOT NULL,
    decided_at timestamptz,
    decided_by text,
    granted    boolean,
    CHECK ((decided_at IS NULL) = (granted IS NULL))
);
CREATE INDEX extension_number ON appeals.extension (number, id);
CREATE UNIQUE INDEX extension_one_open ON appeals.extension (number) WHERE decided_at IS NULL;
