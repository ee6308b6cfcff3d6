-- Whom the sign-in provider told us about, as of the newest token: groups decide what grants to groups are worth.
create table person_account (
  id           text primary key,
  printed_name text        not null,
  agency       text,
  roles        text[]      not null,
  groups       text[]      not null,
  -- when the provider issued the token that says so
  told_at      timestamptz not null
);
create index person_account_groups on person_account using gin (groups);

-- A grant is held by a person or by a group of the sign-in provider.
alter table authority_grant rename column person to holder;
alter table authority_grant add column holder_kind text not null default 'PERSON' check (holder_kind in ('PERSON', 'GROUP'));
alter table authority_grant drop constraint authority_grant_pkey;
alter table authority_grant add primary key (holder_kind, holder, authority, market);
-- when an administrator last said that it is still needed
alter table authority_grant add column reviewed_at timestamptz;
alter table authority_grant add column reviewed_by text;

-- Every decision of an access review; never changed.
create table access_review (
  id          uuid primary key,
  holder_kind text        not null check (holder_kind in ('PERSON', 'GROUP')),
  holder      text        not null,
  authority   text        not null,
  market      text        not null,
  decision    text        not null check (decision in ('CONFIRMED', 'REVOKED')),
  reason      text        not null,
  reviewer    text        not null,
  reviewed_at timestamptz not null
);
create index access_review_newest on access_review (reviewed_at desc);

-- Who signs for whom, for a time. Without a delegate it only says that somebody is away.
create table delegation (
  id          uuid primary key,
  person      text        not null,
  delegate    text check (delegate <> person),
  authorities text[]      not null,
  markets     text[]      not null check (cardinality(markets) > 0),
  from_at     timestamptz not null,
  until_at    timestamptz not null check (until_at > from_at),
  -- true: the person is away and gets nothing; false: both may act
  absent      boolean     not null,
  reason      text        not null,
  made_by     text        not null,
  made_at     timestamptz not null,
  ended_by    text,
  ended_at    timestamptz,
  check (absent or delegate is not null)
);
create index delegation_by_person on delegation (person, until_at) where ended_at is null;
create index delegation_by_delegate on delegation (delegate, until_at) where ended_at is null;

-- What a person must have been trained in to use an authority, and what they were trained in.
create table training_requirement (
  authority text not null,
  course    text not null check (length(course) between 1 and 100),
  primary key (authority, course)
);
create table training_record (
  id           uuid primary key,
  person       text        not null,
  course       text        not null check (length(course) between 1 and 100),
  completed_on date        not null,
  -- the last day on which it counts
  expires_on   date        not null check (expires_on >= completed_on),
  evidence     text        not null,
  recorded_by  text        not null,
  recorded_at  timestamptz not null
);
create index training_record_of on training_record (person, course, expires_on desc);

grant select, insert, update on person_account to "${appRole}";
grant select, insert on access_review, training_record to "${appRole}";
grant select, insert, update on delegation to "${appRole}";
grant select, insert, delete on training_requirement to "${appRole}";
