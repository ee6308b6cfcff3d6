-- A signature is written once and never changed: the services' role may insert and read, nothing else.
create table lane_signature (
  id            uuid primary key,
  review_id     uuid        not null,
  round         integer     not null,
  lane          text        not null,
  version_id    uuid        not null,
  content_hash  text        not null,
  metadata_hash text        not null,
  check_run_id  uuid        not null,
  verdict       text        not null,
  person_id     text        not null,
  printed_name  text        not null,
  meaning       text        not null,
  signed_at     timestamptz not null,
  source        text        not null check (source in ('DESK', 'TASKLIST')),
  authenticated_at timestamptz not null,
  statement     bytea       not null,
  key_id        text        not null,
  signature     bytea       not null
);
create unique index lane_signature_once on lane_signature (review_id, round, lane);
create index lane_signature_by_version on lane_signature (version_id);

-- What a person asked to sign, exactly; one re-authentication is good for this and nothing else, once.
create table signing_request (
  id            uuid primary key,
  review_id     uuid        not null,
  round         integer     not null,
  lane          text        not null,
  version_id    uuid        not null,
  content_hash  text        not null,
  metadata_hash text        not null,
  check_run_id  uuid        not null,
  verdict       text        not null,
  person_id     text        not null,
  source        text        not null check (source in ('DESK', 'TASKLIST')),
  requested_at  timestamptz not null,
  used_at       timestamptz
);

grant select, insert on lane_signature to "${appRole}";
grant select, insert, update on signing_request to "${appRole}";
