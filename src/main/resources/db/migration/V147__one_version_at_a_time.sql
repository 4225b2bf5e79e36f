-- Nodes of the version before would leave the work of one agency that this version has begun (LoneInstance) standing when it is
-- done. Each node that lives holds an advisory lock of class 109 (NodePresence, ADR 0020).
DO
$$
BEGIN
    IF EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                WHERE l.locktype = 'advisory' AND l.classid = 109 AND d.datname = current_database()) THEN
        RAISE object_in_use USING MESSAGE = 'nodes of the version before still run on this database';
    END IF;
END
$$;

-- Whoever comes later, by whatever jar: what it would leave standing is the body of a loop itself, at which no execution stands
-- between two transactions. Its step fails and is taken back whole.
ALTER TABLE act_ru_execution ADD CONSTRAINT ikomek_no_body_without_work CHECK (right(act_id_, 18) <> '#multiInstanceBody');
