-- What the world may be served. One row per version that ever went live; number rises with every change of state.
create table approval (
  version_id      uuid primary key,
  asset_id        uuid        not null,
  number          bigint      not null,
  state           text        not null check (state in ('LIVE', 'SUSPENDED', 'WITHDRAWING', 'WITHDRAWN', 'EXPIRED', 'SUPERSEDED')),
  version_number  text        not null,
  content_hash    text        not null,
  metadata_hash   text        not null,
  format          text        not null,
  file_name       text        not null,
  brand_id        text        not null,
  title           text        not null,
  job_code        text        not null,
  material_type   text        not null,
  purpose         text        not null,
  markets         text[]      not null,
  language        text        not null,
  channels        text[]      not null,
  audiences       text[]      not null,
  indications     text[]      not null,
  key_messages    text[]      not null,
  slot_hints      text[]      not null,
  valid_from      timestamptz not null,
  valid_to        timestamptz not null,
  proof           jsonb       not null,
  agency          text        not null,
  tier            text,
  live_at         timestamptz not null,
  changed_at      timestamptz not null,
  process_attempt integer     not null,
  instance_key    bigint,
  claimed_at      timestamptz,
  start_requested_at timestamptz not null,
  ended_at        timestamptz,
  near_expiry_noted integer
);
create index approval_by_asset on approval (asset_id, state);
create index approval_by_hash on approval (content_hash) where state = 'LIVE';
create index approval_by_brand on approval (brand_id, state);

-- A withdrawal or suspension on its way to every sender. position is the feed position of its message, known once the relay has given it.
create table recall (
  version_id      uuid        not null references approval (version_id),
  number          bigint      not null,
  kind            text        not null check (kind in ('WITHDRAW', 'SUSPEND')),
  reason          text        not null,
  requested_by    text        not null,
  requested_at    timestamptz not null,
  message_id      uuid        not null unique,
  position        bigint,
  acknowledged_at timestamptz,
  in_doubt        integer,
  primary key (version_id, number)
);
create index recall_open on recall (version_id) where acknowledged_at is null;
create index recall_by_position on recall (position);

create table recall_acknowledgement (
  version_id uuid    not null,
  number     bigint  not null,
  sender     text    not null,
  how        text    not null check (how in ('PASSED', 'LEASE_RAN_OUT')),
  in_doubt   integer not null,
  at         timestamptz not null,
  primary key (version_id, number, sender),
  foreign key (version_id, number) references recall (version_id, number)
);

-- Senders of the approvals feed. Times here are real time, never the business clock.
create table feed_sender (
  sender          text primary key,
  passed          bigint      not null,
  in_doubt        integer     not null,
  lease_until     timestamptz not null,
  last_seen_at    timestamptz not null,
  served_position bigint,
  served_at       timestamptz
);

grant select, insert, update on approval, recall, feed_sender to "${appRole}";
grant select, insert on recall_acknowledgement to "${appRole}";
