-- A number that many use, an office or a hostel, has many appeals, and only the last are shown while it rings.
CREATE INDEX appeal_phone_latest ON appeals.appeal (phone, registered_at DESC) WHERE phone IS NOT NULL;
DROP INDEX appeals.appeal_phone;
