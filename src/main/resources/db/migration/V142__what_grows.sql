-- What a month brought, without the years around it.
CREATE INDEX appeal_registered ON appeals.appeal (registered_at);

-- What is past its retention: of each kind and category, from the one that was closed first. See ADR 0021.
CREATE INDEX appeal_past_retention ON appeals.appeal (kind, category, closed_at)
    WHERE state = 'CLOSED' AND anonymised_at IS NULL;
DROP INDEX appeals.appeal_to_anonymise;

-- Whoever completes a task, the engine asks for the tasks below it, by a column without an index. Ours have none, so that
-- this index is empty and costs nothing.
CREATE INDEX ikomek_task_parent ON act_ru_task (parent_task_id_) WHERE parent_task_id_ IS NOT NULL;

-- The poll for due jobs asks which cases have a job that is being run: a few, of a hundred thousand that wait. Twice a second
-- each node looks through them for jobs of a node that died (ADR 0020).
CREATE INDEX ikomek_job_locked ON act_ru_job (process_instance_id_) WHERE lock_owner_ IS NOT NULL;

-- The calls of an appeal, for who anonymises it.
CREATE INDEX call_appeal ON telephony.call (appeal) WHERE appeal IS NOT NULL;
