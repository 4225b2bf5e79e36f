-- Canned replies, by step and category. They are retired, never deleted; what was done to them stands in a journal.
CREATE SCHEMA replies;

CREATE TABLE replies.reply (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seed     text UNIQUE, -- of those that the product ships
    version  int NOT NULL DEFAULT 1,
    use      text NOT NULL,
    category text REFERENCES catalog.category, -- null: all
    title_kk text NOT NULL,
    title_ru text NOT NULL,
    text_kk  text NOT NULL,
    text_ru  text NOT NULL,
    retired  boolean NOT NULL DEFAULT false
);
CREATE INDEX reply_use ON replies.reply (use) WHERE NOT retired;

CREATE TABLE replies.change (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    reply    bigint NOT NULL REFERENCES replies.reply,
    at       timestamptz NOT NULL,
    actor    text NOT NULL,
    kind     text NOT NULL CHECK (kind IN ('ADDED', 'CHANGED', 'RETIRED', 'RESTORED')),
    version  int NOT NULL,
    use      text NOT NULL,
    category text,
    title_kk text NOT NULL,
    title_ru text NOT NULL,
    text_kk  text NOT NULL,
    text_ru  text NOT NULL,
    retired  boolean NOT NULL
);
CREATE INDEX change_reply ON replies.change (reply, id);

CREATE FUNCTION replies.change_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'the journal of replies is append-only';
END
$$;

CREATE TRIGGER change_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON replies.change
    FOR EACH STATEMENT EXECUTE FUNCTION replies.change_is_append_only();
