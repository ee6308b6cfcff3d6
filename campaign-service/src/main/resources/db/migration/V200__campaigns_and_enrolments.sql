-- A campaign: one journey template, for one brand, in some countries, with its own waits, contact hours and caps.
CREATE TABLE campaign (
  id            uuid        PRIMARY KEY,
  name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  template_id   text        NOT NULL,
  brand_id      text        NOT NULL,
  countries     text[]      NOT NULL CHECK (cardinality(countries) > 0),
  waits         jsonb       NOT NULL,  -- {"stepId": "PT72H"}; a step without an entry keeps the template's wait
  contact_hours jsonb       NOT NULL,  -- {"GB": "08:00-18:30"}, in the HCP's own zone
  cap_days      integer     NOT NULL CHECK (cap_days BETWEEN 1 AND 365),
  cap_max       integer     NOT NULL CHECK (cap_max BETWEEN 0 AND 1000),
  content       jsonb       NOT NULL,  -- {"slot": [version ids, best first]}; an absent slot is free
  state         text        NOT NULL CHECK (state IN ('DRAFT', 'LAUNCHED', 'STOPPED')),
  created_by    text        NOT NULL,
  created_at    timestamptz NOT NULL,
  launched_by   text,
  launched_at   timestamptz,
  stopped_by    text,
  stopped_at    timestamptz,
  CHECK ((state = 'DRAFT') = (launched_at IS NULL)),
  CHECK ((state = 'STOPPED') = (stopped_at IS NOT NULL))
);
CREATE INDEX campaign_by_creation ON campaign (created_at DESC);

-- One HCP in one campaign, for good: the unique key is what makes a repeated launch harmless, also after the journey ended.
CREATE TABLE enrolment (
  id                uuid        PRIMARY KEY,
  campaign_id       uuid        NOT NULL REFERENCES campaign,
  hcp_id            uuid        NOT NULL,
  state             text        NOT NULL CHECK (state IN ('ENROLLED', 'STARTING', 'RUNNING', 'COMPLETED', 'EXITED')),
  attempt           integer     NOT NULL DEFAULT 1 CHECK (attempt > 0),
  instance_key      bigint,              -- the engine's instance that won this attempt
  enrolled_at       timestamptz NOT NULL,
  published_at      timestamptz,         -- last time the start was handed to the outbox (real time)
  publications      integer     NOT NULL DEFAULT 0,
  claimed_at        timestamptz,         -- real time
  probed_at         timestamptz,         -- last time the engine was asked whether the instance lives (real time)
  exit_event_id     uuid,
  exit_reason       text,
  exit_requested_at timestamptz,         -- real time
  ended_at          timestamptz,         -- the instance of this attempt has ended
  finished_at       timestamptz,         -- the journey is over for this HCP, for good
  CONSTRAINT enrolment_once UNIQUE (hcp_id, campaign_id),
  CHECK ((state IN ('COMPLETED', 'EXITED')) = (finished_at IS NOT NULL)),
  CHECK (state <> 'RUNNING' OR instance_key IS NOT NULL)
);
CREATE INDEX enrolment_to_start ON enrolment (enrolled_at, id) WHERE state = 'ENROLLED';
CREATE INDEX enrolment_unclaimed ON enrolment (published_at) WHERE state = 'STARTING';
CREATE INDEX enrolment_running ON enrolment (claimed_at) WHERE state = 'RUNNING';
CREATE INDEX enrolment_by_campaign ON enrolment (campaign_id, state);

