CREATE SCHEMA catalog;

CREATE TABLE catalog.district (
    code     text PRIMARY KEY,
    position bigint NOT NULL,
    name_kk  text NOT NULL,
    name_ru  text NOT NULL,
    name_en  text NOT NULL
);

CREATE TABLE catalog.agency (
    code     text PRIMARY KEY,
    position bigint NOT NULL,
    name_kk  text NOT NULL,
    name_ru  text NOT NULL,
    name_en  text NOT NULL
);

CREATE TABLE catalog.category (
    code        text PRIMARY KEY,
    position    bigint NOT NULL,
    name_kk     text NOT NULL,
    name_ru     text NOT NULL,
    name_en     text NOT NULL,
    agency_rule text,
    kind        text NOT NULL,
    dangerous   boolean NOT NULL
);

CREATE TABLE catalog.contact (
    role     text NOT NULL,
    agency   text REFERENCES catalog.agency,
    name     text NOT NULL,
    email    text NOT NULL,
    language text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (role, agency, email)
);
