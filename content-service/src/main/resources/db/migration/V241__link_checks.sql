-- What fetching a link came to. Rows are added, never changed: a run names the results it was made with by their hash.
create table link_check (
  url        text        not null,
  checked_at timestamptz not null,
  outcome    text        not null check (outcome in ('ANSWERS', 'REFUSES', 'SILENT', 'FORBIDDEN')),
  status     integer     not null,
  hops       text[]      not null,
  problem    text        not null,
  primary key (url, checked_at)
);
grant select, insert on link_check to ${appRole};
