-- Two things that PostgreSQL does for each execution and each variable that ends, and that nobody needs. See ADR 0018.

-- A foreign key with NO ACTION, before it looks for rows that refer to the deleted one, looks whether the same key is there
-- again. With RESTRICT it does not; both are looked at when the statement ends, and both refuse the same rows.
DO
$$
DECLARE
    old record;
BEGIN
    FOR old IN
        SELECT conname AS name, conrelid::regclass AS holder, pg_get_constraintdef(oid) AS definition
          FROM pg_constraint
         WHERE contype = 'f' AND confrelid = 'act_ru_execution'::regclass AND confdeltype = 'a' AND NOT condeferrable
         ORDER BY conrelid::regclass::text, conname
    LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', old.holder, old.name);
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s ON DELETE RESTRICT', old.holder, old.name, old.definition);
    END LOOP;
END
$$;

-- No id is more frequent than another. While a handful of cases is open, each id is among the "most common values", an id
-- that is new seems to match nothing, and so each statement is planned anew for its own id: that seems cheaper than the one
-- plan for all. With one such value kept at the most, the one plan is taken.
ALTER TABLE act_ru_execution ALTER proc_inst_id_ SET STATISTICS 1, ALTER parent_id_ SET STATISTICS 1;
ALTER TABLE act_ru_task ALTER proc_inst_id_ SET STATISTICS 1, ALTER execution_id_ SET STATISTICS 1;
ALTER TABLE act_ru_variable ALTER proc_inst_id_ SET STATISTICS 1, ALTER execution_id_ SET STATISTICS 1;
ALTER TABLE act_ru_identitylink ALTER task_id_ SET STATISTICS 1;
ALTER TABLE act_ru_job ALTER process_instance_id_ SET STATISTICS 1, ALTER execution_id_ SET STATISTICS 1;
ALTER TABLE act_ru_event_subscr ALTER execution_id_ SET STATISTICS 1;
ANALYZE act_ru_execution, act_ru_task, act_ru_variable, act_ru_identitylink, act_ru_job, act_ru_event_subscr;
