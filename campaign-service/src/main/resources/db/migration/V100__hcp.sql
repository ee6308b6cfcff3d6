-- HCPs. Personal values (names, address) live in "personal" only, sealed under the HCP's own key.
create table hcp (
  id          uuid primary key,
  external_id text not null unique,
  pseudonym   text not null unique,
  country     text not null check (country ~ '^[A-Z]{2}$'),
  language    text not null,
  zone        text,
  specialty   text not null,
  type        text not null,
  tier        integer not null check (tier between 1 and 4),
  affinities  jsonb not null,
  personal    bytea,
  erased_at   timestamptz,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  version     bigint not null
);
create index hcp_country on hcp (country, id) where erased_at is null;

-- One data key per HCP, wrapped by the master key. Erasing an HCP empties the wrapped key.
create table hcp_key (
  hcp_id        uuid primary key references hcp (id),
  wrapped       bytea,
  master_key_id text not null,
  created_at    timestamptz not null default now(),
  destroyed_at  timestamptz,
  check ((wrapped is null) = (destroyed_at is not null))
);

grant select, insert, update on hcp to ${appRole};
grant select, insert, update on hcp_key to ${appRole};
