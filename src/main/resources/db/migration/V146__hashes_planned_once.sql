-- The same bytes and hashes as before (V120), in PL/pgSQL: it keeps its plans as long as a connection lives, a function in SQL
-- is planned anew in each statement that calls it, which was most of what a line of the journal cost. See ADR 0018.
CREATE OR REPLACE FUNCTION audit.joined(VARIADIC parts text[]) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
$$
DECLARE
    part text;
    all_parts text := '';
BEGIN
    FOREACH part IN ARRAY parts LOOP
        all_parts := all_parts || ',' || coalesce(octet_length(part) || ':' || part, '-');
    END LOOP;
    RETURN convert_to(substr(all_parts, 2), 'UTF8');
END
$$;

CREATE OR REPLACE FUNCTION audit.micros(moment timestamptz) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
$$
BEGIN
    RETURN (extract(epoch FROM moment) * 1000000)::bigint;
END
$$;

CREATE OR REPLACE FUNCTION audit.digest(salt uuid, note text) RETURNS bytea LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS
$$
BEGIN
    RETURN sha256(convert_to(salt::text || note, 'UTF8'));
END
$$;

CREATE OR REPLACE FUNCTION audit.journal_hash(line appeals.journal, before bytea) RETURNS bytea LANGUAGE plpgsql STABLE AS
$$
BEGIN
    RETURN sha256(audit.joined(
        encode(before, 'hex'), line.id::text, line.number, line.place::text, audit.micros(line.at), line.actor, line.step,
        line.from_state, line.to_state, line.agency,
        encode(coalesce(line.note_digest, audit.digest(line.salt, line.note)), 'hex')));
END
$$;

CREATE OR REPLACE FUNCTION audit.entry_hash(line audit.entry, before bytea) RETURNS bytea LANGUAGE plpgsql STABLE AS
$$
BEGIN
    RETURN sha256(audit.joined(
        encode(before, 'hex'), line.id::text, line.actor, line.place::text, audit.micros(line.at), line.act, line.subject,
        line.detail, line.redacted::text));
END
$$;
