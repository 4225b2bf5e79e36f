-- Counted every fifteen seconds by each node: without an index that read the whole outbox.
CREATE INDEX outbox_dead ON mail.outbox (demanded_at) WHERE state = 'DEAD';
