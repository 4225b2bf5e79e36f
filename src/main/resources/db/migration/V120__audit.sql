-- The audit: who runs the centre may add to it and never change it. See docs/audit.md and docs/adr/0015.
CREATE SCHEMA audit;

-- Whoever the application logs in as is a member of this role; where the owner may make no roles it was made before.
DO
$$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ikomek_application') THEN
        CREATE ROLE ikomek_application NOLOGIN;
    END IF;
END
$$;

-- Tables that the application may read and add to, and nothing else. db/audit/rights.sql grants by this list.
CREATE TABLE audit.append_only (
    relation text PRIMARY KEY
);
INSERT INTO audit.append_only VALUES
    ('appeals.journal'),
    ('deadlines.calendar_day'),
    ('deadlines.calendar_version'),
    ('deadlines.calendar_week'),
    ('privacy.access'),
    ('privacy.erasure'),
    ('replies.change');

-- Texts as one piece of bytes that can be read in one way only: each with its length before it.
CREATE FUNCTION audit.joined(VARIADIC parts text[]) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
SELECT convert_to(string_agg(coalesce(octet_length(part) || ':' || part, '-'), ',' ORDER BY place), 'UTF8')
  FROM unnest(parts) WITH ORDINALITY AS p(part, place)
$$;

CREATE FUNCTION audit.micros(moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
SELECT ((extract(epoch FROM moment) * 1000000)::bigint)::text
$$;

-- Stands in the chain for a text about people, so that the text can go and the chain still holds. The salt goes with it:
-- without it nobody can try which phone number a digest was made of.
CREATE FUNCTION audit.digest(salt uuid, note text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$
SELECT sha256(convert_to(salt::text || note, 'UTF8'))
$$;

-- What was added since the last seal.
CREATE TABLE audit.unsealed (
    journal boolean NOT NULL,
    id      bigint NOT NULL
);

-- One chain over all that was added: each seal covers what was added since the one before.
CREATE TABLE audit.seal (
    number  bigint PRIMARY KEY,
    at      timestamptz NOT NULL,
    journal int8multirange NOT NULL,
    entries int8multirange NOT NULL,
    digest  bytea NOT NULL,
    hash    bytea NOT NULL
);

-- What administrators and the people of the centre did beside the appeals.
CREATE TABLE audit.entry (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL,
    actor    text NOT NULL,
    act      text NOT NULL,
    subject  text,
    detail   text,
    redacted int8multirange,
    place    int NOT NULL,
    hash     bytea NOT NULL,
    UNIQUE (actor, place)
);
CREATE INDEX entry_subject ON audit.entry (subject, id);
CREATE INDEX entry_redacted ON audit.entry (id) WHERE redacted IS NOT NULL;

-- The journal: a chain for each appeal. Steps of one appeal are serial anyway, so nobody waits for the chain.
DROP TRIGGER journal_append_only ON appeals.journal;
DROP TRIGGER journal_never_deleted ON appeals.journal;
DROP FUNCTION appeals.only_the_note_goes, appeals.redact_journal;

ALTER TABLE appeals.journal
    ADD COLUMN place       int,
    ADD COLUMN salt        uuid,
    ADD COLUMN note_digest bytea,
    ADD COLUMN hash        bytea;

CREATE FUNCTION audit.journal_hash(line appeals.journal, before bytea) RETURNS bytea LANGUAGE sql STABLE AS
$$
SELECT sha256(audit.joined(
    encode(before, 'hex'), line.id::text, line.number, line.place::text, audit.micros(line.at), line.actor, line.step,
    line.from_state, line.to_state, line.agency,
    encode(coalesce(line.note_digest, audit.digest(line.salt, line.note)), 'hex')))
$$;

DO
$$
DECLARE
    one    record;
    line   appeals.journal;
    before bytea;
BEGIN
    FOR one IN
        SELECT id, row_number() OVER (PARTITION BY number ORDER BY id) AS place FROM appeals.journal ORDER BY number, id
    LOOP
        SELECT * INTO line FROM appeals.journal WHERE id = one.id;
        line.place := one.place;
        line.salt := CASE WHEN line.note IS NOT NULL THEN gen_random_uuid() END;
        line.hash := audit.journal_hash(line, CASE WHEN one.place > 1 THEN before END);
        before := line.hash;
        UPDATE appeals.journal SET place = line.place, salt = line.salt, hash = line.hash WHERE id = line.id;
        INSERT INTO audit.unsealed VALUES (true, line.id);
    END LOOP;
END
$$;

ALTER TABLE appeals.journal
    ALTER COLUMN place SET NOT NULL,
    ALTER COLUMN hash SET NOT NULL,
    ADD CONSTRAINT journal_place UNIQUE (number, place);

CREATE FUNCTION audit.chain_journal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    before appeals.journal;
BEGIN
    PERFORM 1 FROM appeals.appeal WHERE number = NEW.number FOR NO KEY UPDATE;
    SELECT * INTO before FROM appeals.journal WHERE number = NEW.number ORDER BY place DESC LIMIT 1;
    NEW.place := coalesce(before.place, 0) + 1;
    NEW.salt := CASE WHEN NEW.note IS NOT NULL THEN gen_random_uuid() END;
    NEW.note_digest := NULL;
    NEW.hash := audit.journal_hash(NEW, before.hash);
    INSERT INTO audit.unsealed VALUES (true, NEW.id);
    RETURN NEW;
END
$$;

CREATE TRIGGER journal_chained
    BEFORE INSERT ON appeals.journal
    FOR EACH ROW EXECUTE FUNCTION audit.chain_journal();

CREATE TRIGGER journal_append_only
    BEFORE DELETE OR TRUNCATE ON appeals.journal
    FOR EACH STATEMENT EXECUTE FUNCTION appeals.journal_is_append_only();

-- One change there is: a note goes and leaves its digest.
CREATE FUNCTION audit.only_redacted() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    IF OLD.note IS NULL
       OR (NEW.id, NEW.number, NEW.at, NEW.actor, NEW.step, NEW.from_state, NEW.to_state, NEW.agency, NEW.place, NEW.hash,
           NEW.note, NEW.salt, NEW.note_digest)
          IS DISTINCT FROM
          (OLD.id, OLD.number, OLD.at, OLD.actor, OLD.step, OLD.from_state, OLD.to_state, OLD.agency, OLD.place, OLD.hash,
           NULL::text, NULL::uuid, audit.digest(OLD.salt, OLD.note)) THEN
        RAISE EXCEPTION 'the journal is append-only';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER journal_redacted_only
    BEFORE UPDATE ON appeals.journal
    FOR EACH ROW EXECUTE FUNCTION audit.only_redacted();

-- The acts: a chain for each actor.
CREATE FUNCTION audit.entry_hash(line audit.entry, before bytea) RETURNS bytea LANGUAGE sql STABLE AS
$$
SELECT sha256(audit.joined(
    encode(before, 'hex'), line.id::text, line.actor, line.place::text, audit.micros(line.at), line.act, line.subject,
    line.detail, line.redacted::text))
$$;

CREATE FUNCTION audit.chain_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    before audit.entry;
BEGIN
    PERFORM pg_advisory_xact_lock(109000015, hashtext(NEW.actor));
    SELECT * INTO before FROM audit.entry WHERE actor = NEW.actor ORDER BY place DESC LIMIT 1;
    NEW.place := coalesce(before.place, 0) + 1;
    NEW.hash := audit.entry_hash(NEW, before.hash);
    INSERT INTO audit.unsealed VALUES (false, NEW.id);
    RETURN NEW;
END
$$;

CREATE TRIGGER entry_chained
    BEFORE INSERT ON audit.entry
    FOR EACH ROW EXECUTE FUNCTION audit.chain_entry();

CREATE FUNCTION audit.is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    RAISE EXCEPTION 'the audit is append-only';
END
$$;

CREATE TRIGGER entry_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit.is_append_only();

CREATE TRIGGER seal_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit.is_append_only();

-- Covers what is committed and not yet sealed, up to 10 000 lines, with the next seal. Null when there is nothing, or when
-- another node is at it.
CREATE FUNCTION audit.seal_up(moment timestamptz) RETURNS audit.seal
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    before audit.seal;
    made   audit.seal;
BEGIN
    IF NOT pg_try_advisory_xact_lock(109000016) THEN
        RETURN NULL;
    END IF;
    WITH taken AS (
        DELETE FROM audit.unsealed WHERE ctid = ANY (ARRAY(SELECT ctid FROM audit.unsealed LIMIT 10000))
        RETURNING journal, id)
    SELECT coalesce(range_agg(int8range(id, id, '[]')) FILTER (WHERE journal), '{}'),
           coalesce(range_agg(int8range(id, id, '[]')) FILTER (WHERE NOT journal), '{}')
      INTO made.journal, made.entries
      FROM taken;
    IF isempty(made.journal) AND isempty(made.entries) THEN
        RETURN NULL;
    END IF;
    SELECT * INTO before FROM audit.seal ORDER BY number DESC LIMIT 1;
    made.number := coalesce(before.number, 0) + 1;
    made.at := moment;
    made.digest := sha256(
        coalesce((SELECT string_agg(j.hash, ''::bytea ORDER BY j.id)
                    FROM unnest(made.journal) AS r JOIN appeals.journal j ON j.id >= lower(r) AND j.id < upper(r)), '')
        || coalesce((SELECT string_agg(e.hash, ''::bytea ORDER BY e.id)
                    FROM unnest(made.entries) AS r JOIN audit.entry e ON e.id >= lower(r) AND e.id < upper(r)), ''));
    made.hash := sha256(audit.joined(
        encode(before.hash, 'hex'), made.number::text, audit.micros(moment), made.journal::text, made.entries::text,
        encode(made.digest, 'hex')));
    INSERT INTO audit.seal SELECT made.*;
    RETURN made;
END
$$;

-- Takes the notes of lines of the journal away and records that it did; tells how many.
CREATE FUNCTION audit.redact_journal(lines bigint[], who text, why text, moment timestamptz) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    gone  int8multirange;
    many  int;
BEGIN
    WITH redacted AS (
        UPDATE appeals.journal SET note_digest = audit.digest(salt, note), note = NULL, salt = NULL
         WHERE id = ANY (lines) AND note IS NOT NULL
        RETURNING id)
    SELECT range_agg(int8range(id, id, '[]')), count(*) INTO gone, many FROM redacted;
    IF many > 0 THEN
        INSERT INTO audit.entry (at, actor, act, detail, redacted) VALUES (moment, who, 'JOURNAL_REDACTED', why, gone);
    END IF;
    RETURN many;
END
$$;

-- What the engine notes of its own administration (users, groups, authorisations, deployments, operations) is part of
-- the audit. Of values only ids are taken over: others may be personal.
-- The engine writes its times in the zone of the session.
CREATE FUNCTION audit.take_operation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    INSERT INTO audit.entry (at, actor, act, subject, detail)
    VALUES (NEW.timestamp_::timestamptz, coalesce(NEW.user_id_, 'system'), 'ENGINE_OPERATION',
            concat_ws('/', NEW.entity_type_, coalesce(NEW.deployment_id_, NEW.proc_def_key_, NEW.job_id_)),
            concat_ws(' ', NEW.operation_type_, NEW.property_,
                      CASE WHEN NEW.property_ LIKE '%Id' THEN NEW.new_value_ END));
    RETURN NULL;
END
$$;

CREATE TRIGGER operation_is_audited
    AFTER INSERT ON public.act_hi_op_log
    FOR EACH ROW WHEN (NEW.category_ IS DISTINCT FROM 'TaskWorker') EXECUTE FUNCTION audit.take_operation();

-- Tables that say themselves who changed them are taken over by the database, so that no way to change them is forgotten.
CREATE FUNCTION audit.take_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
DECLARE
    one     jsonb;
    changed text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        one := to_jsonb(OLD);
    ELSE
        one := to_jsonb(NEW);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        SELECT string_agg(field.key, ' ' ORDER BY field.key) INTO changed
          FROM jsonb_each(one) AS field
         WHERE field.value IS DISTINCT FROM to_jsonb(OLD) -> field.key
           AND field.key NOT IN ('changed_by', 'changed_at', 'version');
        IF changed IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO audit.entry (at, actor, act, subject, detail)
    VALUES (coalesce((one ->> 'ended_at')::timestamptz, (one ->> 'changed_at')::timestamptz,
                     (one ->> 'entered_at')::timestamptz, (one ->> 'published_at')::timestamptz,
                     (one ->> 'at')::timestamptz, now()),
            coalesce(one ->> 'ended_by', one ->> 'changed_by', one ->> 'entered_by', one ->> 'published_by',
                     one ->> 'actor', 'system'),
            TG_ARGV[0],
            TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME || '/'
                || coalesce(one ->> 'code', one ->> 'reply', one ->> 'id', one ->> 'version'),
            concat_ws(' ', CASE WHEN TG_TABLE_SCHEMA = 'replies' THEN one ->> 'kind' ELSE TG_OP END, changed));
    RETURN NULL;
END
$$;

CREATE TRIGGER contact_is_audited AFTER INSERT OR UPDATE OR DELETE ON catalog.contact
    FOR EACH ROW EXECUTE FUNCTION audit.take_change('CONTACT_CHANGED');
CREATE TRIGGER absence_is_audited AFTER INSERT OR UPDATE OR DELETE ON catalog.absence
    FOR EACH ROW EXECUTE FUNCTION audit.take_change('CONTACT_CHANGED');
CREATE TRIGGER category_is_audited AFTER INSERT OR UPDATE OR DELETE ON catalog.category
    FOR EACH ROW EXECUTE FUNCTION audit.take_change('CATALOG_CHANGED');
CREATE TRIGGER agency_is_audited AFTER INSERT OR UPDATE OR DELETE ON catalog.agency
    FOR EACH ROW EXECUTE FUNCTION audit.take_change('CATALOG_CHANGED');
CREATE TRIGGER district_is_audited AFTER INSERT OR UPDATE OR DELETE ON catalog.district
    FOR EACH ROW EXECUTE FUNCTION audit.take_change('CATALOG_CHANGED');
CREATE TRIGGER calendar_is_audited AFTER INSERT ON deadlines.calendar_version
    FOR EACH ROW EXECUTE FUNCTION audit.take_change('CALENDAR_CHANGED');
CREATE TRIGGER reply_is_audited AFTER INSERT ON replies.change
    FOR EACH ROW EXECUTE FUNCTION audit.take_change('REPLY_CHANGED');

REVOKE ALL ON FUNCTION audit.seal_up(timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION audit.redact_journal(bigint[], text, text, timestamptz) FROM PUBLIC;
