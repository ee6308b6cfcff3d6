-- The models journeys of this installation had. HCPs under way go by the model they began with until somebody moves them.
CREATE TABLE released_journey (
  process_id  text        NOT NULL CHECK (process_id LIKE 'journey-%'),
  sha256      text        NOT NULL CHECK (length(sha256) = 64),
  bpmn_xml    text        NOT NULL,
  released_at timestamptz NOT NULL,  -- business time at which a service first ran with it, or ran with it again
  PRIMARY KEY (process_id, sha256)
);

GRANT SELECT, INSERT, UPDATE ON released_journey TO ${appRole};

-- A version of a plan names the model it went by once a release altered it: "journey-launch@<sha256>".
GRANT UPDATE (plan) ON campaign_version TO ${appRole};

-- A change that also moves those who are still in an older journey.
ALTER TABLE plan_change ADD COLUMN catch_up boolean NOT NULL DEFAULT false;
