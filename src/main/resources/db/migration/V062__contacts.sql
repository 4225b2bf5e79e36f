-- Who stands in for whom. The deputy of a contact takes over where the contact's address is refused; the deputy of an
-- absence gets the contact's mail from the first to the last day, both included, by the calendar of Shymkent.
ALTER TABLE catalog.contact
    ADD COLUMN id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    ADD COLUMN file_language   text,
    ADD COLUMN deputy_name     text,
    ADD COLUMN deputy_email    text,
    ADD COLUMN deputy_language text,
    ADD COLUMN changed_by      text,
    ADD COLUMN changed_at      timestamptz,
    ADD CHECK (num_nulls(deputy_name, deputy_email, deputy_language) IN (0, 3));

CREATE TABLE catalog.absence (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    contact         bigint NOT NULL REFERENCES catalog.contact ON DELETE CASCADE,
    first_day       date NOT NULL,
    last_day        date NOT NULL,
    deputy_name     text NOT NULL,
    deputy_email    text NOT NULL,
    deputy_language text NOT NULL,
    entered_by      text NOT NULL,
    entered_at      timestamptz NOT NULL,
    ended_by        text,
    ended_at        timestamptz,
    CHECK (first_day <= last_day)
);

CREATE INDEX absence_contact ON catalog.absence (contact) WHERE ended_at IS NULL;
