-- Where people of the house and of its agencies are reached; learned when they sign in. No healthcare professional is ever in here.
create table notification_address (
  person       text primary key,
  printed_name text        not null,
  email        text        not null,
  agency       text        not null default '',
  learned_at   timestamptz not null
);
create index notification_address_by_agency on notification_address (agency) where agency <> '';

create table notification_setting (
  person      text primary key,
  digest_hour integer     not null check (digest_hour between 0 and 23),
  zone        text        not null,
  changed_at  timestamptz not null
);

create table notification_choice (
  person   text not null,
  kind     text not null,
  delivery text not null check (delivery in ('AT_ONCE', 'DAILY', 'PAGE', 'MUTED')),
  primary key (person, kind)
);

create table notification_mute (
  person   text        not null,
  subject  text        not null,
  title    text        not null,
  muted_at timestamptz not null,
  primary key (person, subject)
);

-- One digest per person and day of theirs, whatever is restarted.
create table notification_digest (
  id           uuid primary key,
  person       text        not null,
  local_date   date        not null,
  made_at      timestamptz not null,
  mailed_at    timestamptz,
  mail_outcome text,
  unique (person, local_date)
);

create table notification (
  id           uuid primary key,
  person       text        not null,
  kind         text        not null,
  -- names the event; a person is told once per kind and occurrence
  occurrence   text        not null,
  subject      text        not null,
  title        text        not null,
  message      text        not null,
  link         text        not null,
  -- what is done when its task is done
  task         text,
  due_at       timestamptz,
  delivery     text        not null check (delivery in ('AT_ONCE', 'DAILY', 'PAGE', 'MUTED')),
  told_at      timestamptz not null,
  read_at      timestamptz,
  settled_at   timestamptz,
  digest_id    uuid references notification_digest (id),
  mailed_at    timestamptz,
  mail_outcome text,
  unique (person, kind, occurrence)
);
create index notification_list on notification (person, told_at desc);
create index notification_waiting on notification (person) where read_at is null and settled_at is null;
create index notification_of_task on notification (task) where task is not null and settled_at is null;
create index notification_for_digest on notification (person, told_at)
  where delivery = 'DAILY' and digest_id is null and read_at is null and settled_at is null;
create index notification_in_digest on notification (digest_id) where digest_id is not null;

grant select, insert, update on notification_address, notification_setting, notification_digest to "${appRole}";
grant select, insert, update, delete on notification_choice, notification_mute, notification to "${appRole}";
