-- What a contact weighs against the caps, and what it was for.
alter table contact
  add column weight  integer not null default 1 check (weight >= 0),
  add column purpose text    not null default 'NURTURE'
    check (purpose in ('REQUESTED', 'SAFETY', 'SERVICE', 'LAUNCH', 'NURTURE'));

-- Contacts that did not leave through the gate and count all the same: calls, visits, stands.
create table recorded_contact (
  source_key  text        primary key,
  hcp_id      uuid        not null references hcp (id),
  channel     text        not null,
  brand_id    text,
  requested   boolean     not null,
  weight      integer     not null check (weight >= 0),
  at          timestamptz not null,  -- business time; caps count from here
  actor       text        not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index recorded_contact_hcp on recorded_contact (hcp_id, at desc);

-- Touches that were held for want of room or time; a lower one leaves them the room they need.
create table waiting_touch (
  send_key    text        primary key,
  hcp_id      uuid        not null references hcp (id),
  campaign_id uuid        not null,
  brand_id    text        not null,
  channel     text        not null,
  purpose     text        not null,
  weight      integer     not null,
  ghost       boolean     not null,
  since       timestamptz not null,
  until       timestamptz not null
);
create index waiting_touch_hcp on waiting_touch (hcp_id);

-- Where and when an HCP takes messages, as far as the gate needs it.
create table practice (
  hcp_id       uuid        primary key references hcp (id),
  zone         text,
  clinic_hours text,
  actor        text        not null,
  at           timestamptz not null
);

-- What each decision was made from: the same inputs give the same answer again. Text, not jsonb, so that the hash in the
-- audit stays the hash of what is stored.
create table touch_inputs (
  trace_id uuid primary key references touch_trace (id),
  inputs   text not null
);

update touch_trace set reason = 'NO_TIME_ZONE' where reason = 'ZONE_UNKNOWN';
update touch_outcome set reason = 'NO_TIME_ZONE' where reason = 'ZONE_UNKNOWN';

grant select, insert on recorded_contact, touch_inputs to ${appRole};
grant select, insert, update, delete on waiting_touch to ${appRole};
grant select, insert, update on practice to ${appRole};
