create table authority_grant (
  person text not null,
  authority text not null,
  -- ISO 3166 alpha-2, or * for every market
  market text not null check (market = '*' or market ~ '^[A-Z]{2}$'),
  granted_by text not null,
  granted_at timestamptz not null,
  primary key (person, authority, market)
);
create index authority_grant_holders on authority_grant (authority, market);

-- One row: whether the first administrator has been named. Stays true also when that grant is taken away later.
create table authority_bootstrap (
  person text not null,
  at timestamptz not null,
  only_one boolean primary key default true check (only_one)
);

create table step_up (
  id uuid primary key,
  person text not null,
  -- SHA-256 of what is to be signed
  purpose_hash text not null,
  return_to text not null,
  requested_at timestamptz not null,
  nonce text,
  subject text,
  auth_time timestamptz,
  proven_at timestamptz,
  consumed_at timestamptz
);
create index step_up_requested on step_up (requested_at);

grant select, insert, update, delete on authority_grant to "${appRole}";
grant select, insert on authority_bootstrap to "${appRole}";
grant select, insert, update on step_up to "${appRole}";
