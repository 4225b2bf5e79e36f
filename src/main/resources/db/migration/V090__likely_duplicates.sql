-- What may be about the same: of the same category lately. Enquiries, the bulk, are no matter.
CREATE INDEX appeal_category_lately ON appeals.appeal (category, registered_at) WHERE kind <> 'REFERENCE';

-- What people call a category beside its names.
CREATE TABLE catalog.synonym (
    category text NOT NULL REFERENCES catalog.category,
    language text NOT NULL,
    word     text NOT NULL,
    PRIMARY KEY (category, language, word)
);
