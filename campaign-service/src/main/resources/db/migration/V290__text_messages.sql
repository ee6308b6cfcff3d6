-- Who has which number, by keyed digest: an answer from a number finds its HCP, and no number stands in the clear.
create table hcp_number (
  hcp_id      uuid primary key references hcp (id),
  fingerprint text not null
);
create index hcp_number_fingerprint on hcp_number (fingerprint);

-- What a provider told after it took a message; the furthest state stays.
create table delivery (
  contact_id uuid        primary key references contact (id),
  state      text        not null check (state in ('DELIVERED', 'SHOWN', 'NOT_SHOWN', 'UNDELIVERABLE')),
  detail     text        not null,
  at         timestamptz not null
);

-- Calls of providers, once each: a call that is repeated changes nothing.
create table provider_event (
  provider   text        not null,
  event_id   text        not null,
  kind       text        not null,
  contact_id uuid,
  at         timestamptz not null,
  primary key (provider, event_id)
);

insert into consent_text (version, channel, purpose, words, valid_from) values
  ('sms-promotion-1', 'SMS', 'PROMOTION', '{
     "en": "Send me information about your medicines by text message.",
     "de": "Senden Sie mir Informationen über Ihre Arzneimittel per SMS."}', now()),
  ('portal-promotion-1', 'PORTAL', 'PROMOTION', '{
     "en": "Show me information about your medicines on the professional portal.",
     "de": "Zeigen Sie mir Informationen über Ihre Arzneimittel im Fachportal."}', now()),
  ('webhook-promotion-1', 'WEBHOOK', 'PROMOTION', '{
     "en": "Pass information about your medicines to the professional services I use.",
     "de": "Geben Sie Informationen über Ihre Arzneimittel an die Fachdienste weiter, die ich nutze."}', now());

grant select, insert, update, delete on hcp_number to ${appRole};
grant select, insert, update on delivery to ${appRole};
grant select, insert on provider_event to ${appRole};
