create table outbox_message (
  row_id bigint generated always as identity primary key,
  id uuid not null unique,
  topic text not null,
  key text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  -- given after commit by the sequencer; null until then
  position bigint unique,
  -- when its handler returned; stays null for topics that only the feed reads
  handled_at timestamptz,
  failures int not null default 0,
  retry_at timestamptz,
  last_failure text
);
create index outbox_message_unpositioned on outbox_message (row_id) where position is null;
create index outbox_message_unhandled on outbox_message (topic, position) where handled_at is null;
create index outbox_message_feed on outbox_message (topic, position);

-- Wakes the relay at commit; PostgreSQL folds equal notifications of one transaction into one.
create function outbox_announce() returns trigger language plpgsql as $$
begin
  perform pg_notify('medley_outbox', '');
  return null;
end
$$;
create trigger outbox_message_announce after insert on outbox_message
  for each statement execute function outbox_announce();

grant select, insert on outbox_message to "${appRole}";
grant update (position, handled_at, failures, retry_at, last_failure) on outbox_message to "${appRole}";
