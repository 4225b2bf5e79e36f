-- What runs is soon gone again. A table that a vacuum has cut down to nothing is planned to be read from its beginning to its
-- end, by every connection and until it is analysed again: 190 times a case act_ru_execution alone, through all that has ended
-- since. These keep the pages that they had once (some megabytes), so their indexes are used. See ADR 0018.
ALTER TABLE act_ru_event_subscr SET (vacuum_truncate = off);
ALTER TABLE act_ru_execution SET (vacuum_truncate = off);
ALTER TABLE act_ru_identitylink SET (vacuum_truncate = off);
ALTER TABLE act_ru_job SET (vacuum_truncate = off);
ALTER TABLE act_ru_task SET (vacuum_truncate = off);
ALTER TABLE act_ru_variable SET (vacuum_truncate = off);
