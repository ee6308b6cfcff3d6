-- Who is held out, beside the house's own share: by brand, and by campaign until its launch.
create table holdout (
  scope            text        not null check (scope in ('BRAND', 'CAMPAIGN')),
  key              text        not null,
  per_ten_thousand integer     not null check (per_ten_thousand between 0 and 5000),
  actor            text        not null,
  at               timestamptz not null,
  primary key (scope, key)
);

-- What shows how far an HCP is with a topic. Rows are only ever added.
create table stage_evidence (
  source_key  text        primary key,
  hcp_id      uuid        not null references hcp (id),
  topic       text        not null,
  stage       text        not null check (stage in
    ('AWARE', 'CONTEMPLATION', 'PREPARATION', 'ACTION', 'MAINTENANCE', 'ADVOCACY')),
  kind        text        not null,
  -- True if it could have happened to somebody the house never wrote to: only this compares with a holdout.
  independent boolean     not null,
  at          timestamptz not null,
  actor       text        not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index stage_evidence_of_hcp on stage_evidence (hcp_id, topic, at);

-- Whether a program did it rather than the HCP, and how that was seen.
alter table engagement add column machine text;

grant select, insert, update on holdout to ${appRole};
grant select, insert on stage_evidence to ${appRole};
