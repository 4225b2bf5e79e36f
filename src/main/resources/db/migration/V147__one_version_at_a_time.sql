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
