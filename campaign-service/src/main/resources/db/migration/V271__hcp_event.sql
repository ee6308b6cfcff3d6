-- What HCPs did outside of our messages: registered, attended, asked, were called on. Once each, whoever tells it how often.
create table hcp_event (
  id          uuid        primary key,  -- made of source and source_id
  source      text        not null check (length(source) between 1 and 200),
  source_id   text        not null check (length(source_id) between 1 and 200),
  hcp_id      uuid        not null references hcp (id),
  type        text        not null check (type ~ '^[A-Z][A-Z_]*$'),
  at          timestamptz not null,     -- when it happened; business time
  received_at timestamptz not null,
  key         text,                     -- business key, e.g. of a webinar: what tells one entry from the next
  topic       text,
  brand_id    text,
  campaign_id uuid references campaign,
  words       text        not null default '' check (length(words) <= 2000),
  digest      text        not null,     -- of what was told, so that the same id is not used for something else
  actor       text        not null,
  unique (source, source_id)
);
create index hcp_event_of_hcp on hcp_event (hcp_id, at desc);
create index hcp_event_newest on hcp_event (received_at desc);

-- What became of an event in a journey. KEPT: the journey hears it when it waits for it.
create table hcp_event_delivery (
  event_id     uuid        not null references hcp_event,
  enrolment_id uuid        not null references enrolment,
  outcome      text        not null check (outcome in ('TOLD', 'KEPT', 'STARTED')),
  at           timestamptz not null,
  primary key (event_id, enrolment_id)
);
create index hcp_event_delivery_of_enrolment on hcp_event_delivery (enrolment_id);

-- A person enters a campaign once for good, or once per key where the journey says so.
alter table enrolment add column entry_key text not null default '';
alter table enrolment drop constraint enrolment_once;
alter table enrolment add constraint enrolment_once unique (hcp_id, campaign_id, entry_key);

grant select, insert on hcp_event to ${appRole};
grant update (words) on hcp_event to ${appRole};
grant select, insert, update on hcp_event_delivery to ${appRole};
