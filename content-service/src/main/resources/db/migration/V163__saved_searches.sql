create table saved_search (
  id       uuid        primary key,
  person   text        not null,
  name     text        not null,
  query    text        not null,
  saved_at timestamptz not null,
  unique (person, name)
);
grant select, insert, update, delete on saved_search to "${appRole}";
