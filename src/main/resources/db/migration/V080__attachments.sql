CREATE TABLE appeals.attachment (
    id              uuid PRIMARY KEY,
    came            bigint GENERATED ALWAYS AS IDENTITY,
    number          text NOT NULL REFERENCES appeals.appeal,
    kind            text NOT NULL CHECK (kind IN ('REGISTERING', 'BEFORE', 'AFTER', 'CONTROL', 'DOCUMENT')),
    name            text NOT NULL,
    type            text NOT NULL CHECK (type IN ('image/jpeg', 'application/pdf')),
    size            int NOT NULL,
    sha256          text NOT NULL,
    received_sha256 text NOT NULL,
    kept_in         text NOT NULL CHECK (kept_in IN ('DATABASE', 'DISK')),
    latitude        double precision,
    longitude       double precision,
    added_at        timestamptz NOT NULL,
    added_by        text NOT NULL,
    agency          text REFERENCES catalog.agency,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    UNIQUE (number, kind, received_sha256)
);

-- Written before the row that knows of it; what is packed already is not packed again.
CREATE TABLE appeals.attachment_content (
    attachment uuid PRIMARY KEY REFERENCES appeals.attachment DEFERRABLE INITIALLY DEFERRED,
    file       bytea NOT NULL,
    thumbnail  bytea
);
ALTER TABLE appeals.attachment_content
    ALTER COLUMN file SET STORAGE EXTERNAL,
    ALTER COLUMN thumbnail SET STORAGE EXTERNAL;
