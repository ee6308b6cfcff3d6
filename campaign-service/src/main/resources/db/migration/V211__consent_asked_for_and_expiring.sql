-- PENDING: asked for, not confirmed by the HCP. EXPIRED is never stored, it follows from expires_at.
alter table consent_entry drop constraint consent_entry_status_check;
alter table consent_entry add constraint consent_entry_status_check
  check (status in ('GRANTED', 'WITHDRAWN', 'PENDING'));
alter table consent_entry add column expires_at timestamptz;
alter table consent_entry add column text_version text;
alter table consent_entry add constraint consent_entry_expiry_check
  check (expires_at is null or status = 'GRANTED');

-- The ledger's newest word, for finding and counting. Written with the entry; what may be sent is
-- decided from the ledger. A consent that expires stays GRANTED here: whoever reads compares.
create table consent_current (
  hcp_id     uuid not null references hcp (id),
  channel    text not null,
  purpose    text not null,
  status     text not null check (status in ('GRANTED', 'WITHDRAWN', 'PENDING')),
  at         timestamptz not null,
  expires_at timestamptz,
  primary key (hcp_id, channel, purpose)
);
create index consent_current_status on consent_current (channel, purpose, status, hcp_id)
  include (expires_at);
insert into consent_current (hcp_id, channel, purpose, status, at)
select distinct on (hcp_id, channel, purpose) hcp_id, channel, purpose, status, at
from consent_entry order by hcp_id, channel, purpose, at desc, id desc;

-- The words an HCP agrees to. A version is never changed: a new wording is a new version.
create table consent_text (
  version    text primary key,
  channel    text not null,
  purpose    text not null,
  words      jsonb not null,  -- {"en": "…", "de": "…"}
  valid_from timestamptz not null
);
create index consent_text_newest on consent_text (channel, purpose, valid_from desc);
insert into consent_text (version, channel, purpose, words, valid_from) values
  ('email-promotion-1', 'EMAIL', 'PROMOTION', '{
     "en": "Send me information about your medicines by e-mail.",
     "de": "Senden Sie mir Informationen über Ihre Arzneimittel per E-Mail."}', now()),
  ('email-education-1', 'EMAIL', 'EDUCATION', '{
     "en": "Send me scientific education without product promotion by e-mail.",
     "de": "Senden Sie mir wissenschaftliche Fortbildung ohne Produktwerbung per E-Mail."}', now()),
  ('email-events-1', 'EMAIL', 'EVENTS', '{
     "en": "Invite me to webinars and congresses by e-mail.",
     "de": "Laden Sie mich per E-Mail zu Webinaren und Kongressen ein."}', now()),
  ('rep-email-promotion-1', 'REP_EMAIL', 'PROMOTION', '{
     "en": "My representative may write to me by e-mail.",
     "de": "Meine Außendienstmitarbeiterin oder mein Außendienstmitarbeiter darf mir E-Mails schreiben."}', now()),
  ('data-profiling-1', 'DATA', 'PROFILING', '{
     "en": "Use what I open and read to choose what you send me.",
     "de": "Nutzen Sie, was ich öffne und lese, um auszuwählen, was Sie mir senden."}', now());

-- Double opt-in: asked, mailed, confirmed by the HCP or lapsed.
create table consent_request (
  id           uuid primary key,
  hcp_id       uuid not null references hcp (id),
  channel      text not null,
  purpose      text not null,
  text_version text not null references consent_text (version),
  requested_at timestamptz not null,
  requested_by text not null,
  lapses_at    timestamptz not null,
  mailed_at    timestamptz,
  refused_why  text,
  confirmed_at timestamptz
);
create index consent_request_hcp on consent_request (hcp_id, requested_at desc);

-- Requests of data subjects to be erased (GDPR Art. 17), with the day they are due (Art. 12(3)).
create table erasure_request (
  id          uuid primary key,
  hcp_id      uuid not null references hcp (id),
  pseudonym   text not null,
  country     text not null,
  received_at timestamptz not null,
  due_at      timestamptz not null,
  evidence    text not null,
  recorded_by text not null,
  state       text not null check (state in ('OPEN', 'ERASED', 'REFUSED')),
  closed_at   timestamptz,
  closed_by   text,
  closed_why  text,
  check ((state = 'OPEN') = (closed_at is null))
);
create unique index erasure_request_open on erasure_request (hcp_id) where state = 'OPEN';

grant select, insert, update on consent_current, consent_request, erasure_request to ${appRole};
grant select, insert on consent_text to ${appRole};
