-- What became of something a representative learned: a question journeys hear of, or a brief for a piece.
CREATE TABLE rep_insight_promotion (
  insight_id uuid        NOT NULL REFERENCES rep_insight ON DELETE CASCADE,
  kind       text        NOT NULL CHECK (kind IN ('QUESTION', 'BRIEF')),
  target     uuid        NOT NULL,  -- the event, or content-service's brief
  journeys   integer     NOT NULL DEFAULT 0,
  by         text        NOT NULL,
  at         timestamptz NOT NULL,
  PRIMARY KEY (insight_id, kind)
);

GRANT SELECT, INSERT ON rep_insight_promotion TO ${appRole};
