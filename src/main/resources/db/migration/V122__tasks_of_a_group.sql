-- What a group's list and count look for first: its candidates, without reading the rows themselves.
CREATE INDEX ikomek_task_candidate ON act_ru_identitylink (group_id_, task_id_) WHERE type_ = 'candidate';
-- The lists of dangers: the few cases that are dangerous, instead of a look at each case of the group.
CREATE INDEX ikomek_danger ON act_ru_variable (proc_inst_id_) WHERE name_ = 'danger' AND long_ = 1;
