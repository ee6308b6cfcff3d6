-- What representatives answered to suggestions; never changed, but for words about a person, which go when the person is erased.
create table rep_answer (
  id            uuid        primary key,
  suggestion_id uuid        not null references rep_suggestion,
  hcp_id        uuid        not null references hcp (id),
  person        text        not null,  -- who answered
  territory     text,
  answer        text        not null
    check (answer in ('ACCEPTED', 'EDITED', 'SNOOZED', 'COMPLETED', 'DISMISSED')),
  reason        text check (reason in ('ALREADY_DONE', 'WRONG_TIMING', 'HCP_DECLINED', 'WRONG_DATA',
                                       'NOT_RELEVANT', 'BETTER_IDEA', 'ACCESS_CLOSED')),
  words         text        not null default '' check (length(words) <= 2000),
  until         timestamptz,            -- end of a snooze
  effect        text        not null,   -- what followed, as it was told to the person
  at            timestamptz not null,
  check ((answer = 'DISMISSED') = (reason is not null)),
  check ((answer = 'SNOOZED') = (until is not null))
);
create index rep_answer_of_suggestion on rep_answer (suggestion_id, at desc);
create index rep_answer_of_person on rep_answer (person, at desc);
create index rep_answer_of_hcp on rep_answer (hcp_id, at desc);

-- When a suggestion was first put on the screen of the person it is for.
create table rep_suggestion_shown (
  suggestion_id uuid        primary key references rep_suggestion,
  person        text        not null,
  at            timestamptz not null
);

-- A reason that raises no suggestion for one HCP for a time. Scope: a campaign's id for the journey itself, * for any other driver.
create table driver_mute (
  hcp_id   uuid        not null references hcp (id),
  driver   text        not null,
  scope    text        not null,
  until    timestamptz not null,
  muted_by text        not null,
  primary key (hcp_id, driver, scope)
);

-- HCPs who want to be left alone for a time: nothing is suggested and nothing that promotes is sent.
create table hcp_rest (
  hcp_id uuid        primary key references hcp (id),
  until  timestamptz not null,
  actor  text        not null,
  at     timestamptz not null
);

-- A value somebody says is wrong, to be mended at its source.
create table fact_correction (
  id        uuid        primary key,
  hcp_id    uuid        not null references hcp (id),
  fact      text,                       -- name of the fact; null if it was none of those shown
  words     text        not null,
  opened_by text        not null,
  opened_at timestamptz not null,
  closed_by text,
  closed_at timestamptz,
  check ((closed_by is null) = (closed_at is null))
);
create index fact_correction_open on fact_correction (opened_at) where closed_at is null;

-- What a representative learned. Goes when the person it is about is erased.
create table rep_insight (
  id            uuid        primary key,
  hcp_id        uuid        not null references hcp (id),
  person        text        not null,
  topic         text        not null check (length(topic) between 1 and 100),
  words         text        not null check (length(words) between 1 and 2000),
  suggestion_id uuid references rep_suggestion,
  at            timestamptz not null
);
create index rep_insight_of_hcp on rep_insight (hcp_id, at desc);
create index rep_insight_newest on rep_insight (at desc);

-- How many new suggestions a person gets in 24 hours, where it differs from the house's figure.
create table rep_capacity (
  person  text        primary key,
  per_day integer     not null check (per_day between 0 and 50),
  actor   text        not null,
  at      timestamptz not null
);

create index rep_suggestion_newest on rep_suggestion (created_at desc);

grant select, insert on rep_answer, rep_suggestion_shown to ${appRole};
grant update (words) on rep_answer to ${appRole};
grant select, insert, update on driver_mute, fact_correction, rep_capacity to ${appRole};
grant select, insert, update, delete on hcp_rest to ${appRole};
grant select, insert, delete on rep_insight to ${appRole};
