-- The stock schema has no index that the job acquisition by due date can use: with 500 000 waiting timers a poll read
-- them all.
CREATE INDEX ikomek_job_duedate ON act_ru_job (duedate_);
