-- The sender's own copy of the approval state, written from content-service's feed under the
-- exclusive advisory lock of the version, read by claims and hand-overs under the shared one.
create table servable_version (
  version_id    uuid primary key,
  asset_id      uuid not null,
  number        bigint not null,
  state         text not null,
  content_hash  text not null,
  metadata_hash text not null,
  brand_id      text not null,
  title         text not null,
  job_code      text not null,
  material_type text not null,
  markets       text[] not null,
  language      text not null,
  channels      text[] not null,
  audiences     text[] not null,
  slot_hints    text[] not null,
  valid_from    timestamptz,
  valid_to      timestamptz,
  proof         jsonb not null,
  stored_at     timestamptz not null default clock_timestamp()
);
create index servable_version_brand on servable_version (brand_id, state);

-- One row: where this database stands in the feed, and until when it may rely on what it read.
-- valid_until is an instant of this database's own clock.
create table approval_feed (
  id          integer primary key check (id = 1),
  sender      uuid not null default gen_random_uuid(),
  cursor      bigint not null default 0,
  valid_until timestamptz,
  stored_at   timestamptz,
  -- Versions that stopped being servable on the newest page: their hand-overs are waited for.
  stopped     uuid[] not null default '{}'
);
insert into approval_feed (id) values (1);

create table kill_switch (
  scope text not null check (scope in ('ALL', 'CAMPAIGN', 'BRAND', 'COUNTRY', 'CHANNEL')),
  key   text not null,
  why   text not null,
  actor text not null,
  at    timestamptz not null,
  primary key (scope, key)
);

-- One row per send key. The owner names the process that works on it; that process holds the
-- session-level advisory lock of that name for its life.
create table send (
  send_key        text primary key,
  enrolment_id    uuid not null,
  hcp_id          uuid not null references hcp (id),
  campaign_id     uuid not null,
  channel         text not null,
  state           text not null
    check (state in ('CLAIMED', 'HANDING_OVER', 'SENT', 'FAILED', 'UNKNOWN', 'REVOKED')),
  claim_token     uuid not null,
  owner           uuid not null,
  versions        uuid[] not null,
  content_hashes  text[] not null,
  contact_id      uuid not null,
  trace_id        uuid not null,
  message_id      text not null,
  substituted     boolean not null,
  command         jsonb not null,
  attempts        integer not null default 1,
  revoked_for     text,
  -- UNKNOWN only: nothing more will be asked.
  final           boolean not null default false,
  claimed_at      timestamptz not null default clock_timestamp(),
  handing_over_at timestamptz,
  lookup_after    timestamptz,
  concluded_at    timestamptz
);
create index send_open on send (state)
  where state in ('CLAIMED', 'HANDING_OVER', 'REVOKED') or (state = 'UNKNOWN' and not final);

create table contact (
  id            uuid primary key,
  send_key      text not null,
  enrolment_id  uuid not null,
  hcp_id        uuid not null references hcp (id),
  campaign_id   uuid not null,
  brand_id      text not null,
  step_id       text not null,
  channel       text not null,
  slot          text not null,
  version_id    uuid not null,
  market        text not null,
  language      text not null,
  state         text not null
    check (state in ('RESERVED', 'CONTACTED', 'IN_DOUBT', 'RELEASED', 'GHOST')),
  at            timestamptz not null,
  links         text[] not null,
  rendered_hash text not null
);
-- At most one contact per send key that counts, whatever is repeated.
create unique index contact_once on contact (send_key) where state <> 'RELEASED';
create index contact_hcp on contact (hcp_id, at desc);
create index contact_slot on contact (campaign_id, slot, market, at desc);
create index contact_version on contact (version_id);

-- The message as it left, sealed under the HCP's key.
create table rendered_message (
  contact_id uuid primary key references contact (id),
  hcp_id     uuid not null references hcp (id),
  sealed     bytea not null,
  kept_until timestamptz not null
);

-- Why each touch was or was not made. A touch on its way has no outcome yet.
create table touch_trace (
  id           uuid primary key,
  send_key     text not null,
  enrolment_id uuid not null,
  hcp_id       uuid not null references hcp (id),
  campaign_id  uuid not null,
  step_id      text not null,
  channel      text not null,
  slot         text not null,
  outcome      text,
  reason       text,
  held_until   timestamptz,
  version_id   uuid,
  contact_id   uuid,
  why          text not null,
  explanation  jsonb not null,
  at           timestamptz not null
);
create index touch_trace_campaign on touch_trace (campaign_id, at desc);
create index touch_trace_hcp on touch_trace (hcp_id, at desc);
create index touch_trace_send_key on touch_trace (send_key, at);

-- How a send key ended. A repeated job is answered from here.
create table touch_outcome (
  send_key   text primary key,
  outcome    text not null check (outcome <> 'HELD_UNTIL'),
  reason     text not null,
  contact_id uuid,
  trace_id   uuid not null references touch_trace (id),
  at         timestamptz not null
);

grant select, insert, update on servable_version to ${appRole};
grant select, update on approval_feed to ${appRole};
grant select, insert, delete on kill_switch to ${appRole};
grant select, insert, update on send to ${appRole};
grant select, insert, update on contact to ${appRole};
grant select, insert, delete on rendered_message to ${appRole};
grant select, insert, update on touch_trace to ${appRole};
grant select, insert on touch_outcome to ${appRole};
