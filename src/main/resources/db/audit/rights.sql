-- Runs as the owner after each migration: what ikomek_application may do. Grants only what is missing, so that a second
-- node that starts changes nothing, and takes away what an append-only table must not have.
DO
$$
DECLARE
    one record;
BEGIN
    PERFORM pg_advisory_xact_lock(109000017);
    FOR one IN
        SELECT oid, nspname FROM pg_namespace
         WHERE pg_has_role(nspowner, 'USAGE') AND nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
           AND NOT has_schema_privilege('ikomek_application', oid, 'USAGE')
    LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO ikomek_application', one.nspname);
    END LOOP;

    FOR one IN
        WITH kept AS (
            SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS relation,
                   CASE
                       WHEN EXISTS (SELECT FROM audit.append_only a WHERE a.relation = n.nspname || '.' || c.relname)
                           THEN ARRAY['SELECT', 'INSERT']
                       WHEN n.nspname = 'audit' OR c.relname = 'flyway_schema_history'
                           THEN ARRAY['SELECT']
                       WHEN current_setting('server_version_num')::int >= 170000
                           THEN ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MAINTAIN']
                       ELSE ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']
                   END AS rights
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v') AND pg_has_role(c.relowner, 'USAGE')
               AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema')
        SELECT relation,
               array_to_string(ARRAY(SELECT wanted FROM unnest(rights) AS wanted
                                      WHERE NOT has_table_privilege('ikomek_application', oid, wanted)), ', ') AS missing,
               array_to_string(ARRAY(SELECT beyond FROM unnest(ARRAY['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'])
                                         AS beyond
                                      WHERE NOT beyond = ANY (rights)
                                        AND has_table_privilege('ikomek_application', oid, beyond)), ', ') AS excess
          FROM kept
    LOOP
        IF one.missing <> '' THEN
            EXECUTE format('GRANT %s ON %s TO ikomek_application', one.missing, one.relation);
        END IF;
        IF one.excess <> '' THEN
            EXECUTE format('REVOKE %s ON %s FROM ikomek_application', one.excess, one.relation);
        END IF;
    END LOOP;

    FOR one IN
        SELECT format('%I.%I', n.nspname, c.relname) AS relation
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE pg_has_role(c.relowner, 'USAGE') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
           AND CASE WHEN c.relkind = 'S' THEN NOT has_sequence_privilege('ikomek_application', c.oid, 'USAGE') END
    LOOP
        EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO ikomek_application', one.relation);
    END LOOP;

    -- Place, hash and what was redacted are the database's own to write.
    IF NOT has_column_privilege('ikomek_application', 'audit.entry', 'actor', 'INSERT') THEN
        GRANT INSERT (at, actor, act, subject, detail) ON audit.entry TO ikomek_application;
    END IF;

    FOR one IN
        SELECT p.oid::regprocedure AS function FROM pg_proc p
         WHERE p.pronamespace = 'audit'::regnamespace AND p.proname IN ('seal_up', 'redact_journal')
           AND NOT has_function_privilege('ikomek_application', p.oid, 'EXECUTE')
    LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ikomek_application', one.function);
    END LOOP;
END
$$;
