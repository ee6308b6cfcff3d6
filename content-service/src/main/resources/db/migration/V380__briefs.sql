-- What somebody asks an agency to make. What is asked for is one document; what is searched by stands beside it.
create table brief (
  id          uuid primary key,
  state       text        not null check (state in ('OPEN', 'IN_PRODUCTION', 'DELIVERED', 'CLOSED', 'CANCELLED')),
  wanted      jsonb       not null,
  -- empty until somebody chose one
  agency      text        not null,
  title       text        not null check (length(title) between 1 and 200),
  brand_id    text        not null,
  markets     text[]      not null,
  -- the last day; due_at is the end of it in the first market
  due_on      date        not null,
  due_at      timestamptz not null,
  campaign_id text,
  slot        text,
  written_by  text        not null,
  written_at  timestamptz not null,
  changed_at  timestamptz not null,
  end_reason  text,
  row_version bigint      not null default 1,
  check ((slot is null) = (campaign_id is null))
);
create index brief_by_agency on brief (agency, due_at);
create index brief_by_state on brief (state, due_at);
-- A campaign asks once for a gap while somebody works on it.
create unique index brief_one_per_gap on brief (campaign_id, slot, (wanted ->> 'markets'), (wanted ->> 'languages'))
  where campaign_id is not null and state in ('OPEN', 'IN_PRODUCTION', 'DELIVERED');
grant select, insert on brief to "${appRole}";
grant update (state, wanted, agency, title, brand_id, markets, due_on, due_at, changed_at, end_reason, row_version) on brief to "${appRole}";

-- The pieces made for a brief, with all versions of each. A piece answers one brief.
create table brief_piece (
  asset_id  uuid primary key references asset (id),
  brief_id  uuid        not null references brief (id),
  linked_by text        not null,
  linked_at timestamptz not null
);
create index brief_piece_by_brief on brief_piece (brief_id, linked_at);
grant select, insert on brief_piece to "${appRole}";
