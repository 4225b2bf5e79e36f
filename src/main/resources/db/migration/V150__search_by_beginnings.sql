-- Words of an appeal are found by how they begin. The index of all groups of three letters (V065) named many rows that only
-- look alike, and the more there are, the more of them were read. See ADR 0021.

-- What the words of an appeal begin with, once each: "abai" stands under ab, aba and abai. A beginning ends after eight
-- letters, for few words are told apart by what follows; a single letter says nothing, a single figure is a house. What stands in the
-- address stands a second time under @, for those who may read the address only. #01 is the first two of the seven
-- figures of the number: the appeals lie in parts of 100 000.
CREATE FUNCTION appeals.beginnings(number text, place text, words text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 5000 AS
$$
BEGIN
    RETURN ARRAY(
        SELECT DISTINCT part.mark || left(word, size)
          FROM (VALUES ('', place || words), ('@', place)) AS part (mark, said),
               string_to_table(trim(part.said), ' ') AS word,
               generate_series(CASE WHEN left(word, 1) COLLATE "C" <= '9' THEN 1 ELSE 2 END, least(length(word), 8)) AS size
        UNION ALL
        SELECT '#' || left(number, 2));
END
$$;

DROP INDEX appeals.search_said;
DROP INDEX appeals.search_place;

-- New ones are gathered first and put in together, as before (V130).
CREATE INDEX search_beginnings ON appeals.search USING gin (appeals.beginnings(number, place, words))
    WITH (fastupdate = on, gin_pending_list_limit = 128);
ANALYZE appeals.search;
