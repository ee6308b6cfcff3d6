-- A campaign's way from its plan to its close. One launch per campaign; a refusal begins the next round of the same launch.
CREATE TABLE launch (
  id                 uuid        PRIMARY KEY,
  campaign_id        uuid        NOT NULL UNIQUE REFERENCES campaign,
  stage              text        NOT NULL CHECK (stage IN
                       ('PREPARING', 'APPROVALS', 'PILOT_APPROVED', 'PILOT', 'WAVES', 'RUNNING', 'CLOSED', 'STOPPED')),
  plan               jsonb       NOT NULL,  -- pilot, waves and the criteria written before the pilot
  round              integer     NOT NULL DEFAULT 0,
  prepared_by        text        NOT NULL,
  prepared_at        timestamptz NOT NULL,
  asked_by           text,
  asked_at           timestamptz,
  package_hash       text,                  -- SHA-256 over what this round's approvals are about
  readiness          jsonb,                 -- as the approvers were shown it
  dry_run_id         uuid        REFERENCES dry_run,
  pilot_ends_at      timestamptz,
  waves_released     integer     NOT NULL DEFAULT 0,
  next_wave_at       timestamptz,
  next_readout_at    timestamptz,
  closed_by          text,
  closed_at          timestamptz,
  note               text,
  -- The process that works for it, as for every process: (attempt, instance, ended).
  attempt            integer     NOT NULL DEFAULT 1,
  instance_key       bigint,
  claimed_at         timestamptz,
  ended_at           timestamptz,
  start_requested_at timestamptz NOT NULL,  -- real time
  told_at            timestamptz NOT NULL,  -- real time
  CHECK ((stage = 'CLOSED') = (closed_at IS NOT NULL AND note IS NOT NULL)),
  CHECK (stage = 'PREPARING' OR stage = 'STOPPED' OR package_hash IS NOT NULL)
);

-- Somebody takes responsibility for what stands red.
CREATE TABLE launch_acceptance (
  launch_id   uuid        NOT NULL REFERENCES launch,
  finding     text        NOT NULL,
  reason      text        NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
  accepted_by text        NOT NULL,
  accepted_at timestamptz NOT NULL,
  PRIMARY KEY (launch_id, finding)
);

CREATE TABLE launch_approval (
  id         uuid        PRIMARY KEY,
  launch_id  uuid        NOT NULL REFERENCES launch,
  round      integer     NOT NULL,
  kind       text        NOT NULL CHECK (kind IN ('BRAND', 'MEDICAL', 'PRIVACY', 'FIELD')),
  state      text        NOT NULL CHECK (state IN ('OPEN', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
  due_at     timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  reason     text,
  CONSTRAINT launch_approval_once UNIQUE (launch_id, round, kind),
  CHECK ((state IN ('APPROVED', 'REFUSED')) = (decided_by IS NOT NULL AND reason IS NOT NULL))
);
CREATE INDEX launch_approval_open ON launch_approval (kind, due_at) WHERE state = 'OPEN';

-- What was decided about the pilot, with the criteria as they stood then.
CREATE TABLE launch_decision (
  id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  launch_id  uuid        NOT NULL REFERENCES launch,
  verdict    text        NOT NULL CHECK (verdict IN ('GO', 'EXTEND', 'NO_GO')),
  measured   jsonb       NOT NULL,
  reason     text        NOT NULL,
  decided_by text        NOT NULL,
  decided_at timestamptz NOT NULL
);
CREATE INDEX launch_decision_of ON launch_decision (launch_id, id);

-- Who enters when: 0 = the pilot, then the waves. Planned once, when the first cohort is enrolled.
CREATE TABLE launch_member (
  launch_id  uuid             NOT NULL REFERENCES launch,
  hcp_id     uuid             NOT NULL,
  cohort     integer          NOT NULL CHECK (cohort >= 0),
  propensity double precision NOT NULL,
  PRIMARY KEY (launch_id, hcp_id)
);
CREATE INDEX launch_member_by_cohort ON launch_member (launch_id, cohort);

-- Briefs that ask for what is missing.
CREATE TABLE launch_brief (
  launch_id uuid        NOT NULL REFERENCES launch,
  place     text        NOT NULL,           -- slot/country/language
  brief_id  uuid        NOT NULL,           -- at content-service
  opened_by text        NOT NULL,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (launch_id, place)
);

CREATE TABLE launch_readout (
  launch_id uuid        NOT NULL REFERENCES launch,
  number    integer     NOT NULL,
  at        timestamptz NOT NULL,
  figures   jsonb       NOT NULL,
  actions   jsonb       NOT NULL,
  PRIMARY KEY (launch_id, number)
);

-- The pace journeys are started at backs off by itself and recovers; null = the set rate.
ALTER TABLE enroller_pace ADD COLUMN rate double precision;

GRANT SELECT, INSERT, UPDATE ON launch, launch_approval TO ${appRole};
GRANT SELECT, INSERT ON launch_acceptance, launch_decision, launch_member, launch_brief, launch_readout TO ${appRole};
GRANT UPDATE ON launch_acceptance, launch_brief TO ${appRole};
