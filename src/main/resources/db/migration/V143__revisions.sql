-- What hardly ever changes and is asked for at every step gets a new number with each change, whoever makes it. A node keeps
-- what it has read for as long as the number is the same. See ADR 0024.
CREATE TABLE platform.revision (
    topic text PRIMARY KEY,
    value bigint NOT NULL
);

-- Never gives a number twice, not even when a transaction is taken back.
CREATE SEQUENCE platform.revision_value;

INSERT INTO platform.revision
SELECT topic, nextval('platform.revision_value') FROM unnest(ARRAY ['CATALOG', 'DEFINITIONS', 'RIGHTS']) AS topic;

CREATE FUNCTION platform.revised() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS
$$
BEGIN
    UPDATE platform.revision SET value = nextval('platform.revision_value') WHERE topic = TG_ARGV[0];
    RETURN NULL;
END
$$;

CREATE TRIGGER ikomek_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog.category
    FOR EACH STATEMENT EXECUTE FUNCTION platform.revised('CATALOG');
CREATE TRIGGER ikomek_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog.district
    FOR EACH STATEMENT EXECUTE FUNCTION platform.revised('CATALOG');
CREATE TRIGGER ikomek_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON catalog.agency
    FOR EACH STATEMENT EXECUTE FUNCTION platform.revised('CATALOG');

CREATE TRIGGER ikomek_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON act_re_procdef
    FOR EACH STATEMENT EXECUTE FUNCTION platform.revised('DEFINITIONS');
CREATE TRIGGER ikomek_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON act_re_decision_def
    FOR EACH STATEMENT EXECUTE FUNCTION platform.revised('DEFINITIONS');
CREATE TRIGGER ikomek_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON act_re_camformdef
    FOR EACH STATEMENT EXECUTE FUNCTION platform.revised('DEFINITIONS');

CREATE TRIGGER ikomek_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON act_id_group
    FOR EACH STATEMENT EXECUTE FUNCTION platform.revised('RIGHTS');
CREATE TRIGGER ikomek_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON act_id_membership
    FOR EACH STATEMENT EXECUTE FUNCTION platform.revised('RIGHTS');
CREATE TRIGGER ikomek_revised AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON act_ru_authorization
    FOR EACH STATEMENT EXECUTE FUNCTION platform.revised('RIGHTS');
