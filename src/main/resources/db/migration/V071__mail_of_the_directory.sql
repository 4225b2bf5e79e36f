-- A mail that asks the owner of a directory entry to correct it is about no appeal.
ALTER TABLE mail.outbox
    DROP CONSTRAINT outbox_about,
    ADD CONSTRAINT outbox_about CHECK ((number IS NULL) = (rule IN ('DIGEST', 'ALARM', 'CORRECTION')));
