-- What is blocked or cannot be made into a message waits for somebody, too. The reasons are those of JourneyVisits.
drop index journey_visit_stuck;
create index journey_visit_stuck on journey_visit (campaign_id, step_id, state, reason)
 where state in ('HELD', 'SUPPRESSED')
   and reason in ('APPROVAL_STATE_UNKNOWN', 'CATALOG_UNAVAILABLE', 'CONTENT_BLOCKED', 'CONTENT_REFUSED',
                  'CONTENT_UNAVAILABLE', 'CONTENT_WITHDRAWN', 'NO_APPROVED_CONTENT', 'PROVIDER_UNAVAILABLE');
