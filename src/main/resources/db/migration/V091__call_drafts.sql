CREATE SCHEMA desk;

-- What an operator types during a call, so that no crash of a browser loses it. When the appeal is registered its number
-- stands here instead of what was typed: sending the same call again finds it.
CREATE TABLE desk.call_draft (
    id            uuid PRIMARY KEY,
    operator      text NOT NULL,
    started_at    timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    typed         jsonb,
    number        text REFERENCES appeals.appeal,
    registered_at timestamptz,
    CHECK ((number IS NULL) = (registered_at IS NULL)),
    CHECK (number IS NULL OR typed IS NULL)
);

CREATE INDEX call_draft_open ON desk.call_draft (operator, changed_at) WHERE typed IS NOT NULL;
CREATE INDEX call_draft_number ON desk.call_draft (number) WHERE number IS NOT NULL;
