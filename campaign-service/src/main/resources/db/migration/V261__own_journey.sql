-- A journey this organisation drew itself. The engine keeps every version for the HCPs inside it; this is what new campaigns use.
CREATE TABLE own_journey (
  process_id  text        PRIMARY KEY CHECK (process_id LIKE 'journey-%'),
  version     integer     NOT NULL CHECK (version > 0),
  bpmn_xml    text        NOT NULL CHECK (length(bpmn_xml) <= 1000000),
  uploaded_by text        NOT NULL,
  uploaded_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON own_journey TO ${appRole};
