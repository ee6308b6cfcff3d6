-- What a campaign would do, kept for whoever approves it. A report is written once.
CREATE TABLE dry_run (
  id          uuid        PRIMARY KEY,
  campaign_id uuid        NOT NULL REFERENCES campaign,
  weeks       integer     NOT NULL CHECK (weeks > 0),
  responses   jsonb       NOT NULL,  -- how HCPs and reps were assumed to respond
  inputs_hash text        NOT NULL,  -- SHA-256 over plan, model, weeks and assumptions
  started_by  text        NOT NULL,
  started_at  timestamptz NOT NULL,  -- business time; the simulated time begins here
  state       text        NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
  done        integer     NOT NULL DEFAULT 0,
  audience    integer     NOT NULL,
  report      jsonb,
  failure     text,
  took_millis bigint,
  CHECK ((state = 'DONE') = (report IS NOT NULL))
);
CREATE INDEX dry_run_of_campaign ON dry_run (campaign_id, started_at DESC);

GRANT SELECT, INSERT, UPDATE ON dry_run TO ${appRole};
