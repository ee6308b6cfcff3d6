-- Reviews decided by market packs: tiers people raised, rounds of a piece, what is waited for between seal and going live.
alter table review
  drop constraint review_state_check,
  add constraint review_state_check check (state in
    ('OPENED', 'IN_REVIEW', 'APPROVED', 'SEALED', 'LIVE', 'RETURNED', 'REJECTED', 'CONDITIONS_OPEN', 'CORRECTED')),
  -- which submission of the piece this is since it was last approved
  add column submission_round integer not null default 1,
  add column previous_review  uuid references review (id),
  add column pack_versions    text,
  add column measured_tier    text,
  add column raised_to        text,
  add column raise_reason     text,
  add column raised_by        text,
  add column raised_at        timestamptz,
  add column stop_reason      text,
  add column stopped_by       text,
  add column stopped_at       timestamptz,
  -- why the round went back: given by a person or taken from what the lanes wrote
  add column cause            text,
  add column cause_by         text,
  add column waits_until      timestamptz;
create index review_by_previous on review (previous_review);

alter table asset_version
  drop constraint asset_version_state_check,
  add constraint asset_version_state_check check (state in
    ('DRAFT', 'SUBMITTED', 'IN_REVIEW', 'REVISE', 'CONDITIONS_OPEN', 'APPROVED', 'FINAL_FORM', 'SUBMISSION_PENDING', 'LIVE', 'SUSPENDED',
     'WITHDRAWING', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED', 'REJECTED', 'CANCELLED'));

alter table review_lane
  drop constraint review_lane_lane_check,
  add constraint review_lane_lane_check check (lane in ('MEDICAL', 'LEGAL', 'REGULATORY', 'FINAL', 'COORDINATOR')),
  drop constraint review_lane_state_check,
  -- DROPPED: not wanted any more since the tier was raised
  add constraint review_lane_state_check check (state in ('PLANNED', 'OPEN', 'CLOSED', 'DROPPED')),
  add column carry_id uuid;

-- A lane's verdict on an earlier version that holds for this one: the old signature, what changed between, by which rules,
-- and who looked at it. Written once.
create table review_carry (
  id                uuid primary key,
  review_id         uuid        not null references review (id),
  lane              text        not null,
  lane_round        integer     not null,
  signature_id      uuid        not null references lane_signature (id),
  kind              text        not null check (kind in ('UNTOUCHED', 'CONDITIONS_VERIFIED')),
  from_content_hash  text       not null,
  from_metadata_hash text       not null,
  to_content_hash    text       not null,
  to_metadata_hash   text       not null,
  diff_hash         text        not null,
  rule_version      text        not null,
  verified_by       text        not null,
  carried_at        timestamptz not null,
  statement         bytea       not null,
  key_id            text        not null,
  signature         bytea       not null
);
create unique index review_carry_once on review_carry (review_id, lane, lane_round);
grant select, insert on review_carry to "${appRole}";

-- What people decide outside the lanes, signed after proving who they are: conditions, arbitration, meetings, market steps.
-- Written once.
create table review_decision (
  id               uuid primary key,
  review_id        uuid        not null references review (id),
  kind             text        not null,
  subject          text        not null,
  body             jsonb       not null,
  content_hash     text        not null,
  metadata_hash    text        not null,
  person_id        text        not null,
  printed_name     text        not null,
  meaning          text        not null,
  signed_at        timestamptz not null,
  authenticated_at timestamptz,
  statement        bytea       not null,
  key_id           text        not null,
  signature        bytea       not null
);
create index review_decision_by_review on review_decision (review_id, kind, signed_at);
grant select, insert on review_decision to "${appRole}";

-- What a person asked to sign outside the lanes; good once.
create table review_decision_request (
  id            uuid primary key,
  review_id     uuid        not null references review (id),
  kind          text        not null,
  subject       text        not null,
  body          jsonb       not null,
  content_hash  text        not null,
  metadata_hash text        not null,
  person_id     text        not null,
  requested_at  timestamptz not null,
  used_at       timestamptz
);
grant select, insert, update on review_decision_request to "${appRole}";

-- What the engine asks people outside the lanes; one open row per review and step.
create table review_human_step (
  review_id     uuid        not null references review (id),
  step          text        not null check (step in ('CONDITIONS', 'ARBITRATION', 'MEETING', 'MARKET_STEP')),
  subject       text        not null,
  candidate_group text      not null,
  open          boolean     not null,
  asked_at      timestamptz not null,
  due_at        timestamptz not null,
  silent_at     timestamptz,
  times         integer     not null default 1,
  closed_at     timestamptz,
  primary key (review_id, step, subject)
);
create index review_human_step_open on review_human_step (due_at) where open;
grant select, insert, update on review_human_step to "${appRole}";

-- The conditions of an approval with changes, as the annotations stood when the lanes signed.
create table review_condition (
  review_id     uuid        not null references review (id),
  annotation_id uuid        not null,
  lane          text        not null,
  category      text        not null,
  section       integer     not null,
  span_start    integer     not null,
  span_end      integer     not null,
  quote         text        not null,
  body          text        not null,
  printed_name  text        not null,
  state         text        not null check (state in ('OPEN', 'MET', 'NOT_MET')),
  note          text        not null default '',
  decided_by    text,
  decided_at    timestamptz,
  primary key (review_id, annotation_id)
);
grant select, insert, update on review_condition to "${appRole}";

create table review_objection (
  id        uuid primary key,
  review_id uuid        not null references review (id),
  lane      text        not null,
  person_id text        not null,
  printed_name text     not null,
  reason    text        not null check (length(reason) between 1 and 4000),
  at        timestamptz not null
);
create unique index review_objection_once on review_objection (review_id, lane);
grant select, insert on review_objection to "${appRole}";
