-- Messages people sent to themselves to see them. No contact, no send, no touch: nothing here is ever counted.
create table test_send (
  id           uuid        primary key,
  person       text        not null,
  hcp_id       uuid        not null references hcp (id),
  campaign_id  uuid        not null,
  step_id      text        not null,
  channel      text        not null,
  version_id   uuid        not null,
  content_hash text        not null,
  message_hash text        not null,
  at           timestamptz not null,
  answer       text                   -- of the mail server; null until there is one
);
create index test_send_of_person on test_send (person, at desc);

grant select, insert, update on test_send to ${appRole};
