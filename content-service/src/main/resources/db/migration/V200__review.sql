-- One review per submitted version; the process instance that works on it claims the row (attempt, instance key, ended).
create table review (
  id                   uuid primary key,
  version_id           uuid        not null,
  asset_id             uuid        not null,
  title                text        not null,
  job_code             text        not null,
  version_number       text        not null,
  language             text        not null,
  brand_id             text        not null,
  market               text        not null,
  markets              text[]      not null,
  content_hash         text        not null,
  metadata_hash        text        not null,
  author               text        not null,
  submitter            text        not null,
  agency               text        not null,
  state                text        not null check (state in ('OPENED', 'IN_REVIEW', 'APPROVED', 'SEALED', 'LIVE', 'RETURNED', 'REJECTED')),
  attempt              integer     not null,
  instance_key         bigint,
  claimed_at           timestamptz,
  start_requested_at   timestamptz not null,
  ended_at             timestamptz,
  check_run_id         uuid,
  tier                 text,
  tier_reasons         jsonb       not null default '[]',
  tier_rules           jsonb       not null default '[]',
  tier_decision        text,
  tier_facts           jsonb,
  planned_attempt      integer     not null default 0,
  returned_list        jsonb,
  seal                 jsonb,
  opened_at            timestamptz not null,
  closed_at            timestamptz,
  row_version          bigint      not null default 1
);
create unique index review_one_per_version on review (version_id);
create index review_by_asset on review (asset_id, opened_at);
create index review_running on review (start_requested_at) where ended_at is null or state in ('OPENED', 'IN_REVIEW');

-- A lane's round rises only when a signature made in it can no longer count (its signer lost the authority): the next signer signs the next round.
create table review_lane (
  review_id             uuid        not null references review (id),
  lane                  text        not null check (lane in ('MEDICAL', 'LEGAL', 'REGULATORY', 'FINAL')),
  round                 integer     not null default 1,
  candidate_group       text        not null,
  state                 text        not null check (state in ('PLANNED', 'OPEN', 'CLOSED')),
  attempt               integer     not null default 0,
  due_at                timestamptz not null,
  remind_at             timestamptz not null,
  escalate_at           timestamptz not null,
  coordinator_at        timestamptz not null,
  opened_at             timestamptz,
  verdict               text,
  signature_id          uuid,
  last_reason           text,
  complete_requested_at timestamptz,
  closed_at             timestamptz,
  overdue_percent       integer     not null default 0,
  primary key (review_id, lane)
);
create index review_lane_open on review_lane (due_at) where state = 'OPEN';

create table review_lane_task (
  review_id            uuid        not null,
  lane                 text        not null,
  attempt              integer     not null,
  element_instance_key bigint      not null,
  task_key             bigint      not null,
  appeared_at          timestamptz not null,
  primary key (review_id, lane, attempt, element_instance_key),
  foreign key (review_id, lane) references review_lane (review_id, lane)
);

create table review_comment (
  id           uuid primary key,
  review_id    uuid        not null references review (id),
  lane         text        not null,
  author       text        not null,
  printed_name text        not null,
  kind         text        not null check (kind in ('MUST_FIX', 'SUGGESTION')),
  page         integer,
  body         text        not null check (length(body) between 1 and 4000),
  written_at   timestamptz not null,
  removed_at   timestamptz
);
create index review_comment_by_review on review_comment (review_id, written_at);

create table review_reminder (
  review_id uuid        not null,
  lane      text        not null,
  percent   integer     not null,
  noted_at  timestamptz not null,
  primary key (review_id, lane, percent)
);

grant select, insert, update on review, review_lane, review_lane_task, review_comment to "${appRole}";
grant select, insert on review_reminder to "${appRole}";
