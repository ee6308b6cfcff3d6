-- Who is held out of everything that promotes is set by people as well: one asks, another confirms.
-- What the service was installed with counts until then.
alter table holdout drop constraint holdout_scope_check;
alter table holdout add constraint holdout_scope_check
  check (scope in ('EVERYTHING', 'BRAND', 'CAMPAIGN') and (scope <> 'EVERYTHING' or key = '*'));

-- A share may be set ahead: until counts_from the one before it counts.
alter table holdout add column before integer not null default 0;
alter table holdout add column counts_from timestamptz;
update holdout set counts_from = at;
alter table holdout alter column counts_from set not null;

alter table holdout_change add column asked_by text;
alter table holdout_change add column counts_from timestamptz;

-- A share somebody asks for. A proposal is never altered: it is taken back and made anew.
create table holdout_proposal (
  id               uuid        primary key,
  per_ten_thousand integer     not null check (per_ten_thousand between 0 and 5000),
  counts_from      timestamptz,  -- null: from its confirmation on
  reason           text        not null check (length(reason) between 1 and 1000),
  state            text        not null check (state in ('PROPOSED', 'CONFIRMED', 'WITHDRAWN')),
  proposed_by      text        not null,
  proposed_at      timestamptz not null,
  decided_by       text,
  decided_at       timestamptz,
  check ((state = 'PROPOSED') = (decided_at is null))
);
create unique index holdout_proposal_open on holdout_proposal ((true)) where state = 'PROPOSED';

grant select, insert, update on holdout_proposal to ${appRole};
