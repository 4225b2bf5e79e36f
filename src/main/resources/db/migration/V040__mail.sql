CREATE SCHEMA mail;

-- What is to be sent, and what became of it. A row is written in the transaction of the step that demands it.
CREATE TABLE mail.outbox (
    id          uuid PRIMARY KEY,
    number      text NOT NULL REFERENCES appeals.appeal,
    rule        text NOT NULL,
    stage       text,
    level       int  NOT NULL DEFAULT 0,
    demanded_at timestamptz NOT NULL,
    role        text NOT NULL,
    address     text NOT NULL,
    addressee   text NOT NULL,
    language    text NOT NULL,
    subject     text NOT NULL,
    body_text   text NOT NULL,
    body_html   text NOT NULL,
    state       text NOT NULL CHECK (state IN ('WAITING', 'SENT', 'DEAD')),
    attempts    int  NOT NULL DEFAULT 0,
    next_try    timestamptz NOT NULL,
    sent_at     timestamptz,
    last_error  text,
    UNIQUE NULLS NOT DISTINCT (number, rule, stage, level, demanded_at, role, address)
);

CREATE INDEX outbox_waiting ON mail.outbox (next_try) WHERE state = 'WAITING';
CREATE INDEX outbox_number ON mail.outbox (number);
