-- What HCPs do with each channel, summed up for questions about many of them at once: audiences and waves. Of one HCP the
-- ledgers themselves are asked. Both sums are as of an instant and halve together, so they need no counting while nothing happens.
create table hcp_liking (
  hcp_id  uuid             not null references hcp (id),
  channel text             not null,
  liked   double precision not null check (liked >= 0),
  weight  double precision not null check (weight >= 0),
  as_of   timestamptz      not null,
  primary key (hcp_id, channel)
);

-- Until when what happened is in the sums; one row.
create table hcp_liking_counted (
  one   boolean     primary key default true check (one),
  until timestamptz not null
);

grant select, insert, update, delete on hcp_liking, hcp_liking_counted to ${appRole};
