-- One hash chain per aggregate. Nothing here is ever changed: the services' role may only read and add, and
-- the triggers stop everybody else who does not first remove them.
create table audit_entry (
  id bigint generated always as identity primary key,
  aggregate_type text not null,
  aggregate_id text not null,
  -- place in the aggregate's chain, from 1 without a gap
  sequence bigint not null check (sequence > 0),
  action text not null,
  -- type json, not jsonb: keeps the canonical text byte by byte
  actor json not null,
  facts json not null,
  -- business time, and the machine's own
  at timestamptz not null,
  recorded_at timestamptz not null,
  previous_hash text not null,
  hash text not null,
  unique (aggregate_type, aggregate_id, sequence)
);
create index audit_entry_at on audit_entry (recorded_at);

-- Positions are given after commit by one sequencer: row ids are not commit order.
create table audit_position (
  position bigint primary key,
  entry_id bigint not null unique references audit_entry (id)
);

-- What the sequencer has not seen yet. Work list only; carries no evidence.
create table audit_unpositioned (
  entry_id bigint primary key
);

-- What was written outside the database, so that a missing file is noticed.
create table audit_root (
  number bigint primary key,
  from_position bigint not null,
  to_position bigint not null,
  hash text not null
);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit tables are append-only';
end
$$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function audit_is_append_only();
create trigger audit_position_append_only before update or delete or truncate on audit_position
  for each statement execute function audit_is_append_only();
create trigger audit_root_append_only before update or delete or truncate on audit_root
  for each statement execute function audit_is_append_only();

grant select, insert on audit_entry, audit_position, audit_root to "${appRole}";
grant select, insert, delete on audit_unpositioned to "${appRole}";
