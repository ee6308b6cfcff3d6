-- Files of HCPs on their way in. What was read and what was stored are one transaction, so a run that broke off
-- goes on where it stood. The file itself is kept sealed and only until it is read; its key goes with it.
create table hcp_import (
  id             uuid primary key,
  file_name      text not null check (length(file_name) between 1 and 200),
  format         text not null check (format in ('CSV', 'JSON', 'JSON_LINES')),
  state          text not null check (state in ('RECEIVING', 'WAITING', 'RUNNING', 'DONE', 'REFUSED', 'FAILED')),
  bytes          bigint not null default 0,
  read_bytes     bigint not null default 0,
  -- data rows read, whatever became of them; where a run goes on
  rows           bigint not null default 0,
  created        bigint not null default 0,
  updated        bigint not null default 0,
  unchanged      bigint not null default 0,
  consents       bigint not null default 0,
  rejected       bigint not null default 0,
  remarks        bigint not null default 0,
  interruptions  integer not null default 0,
  -- times it broke off since the last row was stored
  failures       integer not null default 0,
  ended_why      text,
  actor          json not null,
  received_at    timestamptz not null,
  started_at     timestamptz,
  progress_at    timestamptz not null,
  ended_at       timestamptz,
  wrapped        bytea,
  master_key_id  text not null,
  check ((ended_at is not null) = (state in ('DONE', 'REFUSED', 'FAILED')))
);
create index hcp_import_received on hcp_import (received_at desc);
create index hcp_import_unfinished on hcp_import (received_at) where ended_at is null;

create table hcp_import_chunk (
  import_id uuid not null references hcp_import (id),
  number    integer not null,
  sealed    bytea not null,
  primary key (import_id, number)
);
-- What is sealed cannot be made smaller.
alter table hcp_import_chunk alter column sealed set storage external;

-- What was not imported, and what was not imported as it stood.
create table hcp_import_note (
  import_id uuid not null references hcp_import (id),
  row       bigint not null,
  number    bigint generated always as identity,
  kind      text not null check (kind in ('REJECTED', 'REMARK')),
  reason    text not null,
  primary key (import_id, kind, row, number)
);

-- People, their keys and their values are written together: a key may be a statement ahead of its row.
alter table hcp_key alter constraint hcp_key_hcp_id_fkey deferrable initially deferred;

grant select, insert, update on hcp_import to ${appRole};
grant select, insert, delete on hcp_import_chunk to ${appRole};
grant select, insert on hcp_import_note to ${appRole};
