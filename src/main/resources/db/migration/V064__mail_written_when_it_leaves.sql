-- A mail that gathers has a subject and the facts of its line; it is written out when it leaves alone.
ALTER TABLE mail.outbox
    ALTER COLUMN body_text DROP NOT NULL,
    ALTER COLUMN body_html DROP NOT NULL,
    ADD CONSTRAINT outbox_written_out CHECK (state <> 'WAITING' OR body_text IS NOT NULL AND body_html IS NOT NULL);
