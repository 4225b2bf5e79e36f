-- What a group's list and count look for first: its candidates, without reading the rows themselves.
CREATE INDEX ikomek_task_candidate ON act_ru_identitylink (group_id_, task_id_) WHERE type_ = 'candidate';