-- Where an HCP is or was: one row per step reached. WAITING, HELD: is there now; PASSED, SUPPRESSED: has left.
CREATE TABLE journey_visit (
  enrolment_id uuid        NOT NULL REFERENCES enrolment,
  step_id      text        NOT NULL,
  occurrence   integer     NOT NULL DEFAULT 1,
  campaign_id  uuid        NOT NULL REFERENCES campaign,
  kind         text        NOT NULL CHECK (kind IN ('TOUCH', 'WAIT')),
  state        text        NOT NULL CHECK (state IN ('WAITING', 'HELD', 'PASSED', 'SUPPRESSED')),
  outcome      text,
  reason       text,
  trace_id     uuid,
  entered_at   timestamptz NOT NULL,    -- business time
  due_at       timestamptz,             -- business time; kept when the journey is restarted, so a wait is never served twice
  left_at      timestamptz,
  PRIMARY KEY (enrolment_id, step_id, occurrence)
);
CREATE INDEX journey_visit_by_step ON journey_visit (campaign_id, step_id, state);
CREATE INDEX journey_visit_open ON journey_visit (due_at) WHERE state IN ('WAITING', 'HELD');

-- A message to the journey acts once per attempt; a restarted journey is told again what the HCP answered.
CREATE TABLE journey_event (
  enrolment_id uuid        NOT NULL REFERENCES enrolment,
  event_id     uuid        NOT NULL,
  attempt      integer     NOT NULL,
  step_id      text,                    -- where the journey was: a repeated claim from there is the same claim
  claimed_at   timestamptz NOT NULL,
  PRIMARY KEY (enrolment_id, event_id, attempt)
);

-- What happened to an enrolment, and why; never changed.
CREATE TABLE enrolment_history (
  id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  enrolment_id uuid        NOT NULL REFERENCES enrolment,
  campaign_id  uuid        NOT NULL REFERENCES campaign,
  hcp_id       uuid        NOT NULL,
  at           timestamptz NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('STATE', 'TOUCH', 'WAIT', 'EVENT')),
  what         text        NOT NULL,
  step_id      text,
  occurrence   integer,
  reason       text,
  until        timestamptz,
  trace_id     uuid
);
CREATE INDEX enrolment_history_of_enrolment ON enrolment_history (enrolment_id, id);
CREATE INDEX enrolment_history_of_hcp ON enrolment_history (hcp_id, id);
CREATE INDEX enrolment_history_of_campaign ON enrolment_history (campaign_id, kind, what);

-- The enroller's token bucket: one row, so that N instances of the service share one rate.
CREATE TABLE enroller_pace (
  id            smallint         PRIMARY KEY CHECK (id = 1),
  tokens        double precision NOT NULL,
  refilled_at   timestamptz      NOT NULL,
  paused_reason text
);
INSERT INTO enroller_pace (id, tokens, refilled_at) VALUES (1, 0, now());

-- What HCPs did with a contact; one row per (contact, kind, link) however often a mail program asks.
CREATE TABLE engagement (
  id            uuid        PRIMARY KEY,
  contact_id    uuid        NOT NULL,
  enrolment_id  uuid        NOT NULL REFERENCES enrolment,
  campaign_id   uuid        NOT NULL REFERENCES campaign,
  hcp_id        uuid        NOT NULL,
  step_id       text        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('OPENED', 'CLICKED', 'UNSUBSCRIBED')),
  link_position integer     NOT NULL DEFAULT -1,  -- -1: not a link
  link          text,
  first_at      timestamptz NOT NULL,
  last_at       timestamptz NOT NULL,
  times         integer     NOT NULL DEFAULT 1,
  CONSTRAINT engagement_once UNIQUE (contact_id, kind, link_position)
);
CREATE INDEX engagement_of_enrolment ON engagement (enrolment_id);
CREATE INDEX engagement_of_hcp ON engagement (hcp_id, first_at);
CREATE INDEX engagement_of_campaign ON engagement (campaign_id, step_id, kind);

GRANT SELECT, INSERT, UPDATE ON campaign, enrolment, journey_visit, engagement TO ${appRole};
GRANT SELECT, INSERT ON journey_event, enrolment_history TO ${appRole};
GRANT SELECT, UPDATE ON enroller_pace TO ${appRole};
