-- Whether an HCP still practises; who does not is never contacted again.
alter table hcp add column status text not null default 'ACTIVE' check (status in ('ACTIVE', 'RETIRED', 'DECEASED'));

-- Events that end a journey well, by type; what the campaign is for.
alter table campaign add column goal text[] not null default '{}';
-- When what the journey is about takes place: {"webinar": "2026-10-01T18:00+02:00[Europe/Berlin]"}.
alter table campaign add column dates jsonb not null default '{}';

-- A pause is a marketer's, a safety hold drug safety's or medical's: either ends only its own.
alter table kill_switch add column kind text not null default 'PAUSE' check (kind in ('PAUSE', 'SAFETY'));
alter table kill_switch drop constraint kill_switch_pkey;
alter table kill_switch add primary key (scope, key, kind);
alter table kill_switch drop constraint kill_switch_scope_check;
alter table kill_switch add constraint kill_switch_scope_check
  check (scope in ('ALL', 'CAMPAIGN', 'BRAND', 'BRAND_IN_COUNTRY', 'COUNTRY', 'CHANNEL', 'CHANNEL_IN_COUNTRY', 'ASSET'));

-- Why journeys ended early, counted for a campaign's page.
create index enrolment_left on enrolment (campaign_id, exit_reason) where state = 'EXITED';

-- Audiences are of people who practise: the same index as before, for fewer rows.
drop index hcp_audience;
create index hcp_audience on hcp (country, specialty, tier, type, language, territory, id)
  where erased_at is null and status = 'ACTIVE';

alter table hcp_event_delivery drop constraint hcp_event_delivery_outcome_check;
alter table hcp_event_delivery add constraint hcp_event_delivery_outcome_check
  check (outcome in ('TOLD', 'KEPT', 'STARTED', 'ENDED'));
