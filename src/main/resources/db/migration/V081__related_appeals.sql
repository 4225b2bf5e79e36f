-- Open appeals of one category and district, the newest first.
CREATE INDEX appeal_like ON appeals.appeal (category, coalesce(district, ''), registered_at DESC) WHERE state <> 'CLOSED';
