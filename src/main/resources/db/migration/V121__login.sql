-- What the engine does not keep about its users: failed logins, whether the password must be changed, and the sessions of
-- all nodes. Times are UTC.
CREATE SCHEMA login;

CREATE TABLE login.account (
    user_id text PRIMARY KEY,
    failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
    wait_until timestamptz,
    locked_at timestamptz,
    must_change boolean NOT NULL DEFAULT false,
    password_set_at timestamptz
);

CREATE TABLE login.session (
    id uuid PRIMARY KEY,
    user_id text NOT NULL,
    began_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ended text CHECK (ended IN ('DISPLACED', 'CHANGED'))
);

CREATE INDEX session_by_user ON login.session (user_id, began_at);
