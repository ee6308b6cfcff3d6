-- An action a journey put before a rep. One per step visited, for good: the unique key is what makes a repeated job harmless.
CREATE TABLE rep_suggestion (
  id           uuid        PRIMARY KEY,
  enrolment_id uuid        NOT NULL REFERENCES enrolment,
  hcp_id       uuid        NOT NULL,
  campaign_id  uuid        NOT NULL REFERENCES campaign,
  step_id      text        NOT NULL,
  occurrence   integer     NOT NULL DEFAULT 1,
  action       text        NOT NULL,
  channel      text,                    -- of the material to use; null for an action without material
  slot         text,
  drivers      jsonb       NOT NULL,    -- [{"driver": "TIER", "why": "Tier 1."}]: the why in plain words
  envelope     jsonb       NOT NULL,    -- what was handed over, allow-listed fields only
  score        integer     NOT NULL,
  state        text        NOT NULL CHECK (state IN
                 ('OPEN', 'ACCEPTED', 'SNOOZED', 'COMPLETED', 'DISMISSED', 'EXPIRED', 'RECALLED')),
  due_at       timestamptz NOT NULL,    -- business time; after it the journey goes on by itself
  created_at   timestamptz NOT NULL,
  answered_at  timestamptz,
  reason       text,
  CONSTRAINT rep_suggestion_once UNIQUE (enrolment_id, step_id, occurrence),
  CHECK (length(envelope::text) <= 8192)
);
CREATE INDEX rep_suggestion_open ON rep_suggestion (hcp_id, due_at) WHERE state IN ('OPEN', 'ACCEPTED', 'SNOOZED');
CREATE INDEX rep_suggestion_by_campaign ON rep_suggestion (campaign_id, state);

GRANT SELECT, INSERT, UPDATE ON rep_suggestion TO ${appRole};
