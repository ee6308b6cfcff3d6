-- What people have to do in the life of an approved version. One row per version, kind and subject: asked once, whatever is repeated.
create table duty (
  id              uuid        primary key,
  version_id      uuid        not null references approval (version_id),
  kind            text        not null check (kind in ('EXPIRY', 'RECONSIDERATION', 'RECERTIFICATION', 'ACKNOWLEDGEMENT', 'CLOSE_OUT')),
  subject         text        not null,
  candidate_group text        not null,
  what            text        not null,
  why             text[]      not null,
  opened_at       timestamptz not null,
  due_at          timestamptz not null,
  escalate_at     timestamptz not null,
  escalated_at    timestamptz,
  returned_reason text        not null default '',
  choice          text,
  reason          text,
  decided_by      text,
  printed_name    text,
  decided_at      timestamptz,
  signature_id    uuid,
  copies_found    integer check (copies_found >= 0),
  copies_destroyed integer check (copies_destroyed >= 0),
  copies_out      integer check (copies_out >= 0),
  -- The process heard of the decision.
  closed_at       timestamptz,
  -- The question fell away: renewed, expired, superseded or withdrawn meanwhile.
  ended_at        timestamptz,
  unique (version_id, kind, subject),
  check ((choice is null) = (decided_at is null)),
  check (choice is null or ended_at is null or decided_at <= ended_at)
);
create index duty_open on duty (due_at) where choice is null and ended_at is null;
grant select, insert on duty to "${appRole}";
grant update (escalated_at, returned_reason, choice, reason, decided_by, printed_name, decided_at, signature_id, copies_found,
  copies_destroyed, copies_out, closed_at, ended_at) on duty to "${appRole}";

-- A change of what an approved version rests on, and what was decided about it.
create table basis_change (
  version_id   uuid        not null references approval (version_id),
  event_id     uuid        not null,
  kind         text        not null,
  subject      text        not null,
  reason       text        not null,
  safety       boolean     not null,
  by           text        not null,
  at           timestamptz not null,
  response     text        check (response in ('SUSPEND', 'REVIEW', 'NOTE')),
  because      text,
  decision     jsonb,
  decided_at   timestamptz,
  primary key (version_id, event_id),
  check ((response is null) = (decided_at is null))
);
create index basis_change_undecided on basis_change (at) where response is null;
grant select, insert on basis_change to "${appRole}";
grant update (response, because, decision, decided_at) on basis_change to "${appRole}";

-- Certifying a version for a further term. The version's state does not change meanwhile.
create table recertification (
  id              uuid        primary key,
  version_id      uuid        not null references approval (version_id),
  requested_by    text        not null,
  requested_at    timestamptz not null,
  state           text        not null check (state in ('ASKED', 'OPEN', 'CERTIFIED', 'REFUSED', 'ENDED')),
  check_run_id    uuid,
  baseline        jsonb,
  current         jsonb,
  delta           jsonb,
  valid_to_before timestamptz not null,
  valid_to_limit  timestamptz,
  valid_to_after  timestamptz,
  closed_at       timestamptz
);
create unique index recertification_one_open on recertification (version_id) where state in ('ASKED', 'OPEN');
create index recertification_of_version on recertification (version_id, requested_at desc);
grant select, insert on recertification to "${appRole}";
grant update (state, check_run_id, baseline, current, delta, valid_to_limit, valid_to_after, closed_at) on recertification to "${appRole}";

-- Signatures of the life after approval: certified again, recall closed. Written once and never changed.
create table life_signature (
  id               uuid        primary key,
  duty_id          uuid        not null references duty (id),
  version_id       uuid        not null,
  choice           text        not null,
  person_id        text        not null,
  printed_name     text        not null,
  meaning          text        not null,
  signed_at        timestamptz not null,
  authenticated_at timestamptz not null,
  statement        bytea       not null,
  key_id           text        not null,
  signature        bytea       not null,
  unique (duty_id)
);
create index life_signature_of_version on life_signature (version_id);
grant select, insert on life_signature to "${appRole}";

-- What a person asked to sign, exactly; one re-authentication is good for this and nothing else, once.
create table life_signing_request (
  id           uuid        primary key,
  duty_id      uuid        not null references duty (id),
  choice       text        not null,
  reason       text        not null,
  facts        jsonb       not null,
  person_id    text        not null,
  requested_at timestamptz not null,
  used_at      timestamptz
);
grant select, insert on life_signing_request to "${appRole}";
grant update (used_at) on life_signing_request to "${appRole}";

-- What a withdrawal takes with it, decided with it, done one version per transaction afterwards.
create table withdrawal_cascade (
  root_version_id uuid        not null references approval (version_id),
  version_id      uuid        not null references approval (version_id),
  relation        text        not null,
  reason          text        not null,
  requested_by    text        not null,
  printed_name    text        not null,
  requested_at    timestamptz not null,
  done_at         timestamptz,
  primary key (root_version_id, version_id)
);
create index withdrawal_cascade_open on withdrawal_cascade (requested_at) where done_at is null;
grant select, insert on withdrawal_cascade to "${appRole}";
grant update (done_at) on withdrawal_cascade to "${appRole}";

-- The rule packs whose change was told last, one row per market.
create table rule_pack_told (
  market  text        primary key,
  version text        not null,
  told_at timestamptz not null
);
grant select, insert, update on rule_pack_told to "${appRole}";

-- Why a version is held back, for the board; the reason of the newest recall says it for people.
create index approval_expiring on approval (valid_to) where state in ('LIVE', 'SUSPENDED');
