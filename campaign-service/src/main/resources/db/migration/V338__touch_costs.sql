-- What touches cost, by channel and in one currency: of a campaign, or (whose = '*') of every
-- campaign that has no costs of its own. Amounts are text in jsonb so that they stay exact.
create table touch_costs (
  whose     text        primary key,
  currency  text        not null check (currency ~ '^[A-Z]{3}$'),
  per_touch jsonb       not null,
  set_by    text        not null,
  set_at    timestamptz not null
);

grant select, insert, update, delete on touch_costs to ${appRole};
