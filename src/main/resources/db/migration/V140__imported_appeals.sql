-- Where an appeal came from that was registered in another system. The digest of its line tells a line that has changed
-- since; it goes with the resident's data. See docs/import.md.
CREATE TABLE appeals.imported (
    source      text NOT NULL,
    external_id text NOT NULL,
    number      text NOT NULL UNIQUE REFERENCES appeals.appeal,
    imported_at timestamptz NOT NULL,
    digest      text,
    latitude    double precision CHECK (latitude BETWEEN -90 AND 90),
    longitude   double precision CHECK (longitude BETWEEN -180 AND 180),
    PRIMARY KEY (source, external_id),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);
