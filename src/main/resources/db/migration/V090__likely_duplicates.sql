-- Trigrams tell how alike two texts are, typing errors and all.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What may be about the same: of the same phone, or of the same category lately. Enquiries, the bulk, are no matter.
CREATE INDEX appeal_category_lately ON appeals.appeal (category, registered_at) WHERE kind <> 'REFERENCE';
CREATE INDEX appeal_caller_lately ON appeals.appeal (phone, registered_at DESC) WHERE kind <> 'REFERENCE';

-- What people call a category beside its names.
CREATE TABLE catalog.synonym (
    category text NOT NULL REFERENCES catalog.category,
    language text NOT NULL,
    word     text NOT NULL,
    PRIMARY KEY (category, language, word)
);
