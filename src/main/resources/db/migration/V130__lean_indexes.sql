-- Most columns that the engine indexes are null in most rows: tenants, cases of CMMN, batches, parents. Each null is an
-- entry all the same, and costs time and log at every insert. An index without them serves every comparison by equality and
-- every check of a foreign key, because neither finds nulls. See ADR 0018.
DO
$$
DECLARE
    old record;
BEGIN
    FOR old IN
        SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition, quote_ident(a.attname) AS leading
          FROM pg_index i
          JOIN pg_class c ON c.oid = i.indexrelid
          JOIN pg_class t ON t.oid = i.indrelid AND t.relname LIKE 'act\_%' AND t.relnamespace = 'public'::regnamespace
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
         WHERE NOT i.indisunique AND i.indpred IS NULL AND i.indkey[0] > 0 AND NOT a.attnotnull
           AND c.relname LIKE 'act\_%'
    LOOP
        EXECUTE 'DROP INDEX ' || old.name;
        EXECUTE old.definition || ' WHERE ' || old.leading || ' IS NOT NULL';
    END LOOP;
END
$$;

-- New texts are gathered for a while and taken into the index together, which writes each of its pages once instead of
-- once for each text. A search reads what is gathered too: sixteen pages at the most.
ALTER INDEX appeals.search_said SET (fastupdate = on, gin_pending_list_limit = 128);
ALTER INDEX appeals.search_place SET (fastupdate = on, gin_pending_list_limit = 128);

-- The engine asks in each command whether somebody is denied something. Here nobody is: what is not granted is refused
-- anyway. A database that holds a denial does not get past this line, so that none is ever passed over.
ALTER TABLE act_ru_authorization ADD CONSTRAINT ikomek_nothing_but_grants CHECK (type_ IN (0, 1));
