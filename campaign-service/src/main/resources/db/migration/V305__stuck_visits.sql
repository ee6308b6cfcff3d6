-- What home asks for: visits that go on only if somebody acts, of all campaigns at once. The reasons are those of JourneyVisits.
CREATE INDEX journey_visit_stuck ON journey_visit (campaign_id, step_id, state, reason)
 WHERE state IN ('HELD', 'SUPPRESSED')
   AND reason IN ('APPROVAL_STATE_UNKNOWN', 'CATALOG_UNAVAILABLE', 'CONTENT_UNAVAILABLE', 'CONTENT_WITHDRAWN',
                  'NO_APPROVED_CONTENT', 'PROVIDER_UNAVAILABLE');
