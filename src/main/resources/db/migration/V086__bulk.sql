-- Steps taken together because the appeals have one cause: what was ordered, and what came of each.
CREATE SCHEMA bulk;

CREATE TABLE bulk.run (
    id         uuid PRIMARY KEY,
    number     bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    actor      text NOT NULL,
    action     text NOT NULL,
    agency     text REFERENCES catalog.agency,
    first      text, -- the appeal that the others repeat
    said       text,
    gone       int NOT NULL, -- chosen tasks that were no more when it was planned
    planned_at timestamptz NOT NULL,
    started_at timestamptz
);
CREATE INDEX run_planned ON bulk.run (planned_at) WHERE started_at IS NULL;

CREATE TABLE bulk.item (
    run      uuid NOT NULL REFERENCES bulk.run ON DELETE CASCADE,
    position int  NOT NULL,
    task     text NOT NULL,
    appeal   text NOT NULL REFERENCES appeals.appeal,
    state    text NOT NULL CHECK (state IN ('PLANNED', 'LEFT_OUT', 'DONE', 'REFUSED')),
    code     text, -- of the refusal, with the field it names and the values it quotes
    field    text,
    quoted   text[],
    PRIMARY KEY (run, position),
    UNIQUE (run, task),
    CHECK ((state IN ('LEFT_OUT', 'REFUSED')) = (code IS NOT NULL))
);
