alter table kill_switch drop constraint kill_switch_scope_check;
alter table kill_switch add constraint kill_switch_scope_check
  check (scope in ('ALL', 'CAMPAIGN', 'BRAND', 'COUNTRY', 'CHANNEL', 'CHANNEL_IN_COUNTRY', 'ASSET'));

-- Campaigns nobody enters any more; journeys under way go on to their end.
create table campaign_drain (
  campaign_id uuid        primary key references campaign,
  why         text        not null,
  actor       text        not null,
  at          timestamptz not null
);

grant select, insert on campaign_drain to ${appRole};
