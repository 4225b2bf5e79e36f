-- The few jobs that a node has taken: looked at twice a second for those of a node that died. See ADR 0020.
CREATE INDEX ikomek_job_taken ON act_ru_job (lock_owner_) WHERE lock_owner_ IS NOT NULL;
