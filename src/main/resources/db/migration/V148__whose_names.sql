-- Where pg_temp is not named it is searched first, so a domain of the caller's could have stood in for a type of PostgreSQL in
-- what these do as the owner.
ALTER FUNCTION audit.chain_entry() SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION audit.chain_journal() SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION audit.redact_journal(bigint[], text, text, timestamptz) SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION audit.seal_up(timestamptz) SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION audit.take_change() SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION audit.take_operation() SET search_path = pg_catalog, pg_temp;
ALTER FUNCTION platform.revised() SET search_path = pg_catalog, pg_temp;
