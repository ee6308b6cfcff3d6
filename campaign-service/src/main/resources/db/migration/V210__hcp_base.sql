-- What surrounds an HCP: where they work, who looks after them, how much each brand counts on them.
create table hco (
  id          uuid primary key,
  external_id text not null unique,
  name        text not null,
  kind        text not null
    check (kind in ('HOSPITAL', 'CLINIC', 'PRACTICE', 'PHARMACY', 'NETWORK', 'OTHER')),
  country     text not null check (country ~ '^[A-Z]{2}$'),
  updated_at  timestamptz not null
);

create table hcp_affiliation (
  hcp_id uuid not null references hcp (id),
  hco_id uuid not null references hco (id),
  role   text not null,
  since  timestamptz not null,
  primary key (hcp_id, hco_id)
);
create index hcp_affiliation_hco on hcp_affiliation (hco_id, hcp_id);

-- Who looks after the HCPs of an area. A territory nobody was named for has no people yet.
create table territory (
  code       text primary key,
  name       text not null,
  country    text not null check (country ~ '^[A-Z]{2}$'),
  rep        text,
  msl        text,
  kam        text,
  updated_at timestamptz not null
);
create index territory_rep on territory (rep) where rep is not null;

alter table hcp add column territory text references territory (code);
create index hcp_territory on hcp (territory, id) where erased_at is null;

create table hcp_brand_tier (
  hcp_id   uuid not null references hcp (id),
  brand_id text not null,
  tier     integer not null check (tier between 1 and 4),
  primary key (hcp_id, brand_id)
);
create index hcp_brand_tier_brand on hcp_brand_tier (brand_id, tier, hcp_id);

-- What is believed of an HCP and why. A newer word of the same source supersedes the older one,
-- which stays until the person is erased.
create table hcp_fact (
  id            bigint generated always as identity primary key,
  hcp_id        uuid not null references hcp (id),
  name          text not null check (name ~ '^[a-z][a-z0-9_]*(:[A-Za-z0-9_.-]+)?$'),
  value         text not null check (length(value) between 1 and 200),
  basis         text not null check (basis in ('DECLARED', 'OBSERVED', 'INFERRED', 'REP')),
  source        text not null,
  confidence    double precision not null check (confidence between 0 and 1),
  observed_at   timestamptz not null,
  consent_scope text,
  recorded_at   timestamptz not null,
  actor         text not null,
  superseded_at timestamptz,
  muted_at      timestamptz,
  muted_by      text,
  muted_why     text,
  check ((muted_at is null) = (muted_why is null))
);
create unique index hcp_fact_current on hcp_fact (hcp_id, name, basis, source)
  where superseded_at is null;
create index hcp_fact_value on hcp_fact (name, value, hcp_id) where superseded_at is null;

-- Keyed digests of the external ids and addresses of erased people, so that a file cannot bring
-- them back. Without the service's key they say nothing.
create table erased_person (
  fingerprint text primary key,
  hcp_id      uuid not null references hcp (id),
  erased_at   timestamptz not null
);

grant select, insert, update on hco, territory to ${appRole};
grant select, insert, update, delete on hcp_affiliation, hcp_brand_tier, hcp_fact to ${appRole};
grant select, insert on erased_person to ${appRole};
