-- Of what the shift was told on which day: an address that is refused, an invariant that is broken.
ALTER TABLE mail.told_of_refusal RENAME TO told_today;
ALTER TABLE mail.told_today RENAME COLUMN address TO about;
