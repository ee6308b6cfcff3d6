-- A running campaign gets a new version of its plan. The campaign's row holds the newest; this holds what each older one said.
ALTER TABLE campaign ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);

CREATE TABLE campaign_version (
  campaign_id uuid        NOT NULL REFERENCES campaign,
  version     integer     NOT NULL CHECK (version > 0),
  plan        jsonb       NOT NULL,  -- names and forms of the columns of campaign
  replaced_at timestamptz NOT NULL,  -- business time from which the next version counts
  PRIMARY KEY (campaign_id, version)
);

-- By which version an HCP's journey goes.
ALTER TABLE enrolment ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);

-- A change somebody asks for, and who confirmed it. A proposal is never altered: it is withdrawn and made anew.
CREATE TABLE plan_change (
  id           uuid        PRIMARY KEY,
  campaign_id  uuid        NOT NULL REFERENCES campaign,
  from_version integer     NOT NULL,
  plan         jsonb       NOT NULL,
  gone         jsonb       NOT NULL,  -- {"stepId": "KEEP" | "FINISH"}: who is at a step the new journey does not have
  why          text        NOT NULL CHECK (length(why) BETWEEN 1 AND 500),
  state        text        NOT NULL CHECK (state IN ('PROPOSED', 'CONFIRMED', 'WITHDRAWN')),
  proposed_by  text        NOT NULL,
  proposed_at  timestamptz NOT NULL,
  decided_by   text,
  decided_at   timestamptz,
  CHECK ((state = 'PROPOSED') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX plan_change_open ON plan_change (campaign_id) WHERE state = 'PROPOSED';
CREATE INDEX plan_change_of_campaign ON plan_change (campaign_id, proposed_at DESC);

-- HCPs under way whose journey is to go on by another model. PENDING rows are what is left to do after a crash.
CREATE TABLE enrolment_move (
  enrolment_id uuid        NOT NULL REFERENCES enrolment,
  to_version   integer     NOT NULL,
  campaign_id  uuid        NOT NULL REFERENCES campaign,
  state        text        NOT NULL DEFAULT 'PENDING'
                           CHECK (state IN ('PENDING', 'MOVED', 'KEPT', 'FINISHED', 'OVER', 'REFUSED')),
  reason       text,
  tries        integer     NOT NULL DEFAULT 0,
  tried_at     timestamptz,           -- real time
  settled_at   timestamptz,           -- business time
  PRIMARY KEY (enrolment_id, to_version),
  CHECK ((state = 'PENDING') = (settled_at IS NULL))
);
CREATE INDEX enrolment_move_pending ON enrolment_move (tried_at NULLS FIRST) WHERE state = 'PENDING';
CREATE INDEX enrolment_move_of_campaign ON enrolment_move (campaign_id, to_version, state);

-- Pieces campaigns plan to serve: chosen for a slot or for an arm, by the plan of today or an older one.
CREATE VIEW planned_version AS
WITH plan AS (
  SELECT id AS campaign_id, true AS current, content, experiments FROM campaign
  UNION ALL
  SELECT campaign_id, false, plan -> 'content', plan -> 'experiments' FROM campaign_version)
SELECT campaign_id, current, version.value AS version_id
  FROM plan, jsonb_each(content) slot, jsonb_array_elements_text(slot.value) version
UNION ALL
SELECT campaign_id, current, version.value
  FROM plan, jsonb_each(experiments) slot, jsonb_array_elements(slot.value -> 'arms') arm,
       jsonb_array_elements_text(arm -> 'versions') version;

GRANT SELECT ON planned_version TO ${appRole};
GRANT SELECT, INSERT ON campaign_version TO ${appRole};
GRANT SELECT, INSERT, UPDATE ON plan_change, enrolment_move TO ${appRole};
