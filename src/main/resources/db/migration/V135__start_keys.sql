-- What a program calls its attempt to start a case (Idempotency-Key), and what it was answered: whoever got no answer sends the
-- same again. Kept for a day. No word of the resident stands here.
CREATE TABLE desk.start_key (
    actor  text NOT NULL,
    key    text NOT NULL,
    at     timestamptz NOT NULL,
    digest text,
    answer jsonb,
    PRIMARY KEY (actor, key),
    CHECK ((digest IS NULL) = (answer IS NULL))
);
