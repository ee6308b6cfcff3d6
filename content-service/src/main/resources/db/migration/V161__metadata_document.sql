-- What authorities were told, per market. The audit keeps every earlier state.
create table authority_submission (
  version_id   uuid        not null references asset_version,
  market       text        not null,
  submitted_at timestamptz,
  first_use_at timestamptz,
  recorded_by  text        not null,
  recorded_at  timestamptz not null,
  primary key (version_id, market)
);
grant select, insert, update on authority_submission to "${appRole}";

-- A second person's independent tags of a sampled piece; compared, never taken over.
create table second_tagging (
  version_id uuid        primary key references asset_version,
  tags       jsonb       not null,
  tagged_by  text        not null,
  tagged_at  timestamptz not null
);
grant select, insert on second_tagging to "${appRole}";

create index asset_version_based_on on asset_version ((metadata -> 'details' ->> 'basedOn'));
create index asset_version_master on asset_version ((metadata -> 'details' ->> 'masterId'));
create index asset_version_variant on asset_version ((metadata -> 'details' ->> 'variantOf'));
