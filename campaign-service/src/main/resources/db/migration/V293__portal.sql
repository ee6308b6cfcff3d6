-- What a portal asked, once per request id: a request that is repeated has the same touch and the same answer.
create table portal_request (
  request_id   text        primary key,
  enrolment_id uuid        not null,
  hcp_id       uuid        not null references hcp (id),
  step_id      text        not null,
  occurrence   integer     not null,
  slot         text        not null,
  asked_at     timestamptz not null,
  contact_id   uuid,                 -- of the answer; null until there is one
  answered_at  timestamptz,
  shown_at     timestamptz,
  given_up_at  timestamptz,          -- not shown in time: it counts no more
  unique (enrolment_id, step_id, occurrence)
);
create index portal_request_open on portal_request (answered_at)
  where answered_at is not null and shown_at is null and given_up_at is null;

grant select, insert, update on portal_request to ${appRole};
