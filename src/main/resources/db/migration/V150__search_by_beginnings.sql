-- Words of an appeal are found by how they begin. The index of all groups of three letters (V065) named many rows that only
-- look alike, and the more there are, the more of them were read. See ADR 0021.

-- What the words of an appeal begin with: "abai" stands under ab, aba and abai. A beginning ends after eight
-- letters, for few words are told apart by what follows; a single letter says nothing, a single figure is a house. What stands in the
-- address stands a second time under @, for those who may read the address only. #01 is the first two of the seven
-- figures of the number: the appeals lie in parts of 100 000.
CREATE FUNCTION appeals.beginnings(number text, place text, words text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 5000 AS
$$
BEGIN
    RETURN ARRAY(
        SELECT part.mark || left(part.word, cut.size)
          FROM (SELECT '' AS mark, string_to_table(trim(place || words), ' ') AS word
                UNION ALL
                SELECT '@', string_to_table(trim(place), ' ')) AS part
          JOIN (VALUES (1), (2), (3), (4), (5), (6), (7), (8)) AS cut (size)
            ON cut.size <= length(part.word) AND (cut.size > 1 OR left(part.word, 1) COLLATE "C" <= '9')
        UNION ALL
        SELECT '#' || left(number, 2));
END
$$;

DROP INDEX appeals.search_said;
DROP INDEX appeals.search_place;

-- New ones are gathered first and put in together, as before (V130). Compared as bytes, for the rules of a language take twice the time.
SET LOCAL maintenance_work_mem = '256MB';
CREATE INDEX search_beginnings ON appeals.search USING gin (appeals.beginnings(number, place, words) COLLATE "C")
    WITH (fastupdate = on, gin_pending_list_limit = 128);
ANALYZE appeals.search;
