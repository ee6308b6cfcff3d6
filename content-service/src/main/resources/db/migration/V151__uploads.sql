-- Many pieces at once: a table of files and tags, and what became of each row.
create table bulk_import (
  id         uuid        primary key,
  agency     text        not null,
  owner      text        not null,
  owner_name text        not null,
  name       text        not null,
  csv_hash   text        not null,
  created_at timestamptz not null,
  -- The same table sent twice is one import.
  unique (owner, csv_hash)
);
grant select, insert on bulk_import to ${appRole};

-- Files on their way in. Bytes wait in the upload folder; these rows say which of them count.
create table upload (
  id              uuid        primary key,
  agency          text        not null,
  owner           text        not null,
  owner_name      text        not null,
  file_name       text        not null,
  size            bigint      not null check (size > 0),
  received        bigint      not null check (received between 0 and size),
  asset_id        uuid        references asset,
  import_id       uuid        references bulk_import,
  archive         boolean     not null default false,
  state           text        not null check (state in ('RECEIVING', 'RECEIVED', 'TAKEN_IN', 'UNPACKED', 'REFUSED', 'ENDED')),
  version_id      uuid        references asset_version,
  same_content_as uuid,
  reason          text,
  message         text,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  finished_at     timestamptz,
  claim           uuid,
  claimed_until   timestamptz,
  attempts        integer     not null default 0,
  check ((state = 'TAKEN_IN') = (version_id is not null)),
  check ((state = 'REFUSED') = (reason is not null))
);
create index upload_owner on upload (owner, created_at);
create index upload_waiting on upload (created_at) where state = 'RECEIVED';
create index upload_abandoned on upload (expires_at) where state = 'RECEIVING';
grant select, insert on upload to ${appRole};
grant update (received, state, version_id, same_content_as, reason, message, expires_at, finished_at, claim, claimed_until, attempts)
  on upload to ${appRole};

create table upload_piece (
  upload_id uuid   not null references upload,
  start     bigint not null check (start >= 0),
  length    bigint not null check (length > 0),
  file      text   not null,
  primary key (upload_id, start)
);
grant select, insert on upload_piece to ${appRole};

create table bulk_import_row (
  import_id uuid    not null references bulk_import,
  number    integer not null check (number > 0),
  file      text    not null,
  tags      jsonb   not null,
  problem   text,
  upload_id uuid    references upload,
  tagged    text    check (tagged in ('CONFIRMED', 'OPEN')),
  open      jsonb,
  primary key (import_id, number)
);
create unique index bulk_import_row_upload on bulk_import_row (upload_id) where upload_id is not null;
grant select, insert on bulk_import_row to ${appRole};
grant update (upload_id, tagged, open) on bulk_import_row to ${appRole};
