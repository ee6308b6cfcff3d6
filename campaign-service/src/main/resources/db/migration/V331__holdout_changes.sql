-- Every change of a share that is held out, with its reason; never changed.
create table holdout_change (
  id     bigint      generated always as identity primary key,
  scope  text        not null,
  key    text        not null,
  before integer     not null,
  after  integer     not null,
  reason text        not null check (length(reason) <= 1000),
  actor  text        not null,
  at     timestamptz not null
);
create index holdout_change_of on holdout_change (scope, key, at desc);
insert into holdout_change (scope, key, before, after, reason, actor, at)
select scope, key, 0, per_ten_thousand, '', actor, at from holdout;

grant select, insert on holdout_change to ${appRole};
