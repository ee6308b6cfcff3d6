-- Where touches of the channel WEBHOOK go, one per country; '*' stands for all that have none of their own. The secret itself
-- stands nowhere: it follows from the id, the version and the service's master key.
create table webhook_endpoint (
  id             uuid        primary key,
  name           text        not null,
  country        text        not null check (country = '*' or country ~ '^[A-Z]{2}$'),
  url            text        not null,
  lookup_url     text,
  secret_version integer     not null default 1,
  previous_until timestamptz,          -- until when the secret before this one signs, too; real time
  created_at     timestamptz not null,
  retired_at     timestamptz
);
create unique index webhook_endpoint_country on webhook_endpoint (country) where retired_at is null;

-- Every call that was made, and what was answered; null while it is under way.
create table webhook_attempt (
  id          bigint generated always as identity primary key,
  message_id  text        not null,
  endpoint_id uuid        not null references webhook_endpoint (id),
  at          timestamptz not null default clock_timestamp(),
  answer      text
);
create index webhook_attempt_message on webhook_attempt (message_id, id desc);
create index webhook_attempt_endpoint on webhook_attempt (endpoint_id, id desc);

create index send_failed on send (concluded_at desc) where state = 'FAILED';

grant select, insert, update on webhook_endpoint, webhook_attempt to ${appRole};
