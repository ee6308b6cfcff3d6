-- What content-service's checks said of a version when they were asked last, before sending. One row per version: the history is there, and in the audit.
create table send_check (
  version_id   uuid        primary key,
  content_hash text        not null,
  run_id       uuid        not null,
  pack_version text        not null,
  verdict      text        not null check (verdict in ('CLEARED', 'REVIEW', 'BLOCKED')),
  blocking     text[]      not null,
  checked_at   timestamptz not null,
  asked_at     timestamptz not null default clock_timestamp()
);

grant select, insert, update on send_check to ${appRole};
