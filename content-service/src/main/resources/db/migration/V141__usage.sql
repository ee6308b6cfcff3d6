-- What campaign-service reports of each version, in counts. Rebuilt by reading its feed from 0.
create table version_usage (
  version_id uuid        primary key,
  hcps       bigint      not null,
  contacts   bigint      not null,
  in_doubt   bigint      not null,
  last_at    timestamptz,
  campaigns  jsonb       not null,
  stored_at  timestamptz not null
);
create table usage_feed (
  id        integer     primary key check (id = 1),
  position  bigint      not null default 0,
  stored_at timestamptz
);
insert into usage_feed (id) values (1);
grant select, insert, update on version_usage to ${appRole};
grant select, update on usage_feed to ${appRole};
