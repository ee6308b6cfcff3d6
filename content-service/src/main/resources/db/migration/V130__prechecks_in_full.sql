-- Runs at approval and before sending; what else a run depended on; findings that can be named across runs.
alter table check_run drop constraint check_run_stage_check;
alter table check_run add constraint check_run_stage_check
  check (stage in ('DRAFT', 'SUBMISSION', 'REVIEW', 'APPROVAL', 'SEND'));
alter table check_run add column inputs jsonb not null default '{}';
alter table finding add column finding_key text not null default '';
alter table finding add column boxes jsonb not null default '[]';

-- A named person's decision that a blocking finding does not stop these bytes. Never changed, never deleted.
create table check_override (
  id           uuid        primary key,
  version_id   uuid        not null references asset_version,
  finding_key  text        not null,
  rule_id      text        not null,
  content_hash text        not null,
  person_id    text        not null,
  printed_name text        not null,
  authority    text        not null,
  reason       text        not null check (length(reason) between 20 and 2000),
  decided_at   timestamptz not null,
  statement    text        not null,
  key_id       text        not null,
  signature    text        not null,
  unique (version_id, content_hash, finding_key)
);
grant select, insert on check_override to ${appRole};

insert into vocabulary_term (vocabulary, code, label, aliases, position) values
  ('market', 'FR', 'France', '{France,ANSM,signalement.social-sante.gouv.fr,Mentions légales}', 4)
  on conflict do nothing;
