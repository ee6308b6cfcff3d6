-- The consent ledger: rows are only ever added; the service's role cannot do anything else.
create table consent_entry (
  id          bigint generated always as identity primary key,
  hcp_id      uuid not null references hcp (id),
  channel     text not null,
  purpose     text not null,
  status      text not null check (status in ('GRANTED', 'WITHDRAWN')),
  at          timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  source      text not null check (source in ('IMPORT', 'HCP', 'OPERATOR')),
  evidence    text not null,
  actor       text not null
);
create index consent_entry_as_of on consent_entry (hcp_id, channel, purpose, at desc, id desc);

grant select, insert on consent_entry to ${appRole};
