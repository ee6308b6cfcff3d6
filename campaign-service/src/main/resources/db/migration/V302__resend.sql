-- A message that was given up is sent again because somebody says so: as a touch of its own, through the whole gate.
CREATE TABLE resend (
  send_key   text        PRIMARY KEY REFERENCES send (send_key),  -- the message that was given up
  resend_key text        NOT NULL UNIQUE,                         -- the touch it became
  asked_by   text        NOT NULL,
  why        text        NOT NULL CHECK (length(why) BETWEEN 1 AND 500),
  asked_at   timestamptz NOT NULL,
  due_at     timestamptz NOT NULL,      -- business time: asked for, or held until
  taken_at   timestamptz,               -- real time: somebody asks the gate just now
  outcome    text,                      -- what the gate said last
  reason     text,
  trace_id   uuid,
  ended_at   timestamptz                -- null while it is held
);
CREATE INDEX resend_open ON resend (due_at) WHERE ended_at IS NULL;

GRANT SELECT, INSERT, UPDATE ON resend TO ${appRole};
