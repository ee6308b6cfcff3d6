-- Addresses that do not take messages, or whose owner complained: the gate makes no touch through them.
create table address_suppression (
  hcp_id  uuid        not null references hcp (id),
  channel text        not null,
  reason  text        not null check (reason in ('BOUNCED', 'COMPLAINED')),
  detail  text        not null,
  at      timestamptz not null,
  primary key (hcp_id, channel)
);

-- What came back from a mailbox, once each.
create table inbound_mail (
  digest     text        primary key,  -- SHA-256 of what arrived
  contact_id uuid,
  kind       text        not null check (kind in ('BOUNCE', 'DELAY', 'COMPLAINT', 'REPLY', 'UNKNOWN')),
  at         timestamptz not null
);
create index inbound_mail_of_contact on inbound_mail (contact_id);

-- A possible adverse event or product complaint, with its clock. The words of the HCP are sealed under the HCP's key.
create table safety_report (
  id          uuid        primary key,
  source_key  text        not null unique,
  hcp_id      uuid        not null references hcp (id),
  source      text        not null check (source in ('REPLY', 'ANSWER', 'REP_NOTE')),
  kinds       text[]      not null,
  words       text[]      not null,
  sealed      bytea       not null,
  received_at timestamptz not null,  -- the clock starts when anybody of the house could know
  due_at      timestamptz not null,
  state       text        not null check (state in ('OPEN', 'FORWARDED', 'NO_EVENT')),
  outcome     text,                  -- case number, or why it is none
  closed_by   text,
  closed_at   timestamptz,
  check ((state = 'OPEN') = (closed_at is null))
);
create index safety_report_open on safety_report (due_at) where state = 'OPEN';

grant select, insert, delete on address_suppression to ${appRole};
grant select, insert on inbound_mail to ${appRole};
grant select, insert, update on safety_report to ${appRole};
