-- What a month brought, without the years around it.
CREATE INDEX appeal_registered ON appeals.appeal (registered_at);

-- What is past its retention: of each kind and category, from the one that was closed first. See ADR 0021.
CREATE INDEX appeal_past_retention ON appeals.appeal (kind, category, closed_at)
    WHERE state = 'CLOSED' AND anonymised_at IS NULL;
DROP INDEX appeals.appeal_to_anonymise;
