-- What appeals are found by: place, words, and the last digits of the phone. Kept apart from the appeal, because each
-- step of the work writes the appeal anew, and with it every index on it; a text does not change with the steps.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Lower case, letters and digits only, each word between single spaces; one letter for those that are taken for one
-- another (қ and к, ө and о, ё and е, ы, и and і), and none for ъ and ь. The letters are Latin ones: what a letter is
-- depends on the locale that a database was made with, and in the locale C no Cyrillic letter is one, neither for lower()
-- nor for pg_trgm.
CREATE FUNCTION appeals.folded(typed text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ' ' || trim(regexp_replace(
    translate(lower(typed COLLATE "C"),
        'АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЫІЭЮЯ' || 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюя' || 'ЪЬъь',
        'aabvggdeejziikklmnnooprstuuufhhcqwwiieyx' || 'aabvggdeejziikklmnnooprstuuufhhcqwwiieyx'),
    '[^a-z0-9]+', ' ', 'g')) || ' ';

CREATE TABLE appeals.search (
    number          text PRIMARY KEY REFERENCES appeals.appeal ON DELETE CASCADE,
    place           text NOT NULL,
    words           text NOT NULL,
    phone_backwards text
);

COMMENT ON COLUMN appeals.search.place IS 'the address, folded';
COMMENT ON COLUMN appeals.search.words IS 'what the resident said, folded';
COMMENT ON COLUMN appeals.search.phone_backwards IS 'the phone read from its end, for who knows the last digits only';

CREATE FUNCTION appeals.keep_search() RETURNS trigger LANGUAGE plpgsql AS
$$
BEGIN
    INSERT INTO appeals.search (number, place, words, phone_backwards)
    VALUES (NEW.number, appeals.folded(coalesce(NEW.address, '')), appeals.folded(NEW.words), reverse(NEW.phone))
        ON CONFLICT (number) DO UPDATE
           SET place = excluded.place, words = excluded.words, phone_backwards = excluded.phone_backwards;
    RETURN NULL;
END
$$;

CREATE TRIGGER appeal_search_new AFTER INSERT ON appeals.appeal
    FOR EACH ROW EXECUTE FUNCTION appeals.keep_search();
CREATE TRIGGER appeal_search_changed AFTER UPDATE OF address, words, phone ON appeals.appeal
    FOR EACH ROW
    WHEN ((OLD.address, OLD.words, OLD.phone) IS DISTINCT FROM (NEW.address, NEW.words, NEW.phone))
    EXECUTE FUNCTION appeals.keep_search();

INSERT INTO appeals.search (number, place, words, phone_backwards)
SELECT number, appeals.folded(coalesce(address, '')), appeals.folded(words), reverse(phone)
  FROM appeals.appeal;

-- Without the list of pending entries, which every search would have to read from end to end.
CREATE INDEX search_said ON appeals.search USING gin ((place || words) gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX search_place ON appeals.search USING gin (place gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX search_phone_backwards ON appeals.search (phone_backwards text_pattern_ops)
    WHERE phone_backwards IS NOT NULL;
CREATE INDEX assignment_agency ON appeals.assignment (agency, number);
CREATE INDEX assignment_at_work ON appeals.assignment (agency, number) WHERE state = 'OPEN';
ANALYZE appeals.search;

-- The language that a staff member chose, for every machine.
CREATE SCHEMA platform;

CREATE TABLE platform.chosen_language (
    user_id  text PRIMARY KEY,
    language text NOT NULL CHECK (language IN ('kk', 'ru', 'en'))
);
