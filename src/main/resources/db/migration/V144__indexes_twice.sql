-- What another index serves as well: every line of the journal and every move of a timer wrote both. See ADR 0018.
-- Lines of an appeal in their order: journal_place (number, place). A place is the order of the chain, which ids only follow.
DROP INDEX appeals.journal_number;
-- Jobs of a kind: act_idx_job_handler (handler_type_, handler_cfg_).
DROP INDEX IF EXISTS act_idx_job_handler_type;
