ALTER TABLE catalog.category ADD COLUMN retired boolean NOT NULL DEFAULT false;
ALTER TABLE catalog.agency ADD COLUMN retired boolean NOT NULL DEFAULT false;
ALTER TABLE catalog.district ADD COLUMN retired boolean NOT NULL DEFAULT false;
