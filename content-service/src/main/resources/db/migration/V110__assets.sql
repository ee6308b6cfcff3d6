create table asset (
  id         uuid        primary key,
  agency     text        not null,
  created_by text        not null,
  created_at timestamptz not null
);
create index asset_agency on asset (agency);
grant select, insert on asset to ${appRole};

-- What was read from a file, kept once per content. Reached only through a version somebody may see.
create table extraction (
  content_hash text        not null,
  reader       text        not null,
  format       text        not null,
  links        jsonb       not null,
  remarks      jsonb       not null,
  properties   jsonb       not null,
  pages        jsonb       not null,
  html_object  text,
  created_at   timestamptz not null,
  primary key (content_hash)
);
grant select, insert on extraction to ${appRole};

create table extraction_section (
  content_hash text    not null references extraction,
  number       integer not null,
  kind         text    not null check (kind in ('PAGE', 'SLIDE', 'SECTION')),
  title        text    not null,
  content      text    not null,
  boxes        jsonb   not null,
  primary key (content_hash, number)
);
grant select, insert on extraction_section to ${appRole};

create table asset_version (
  id            uuid        primary key,
  asset_id      uuid        not null references asset,
  major         integer     not null check (major >= 0),
  minor         integer     not null check (minor >= 0),
  state         text        not null check (state in ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'REVISE', 'APPROVED', 'LIVE', 'SUSPENDED',
                                                      'WITHDRAWING', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED', 'REJECTED', 'CANCELLED')),
  content_hash  text        not null references extraction,
  format        text        not null,
  file_name     text        not null,
  file_size     bigint      not null,
  metadata      jsonb       not null,
  metadata_hash text,
  suggestions   jsonb       not null,
  confirmed_by  text,
  confirmed_at  timestamptz,
  agency        text        not null,
  author        text        not null,
  created_at    timestamptz not null,
  changed_at    timestamptz not null,
  row_version   bigint      not null default 1,
  title         text generated always as (metadata ->> 'title') stored,
  job_code      text generated always as (metadata ->> 'jobCode') stored,
  brand_id      text generated always as (metadata ->> 'brandId') stored,
  unique (asset_id, major, minor),
  -- What reviewers look at has a hash of what they look at.
  check (state in ('DRAFT', 'CANCELLED') or metadata_hash is not null)
);
create index asset_version_agency on asset_version (agency, changed_at desc);
create index asset_version_changed on asset_version (changed_at desc);
create index asset_version_state on asset_version (state);
create index asset_version_job_code on asset_version (job_code);
create index asset_version_content on asset_version (content_hash);
grant select, insert on asset_version to ${appRole};
grant update (major, minor, state, metadata, metadata_hash, confirmed_by, confirmed_at, changed_at, row_version)
  on asset_version to ${appRole};
