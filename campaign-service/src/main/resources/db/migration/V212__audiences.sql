-- Saved audiences. A version is never changed: editing makes the next one.
create table audience (
  id          uuid primary key,
  name        text not null unique check (length(name) between 1 and 120),
  version     integer not null check (version > 0),
  archived_at timestamptz
);

create table audience_version (
  audience_id uuid not null references audience (id),
  version     integer not null check (version > 0),
  kind        text not null check (kind in ('LIVE', 'SNAPSHOT')),
  conditions  jsonb not null,
  created_by  text not null,
  created_at  timestamptz not null,
  primary key (audience_id, version)
);

-- Members of a snapshot, fixed when it was made.
create table audience_member (
  audience_id uuid not null,
  version     integer not null,
  hcp_id      uuid not null references hcp (id),
  primary key (audience_id, version, hcp_id),
  foreign key (audience_id, version) references audience_version (audience_id, version)
);

-- The version a campaign enrols from; a campaign without one enrols everybody of its countries.
create table campaign_audience (
  campaign_id uuid primary key references campaign (id),
  audience_id uuid not null,
  version     integer not null,
  foreign key (audience_id, version) references audience_version (audience_id, version)
);

-- Counting a million HCPs reads this index and never the rows with their sealed values.
create index hcp_audience on hcp (country, specialty, tier, type, language, territory, id)
  where erased_at is null;
create index contact_lately on contact (at, hcp_id) where state in ('RESERVED', 'CONTACTED', 'IN_DOUBT');
create index engagement_lately on engagement (kind, last_at, hcp_id);

grant select, insert, update on audience, campaign_audience to ${appRole};
grant select, insert on audience_version, audience_member to ${appRole};
