-- What a check run came to, hash by hash, as it was shown to those who signed. A signature names the document by its
-- SHA-256; where a run or a finding is changed afterwards, the document says which.
create table check_run_digest (
  hash     text        primary key check (hash ~ '^[0-9a-f]{64}$'),
  run_id   uuid        not null references check_run,
  document bytea       not null,
  taken_at timestamptz not null default now()
);
create index check_run_digest_run on check_run_digest (run_id);
grant select, insert on check_run_digest to ${appRole};

-- Signatures from before this was signed have none and verify as they were made.
alter table lane_signature add column check_run_hash text;
alter table signing_request add column check_run_hash text;
