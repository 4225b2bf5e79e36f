-- Mails of one recipient that fall due together leave as one. A row that waits for others is GATHERING; in a digest it is
-- BUNDLED and shares the digest's fate. A digest and an alarm are about no single appeal.
ALTER TABLE mail.outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE mail.outbox DROP CONSTRAINT outbox_number_rule_stage_level_demanded_at_role_address_key;
ALTER TABLE mail.outbox
    ALTER COLUMN number DROP NOT NULL,
    ADD COLUMN agency   text,
    ADD COLUMN category text,
    ADD COLUMN place    text,
    ADD COLUMN due_at   timestamptz,
    ADD COLUMN notes    text NOT NULL DEFAULT '',
    ADD COLUMN digest   uuid REFERENCES mail.outbox,
    ADD COLUMN taken_at timestamptz,
    ADD CONSTRAINT outbox_state_check
        CHECK (state IN ('GATHERING', 'BUNDLED', 'WAITING', 'SENT', 'DEAD', 'REFUSED')),
    ADD CONSTRAINT outbox_about CHECK ((number IS NULL) = (rule IN ('DIGEST', 'ALARM'))),
    ADD CONSTRAINT outbox_bundled CHECK (state <> 'BUNDLED' OR digest IS NOT NULL);

-- Every mail that a rule demands is here exactly once.
CREATE UNIQUE INDEX outbox_demand ON mail.outbox (number, rule, stage, level, demanded_at, role, address)
    NULLS NOT DISTINCT WHERE number IS NOT NULL;
CREATE INDEX outbox_gathering ON mail.outbox (next_try) WHERE state = 'GATHERING';
CREATE INDEX outbox_digest ON mail.outbox (digest) WHERE digest IS NOT NULL;

-- Of which refused address the shift was told on which day.
CREATE TABLE mail.told_of_refusal (
    address text NOT NULL,
    day     date NOT NULL,
    PRIMARY KEY (address, day)
);

-- What signs the links in mails; made once, where no setting names one.
CREATE TABLE mail.link_key (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    key bytea NOT NULL
);
