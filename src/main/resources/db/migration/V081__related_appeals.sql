CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Small Latin letters for any Cyrillic ones, the Kazakh like their plain cousins, whatever the database's locale knows of
-- letters: so that texts can be compared in one that knows none but Latin.
CREATE FUNCTION appeals.plain(text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS
$$
    SELECT lower(translate(text,
        'АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйІіКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЫыЭэЮюЯяЪъЬь',
        'aaaabbvvggggddeeeejjzziiiiiikkkkllmmnnnnoooopprrssttuuuuuuffhhhhccccwwwwyyeeqqxx'));
$$;

CREATE INDEX appeal_like ON appeals.appeal (category, coalesce(district, ''), registered_at DESC) WHERE state <> 'CLOSED';
