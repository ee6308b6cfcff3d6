-- The making of one piece, from its brief or its upload until its review starts. The process instance that works on it claims the row.
create table production (
  id                 uuid primary key,
  brief_id           uuid references brief (id),
  asset_id           uuid references asset (id),
  attempt            integer     not null default 1,
  instance_key       bigint,
  claimed_at         timestamptz,
  start_requested_at timestamptz not null,
  told_at            timestamptz not null,
  ended_at           timestamptz,
  opened_at          timestamptz not null,
  -- whether the agency was asked to make it
  asked              boolean     not null default false,
  -- its review started, or it was given up
  done_at            timestamptz,
  check (brief_id is not null or asset_id is not null)
);
create unique index production_one_per_piece on production (asset_id) where done_at is null;
create unique index production_one_waiting_per_brief on production (brief_id) where asset_id is null and done_at is null;
create index production_running on production (start_requested_at) where done_at is null;
grant select, insert on production to "${appRole}";
grant update (asset_id, asked, attempt, instance_key, claimed_at, start_requested_at, told_at, ended_at, done_at) on production to "${appRole}";

-- One row per submission: who handed it over, whether a coordinator had to look and why, what was decided. A version that was returned and
-- submitted again has two.
create table submission (
  id              uuid primary key,
  production_id   uuid        not null references production (id),
  version_id      uuid        not null references asset_version (id),
  asset_id        uuid        not null references asset (id),
  agency          text        not null,
  markets         text[]      not null,
  content_hash    text        not null,
  metadata_hash   text        not null,
  submitted_by    text        not null,
  submitted_at    timestamptz not null,
  -- the id its review bears once it opens
  review_id       uuid        not null unique,
  qc              text        not null check (qc in ('WAITING', 'REQUIRED', 'SKIPPED', 'ACCEPTED', 'RETURNED')),
  because         text        not null default '',
  decision        jsonb,
  due_at          timestamptz,
  decided_by      text,
  decided_at      timestamptz,
  reasons         text[]      not null default '{}',
  note            text        not null default '',
  review_opened   boolean     not null default false,
  check ((qc in ('ACCEPTED', 'RETURNED')) = (decided_by is not null)),
  check (qc <> 'RETURNED' or (cardinality(reasons) > 0 and length(note) between 1 and 1000)),
  check (not review_opened or qc in ('SKIPPED', 'ACCEPTED'))
);
create index submission_by_version on submission (version_id, submitted_at desc);
create index submission_by_production on submission (production_id, submitted_at desc);
create index submission_by_agency on submission (agency, submitted_at);
create unique index submission_one_undecided on submission (version_id) where qc in ('WAITING', 'REQUIRED');
create index submission_in_qc on submission (due_at) where qc = 'REQUIRED';
grant select, insert on submission to "${appRole}";
grant update (qc, because, decision, due_at, decided_by, decided_at, reasons, note, review_opened) on submission to "${appRole}";

alter table asset_version
  drop constraint asset_version_state_check,
  add constraint asset_version_state_check check (state in
    ('DRAFT', 'SUBMITTED', 'QC', 'IN_REVIEW', 'REVISE', 'CONDITIONS_OPEN', 'APPROVED', 'FINAL_FORM', 'SUBMISSION_PENDING', 'LIVE', 'SUSPENDED',
     'WITHDRAWING', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED', 'REJECTED', 'CANCELLED'));
