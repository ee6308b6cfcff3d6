create table check_run (
  id            uuid        primary key,
  version_id    uuid        not null references asset_version,
  stage         text        not null check (stage in ('DRAFT', 'SUBMISSION', 'REVIEW')),
  content_hash  text        not null,
  metadata_hash text        not null,
  pack_version  text        not null,
  verdict       text        not null check (verdict in ('CLEARED', 'REVIEW', 'BLOCKED')),
  claims        jsonb       not null,
  ran_at        timestamptz not null,
  sequence      bigint      generated always as identity
);
create index check_run_version on check_run (version_id, sequence desc);
grant select, insert on check_run to ${appRole};

create table finding (
  run_id     uuid    not null references check_run,
  ordinal    integer not null,
  rule_id    text    not null,
  severity   text    not null check (severity in ('BLOCK', 'REVIEW', 'INFO')),
  kind       text    not null,
  market     text    not null,
  page       integer,
  span_start integer,
  span_end   integer,
  quote      text    not null,
  message    text    not null,
  fix        text    not null,
  basis      text    not null,
  primary key (run_id, ordinal)
);
create index finding_rule on finding (rule_id);
grant select, insert on finding to ${appRole};
